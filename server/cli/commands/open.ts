/** `candor open`: the first word of an incident, of maintenance, of a security note or of an announcement. */
import { type Command, Option } from 'commander';
import { noticeKinds } from '../../../src/model/vocabulary.ts';
import { type DetailOptions, detailsFrom } from '../details.ts';
import { Failure } from '../exit.ts';
import { publishedNotice } from '../expected.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import {
	addDetailOptions,
	addKeyOption,
	addNatureOptions,
	authorOption,
	messageOption,
	phaseOption,
	type WriteOptions,
} from '../options.ts';
import { answerPublished } from '../render/published.ts';
import { openSession } from '../session.ts';
import { wordsOf } from '../target.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../translations.ts';
import { parseWhen } from '../when.ts';

interface OpenOptions extends DetailOptions, WriteOptions, TranslationOptions {
	readonly kind?: string;
	readonly message?: string;
	readonly starts?: string;
	readonly ends?: string;
	readonly id?: string;
}

export function addOpen(program: Command, io: Io): void {
	const when = (text: string): string => parseWhen(text, io.now());
	const command = program
		.command('open')
		.summary('publish a new notice')
		.description('Publishes a new notice. Every open page shows it at once.')
		.argument('<title>', 'one line that says what customers notice')
		.addOption(
			new Option('--kind <kind>', 'left out: incident, or maintenance where --ends is given').choices(
				noticeKinds,
			),
		)
		.addOption(messageOption())
		.addOption(phaseOption());
	addNatureOptions(addDetailOptions(command, io))
		.addOption(authorOption())
		.addOption(translationsOption())
		.addOption(
			new Option('--starts <when>', 'maintenance: +2h or an instant (left out: now)').argParser(when),
		)
		.addOption(new Option('--ends <when>', 'maintenance: +4h (from now) or an instant').argParser(when))
		.option('--id <id>', 'the id it should have; left out, the server makes one');
	addKeyOption(command)
		.addHelpText(
			'after',
			examples(
				'candor open "Checkout is failing" --impact major --component checkout --next-update 20m',
				'candor open "Search is slow" --component search=degraded --unaffected checkout -m "We are looking into it."',
				'candor open "Database upgrade" --starts 2030-01-31T02:00Z --ends 2030-01-31T04:00Z --component accounts',
				'candor open "Exports are slow" --audience plan=pro,team --route /reports --not-affected "You are not affected."',
				'candor open "About the reports of leaked passwords" --kind assurance --data-safety safe --statement "No password left our systems." --approved-by "Security team"',
			),
		)
		.action(async (title: string, options: OpenOptions, self: Command) => {
			const session = openSession(io, self);
			const body = await wordsOf(session, options.message);
			const window = windowFrom(options, io.now());
			const kind = options.kind ?? (window ? 'maintenance' : 'incident');
			const written = await session.client.write({
				method: 'POST',
				path: 'v1/notices',
				body: {
					kind,
					title,
					...(body !== undefined && { body }),
					...(options.id !== undefined && { id: options.id }),
					...(window && { window }),
					...detailsFrom(options),
					...(await translationsFrom(io, options)),
				},
				expected: publishedNotice(options.id),
				idempotencyKey: options.idempotencyKey,
			});
			await answerPublished(session, written, 'Published');
		});
}

/** The window of maintenance; `undefined` where neither end was given. */
export function windowFrom(
	{ starts, ends }: { readonly starts?: string; readonly ends?: string },
	now: number,
): { readonly start: string; readonly end: string } | undefined {
	if (starts === undefined && ends === undefined) return undefined;
	if (ends === undefined)
		throw new Failure('usage', '--starts needs --ends: say when the work will be over.');
	const start = starts ?? new Date(now).toISOString();
	if (start >= ends)
		throw new Failure('usage', '--ends must be later than --starts. A duration counts from now in both.');
	return { start, end: ends };
}
