/** `candor drafts` and `candor draft`: what is not published yet. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { publishedNotice, removed } from '../api/expectations.ts';
import { isObject, type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readMessage } from '../message-argument.ts';
import { type DetailOptions, detailsFrom } from '../options/details.ts';
import {
	addDetailOptions,
	addDrillAndLanguageOptions,
	anywayOption,
	authorOption,
	editOption,
	messageOption,
	phaseOption,
} from '../options/notice-options.ts';
import { parseId } from '../options/parsers.ts';
import { timeReader } from '../options/time.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../options/translations.ts';
import { addDryRunOption, addKeyOption, type WriteOptions } from '../options/write-options.ts';
import { objectsOf } from '../render/log-entry.ts';
import { printPublished } from '../render/published.ts';
import type { Style } from '../render/style.ts';
import { pastText } from '../render/time.ts';
import { breakGlassLines, waitingDraftLines } from '../render/waiting-draft.ts';
import { openSession } from '../session.ts';
import { quoted, sanitize, textOf } from '../terminal-text.ts';
import { addDraftEdit } from './draft-edit.ts';
import { addDraftReview } from './draft-review.ts';
import { addAccept, addSuggest } from './draft-suggest.ts';

interface PublishOptions extends DetailOptions, WriteOptions, TranslationOptions {
	readonly title?: string;
	readonly message?: string;
	readonly edit?: true;
}

const draftArgumentHelp = 'an id from "candor drafts"';

export function addDrafts(program: Command, io: Io): void {
	program
		.command('drafts')
		.summary('what is not published yet')
		.description(
			'Lists what was published without a second person in the last 30 days, the drafts that wait for an approval or for their time, drafts of post-mortems, and drafts that the failure counts of visitors’ pages have raised. Anyone can send such counts, so take one of these as a hint: the server never publishes it by itself.',
		)
		.addHelpText('after', examples('candor drafts', 'candor drafts --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/drafts', { asOperator: true });
			const answer = requireObject(sanitize(result));
			const { style } = session;
			const lines = [
				// Earlier servers have only the drafts of failure counts.
				...objectsOf(answer.breakGlass).flatMap((each) => breakGlassLines(each, style)),
				...objectsOf(answer.waiting).flatMap((each) => waitingDraftLines(each, style)),
				...objectsOf(answer.postmortems).flatMap((each) => postmortemLines(each, style)),
				...requireObjects(answer, 'drafts').flatMap((each) => draftLines(each, style)),
			];
			session.printResult(result, () => (lines.length === 0 ? ['No drafts.'] : lines));
		});
}

function postmortemLines(
	{ notice, title, updatedAt, author, reviewedBy }: JsonObject,
	style: Style,
): string[] {
	const nameOf = (actor: unknown): string => textOf(isObject(actor) ? (actor.name ?? actor.id) : '');
	const review = isObject(reviewedBy) ? `reviewed by ${nameOf(reviewedBy)}` : 'not reviewed';
	return [
		`${style.colours.bold(textOf(title))}  ${style.colours.dim(textOf(notice))}`,
		`  A post-mortem by ${nameOf(author)}, ${pastText(textOf(updatedAt), style)}, ${review}`,
		`  Read it: candor postmortem draft ${textOf(notice)}`,
	];
}

function draftLines({ id, title, raisedAt, seen, lately }: JsonObject, style: Style): string[] {
	return [
		`${style.colours.bold(textOf(title))}  ${style.colours.dim(textOf(id))}`,
		`  Raised ${pastText(textOf(raisedAt), style)}, not checked`,
		`  ${countLine(seen as JsonObject)}`,
		...(lately ? [`  Since then: ${countLine(lately as JsonObject)}`] : []),
		`  Publish: candor draft publish ${textOf(id)}   Discard: candor draft discard ${textOf(id)}`,
	];
}

function countLine({ reports, requests, failures, regions }: JsonObject): string {
	const regionList = Array.isArray(regions)
		? regions.map((each: JsonObject) => `${textOf(each.region)} ${textOf(each.reports)}`).join(', ')
		: '';
	const from = regionList === '' ? '' : ` (${regionList})`;
	return `${textOf(reports)} ${reports === 1 ? 'report' : 'reports'}${from}: ${textOf(failures)} of ${textOf(requests)} requests failed`;
}

export function addDraft(program: Command, io: Io): void {
	const draft = program
		.command('draft')
		.summary('publish, edit, review or discard a draft, or let the assistant write one')
		.description(
			'Publishes, edits, reviews or discards a draft, or lets the assistant write one. "candor drafts" lists them.',
		)
		.addHelpText('after', examples('candor draft publish checkout', 'candor draft discard checkout'));
	addPublish(draft, io);
	addDraftEdit(draft, io);
	addDraftReview(draft, io);
	addSuggest(draft, io);
	addAccept(draft, io);
	const discard = draft
		.command('discard')
		.summary('discard a draft')
		.description(
			'Discards a draft. The component of a draft that failure counts raised raises no other one for an hour.',
		)
		.argument('<draft>', draftArgumentHelp, parseId);
	addDryRunOption(discard)
		.addHelpText('after', examples('candor draft discard checkout'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'drafts', id),
				expectation: removed('candor drafts'),
			});
			session.printResult({ id, discarded: true }, () => [
				`Discarded the draft ${quoted(id)}. If failure counts raised it, its component raises no other one for an hour.`,
			]);
		});
}

function addPublish(draft: Command, io: Io): void {
	const publish = draft
		.command('publish')
		.summary('open the notice that a draft suggests')
		.description('Opens the notice that a draft suggests. The options replace its suggestions.')
		.argument('<draft>', draftArgumentHelp, parseId)
		.option('--title <title>', 'one line that says what customers notice')
		.addOption(messageOption())
		.addOption(editOption())
		.addOption(phaseOption());
	addDrillAndLanguageOptions(addDetailOptions(publish))
		.addOption(anywayOption())
		.addOption(authorOption())
		.addOption(translationsOption());
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
			const message = await readMessage(io, options.message, options);
			const time = await timeReader(session, options);
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'drafts', id, 'publish'),
				body: {
					...(title !== undefined && { title }),
					...(message !== undefined && { body: message }),
					...detailsFrom(options, time),
					...(await translationsFrom(io, options)),
				},
				expectation: publishedNotice(),
				idempotencyKey,
			});
			await printPublished(session, written, 'Published');
		});
}
