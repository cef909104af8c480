/** `candor drafts` and `candor draft`: what visitors' pages suggest, for an operator to publish or to discard. */
import type { Command } from 'commander';
import { type Json, objectsIn } from '../answer.ts';
import { pathTo } from '../client.ts';
import { type DetailOptions, detailsFrom } from '../details.ts';
import { publishedNotice, removed } from '../expected.ts';
import { harmless, oneLine } from '../harmless.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import {
	addDetailOptions,
	addKeyOption,
	addNatureOptions,
	authorOption,
	messageOption,
	parseId,
	phaseOption,
	quoted,
	type WriteOptions,
} from '../options.ts';
import { answerPublished } from '../render/published.ts';
import type { Style } from '../render/style.ts';
import { pastText } from '../render/time.ts';
import { openSession } from '../session.ts';
import { wordsOf } from '../target.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../translations.ts';

interface PublishOptions extends DetailOptions, WriteOptions, TranslationOptions {
	readonly title?: string;
	readonly message?: string;
}

export function addDrafts(program: Command, io: Io): void {
	program
		.command('drafts')
		.summary('what visitors’ pages suggest')
		.description(
			'Lists the drafts that counts of visitors’ pages have raised. They are hints: anybody can send such counts. Nothing is published by itself.',
		)
		.addHelpText('after', examples('candor drafts', 'candor drafts --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const answer = await session.client.read('v1/drafts', { asOperator: true });
			const found = objectsIn(harmless(answer), 'drafts');
			session.answer(answer, () =>
				found.length === 0 ? ['No drafts.'] : found.flatMap((draft) => draftLines(draft, session.style)),
			);
		});
}

const text = (value: unknown): string => oneLine(String(value ?? ''));

/** One draft: what it would say, and what it was raised for. */
function draftLines({ id, title, raisedAt, seen, lately }: Json, style: Style): string[] {
	return [
		`${style.colours.bold(text(title))}  ${style.colours.dim(text(id))}`,
		`  Raised ${pastText(text(raisedAt), style)}, checked by nobody`,
		`  ${countLine(seen as Json)}`,
		...(lately ? [`  Since then: ${countLine(lately as Json)}`] : []),
		`  Publish: candor draft publish ${text(id)}   Discard: candor draft discard ${text(id)}`,
	];
}

function countLine({ reports, requests, failures, regions }: Json): string {
	const places = Array.isArray(regions)
		? regions.map((each: Json) => `${text(each.region)} ${text(each.reports)}`).join(', ')
		: '';
	const from = places === '' ? '' : ` (${places})`;
	return `${text(reports)} ${reports === 1 ? 'report' : 'reports'}${from}: ${text(failures)} of ${text(requests)} requests failed`;
}

export function addDraft(program: Command, io: Io): void {
	const draft = program
		.command('draft')
		.summary('publish or discard what visitors’ pages suggest')
		.description('Publishes or discards a draft. "candor drafts" lists them.')
		.addHelpText('after', examples('candor draft publish checkout', 'candor draft discard checkout'));
	const publish = draft
		.command('publish')
		.summary('open the notice that a draft suggests')
		.description('Opens the notice that a draft suggests. What is given replaces what it suggests.')
		.argument('<draft>', 'as "candor drafts" shows it', parseId)
		.option('--title <title>', 'one line that says what customers notice')
		.addOption(messageOption())
		.addOption(phaseOption());
	addNatureOptions(addDetailOptions(publish, io)).addOption(authorOption()).addOption(translationsOption());
	addKeyOption(publish)
		.addHelpText(
			'after',
			examples(
				'candor draft publish checkout --title "Checkout is failing" --impact major --next-update 20m',
				'candor draft publish checkout -m "Some payments fail. We are looking into it."',
			),
		)
		.action(async (id: string, options: PublishOptions, self: Command) => {
			const session = openSession(io, self);
			const { title, idempotencyKey } = options;
			const message = await wordsOf(session, options.message);
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'drafts', id, 'publish'),
				body: {
					...(title !== undefined && { title }),
					...(message !== undefined && { body: message }),
					...detailsFrom(options),
					...(await translationsFrom(io, options)),
				},
				expected: publishedNotice(),
				idempotencyKey,
			});
			await answerPublished(session, written, 'Published');
		});
	draft
		.command('discard')
		.summary('put a draft aside')
		.description('Puts a draft aside. Its component raises no other for an hour.')
		.argument('<draft>', 'as "candor drafts" shows it', parseId)
		.addHelpText('after', examples('candor draft discard checkout'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'drafts', id),
				expected: removed('candor drafts'),
			});
			session.answer({ id, discarded: true }, () => [
				`Discarded the draft ${quoted(id)}. Its component raises no other for an hour.`,
			]);
		});
}
