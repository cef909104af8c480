/** `candor open`: publishes a new notice of any kind. */
import { type Command, Option } from 'commander';
import { noticeKinds } from '../../../src/model/vocabulary.ts';
import { publishedNotice, writtenDraft } from '../api/expectations.ts';
import { requireObject } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readMessage } from '../message-argument.ts';
import { type DetailOptions, detailsFrom } from '../options/details.ts';
import { addScheduleOptions, type ScheduleOptions, scheduleFrom } from '../options/draft-schedule.ts';
import { addWindowOptions, newWindow, type WindowOptions } from '../options/maintenance-window.ts';
import {
	addDetailOptions,
	addDrillAndLanguageOptions,
	anywayOption,
	authorOption,
	editOption,
	messageOption,
	phaseOption,
} from '../options/notice-options.ts';
import { addPastSpanOptions, type PastSpanOptions, pastSpanFrom } from '../options/past-times.ts';
import { addTemplateOptions, type TemplateOptions, templateFrom } from '../options/template.ts';
import { timeReader } from '../options/time.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../options/translations.ts';
import { addKeyOption, type WriteOptions } from '../options/write-options.ts';
import { printPublished } from '../render/published.ts';
import { waitingDraftLines } from '../render/waiting-draft.ts';
import { openSession } from '../session.ts';
import { sanitize } from '../terminal-text.ts';

interface OpenOptions
	extends PastSpanOptions,
		DetailOptions,
		TemplateOptions,
		WindowOptions,
		WriteOptions,
		TranslationOptions,
		ScheduleOptions {
	readonly kind?: string;
	readonly message?: string;
	readonly edit?: true;
	readonly id?: string;
	readonly draft?: true;
	readonly resume?: string;
}

const missingDraft = (): CliError =>
	new CliError('usage', '--publish-at and --discard-at are times of a draft. Add --draft.');

const missingTitle = (): CliError =>
	new CliError(
		'usage',
		'The title is missing. Write in quotes what customers notice, or name a template with --template.',
	);

export function addOpen(program: Command, io: Io): void {
	const command = program
		.command('open')
		.summary('publish a new notice')
		.description(
			'Publishes a new notice. Every open page shows it at once. On a terminal and without a title, it asks for what is missing, and shows what customers will read.',
		)
		.argument('[title]', 'one line that says what customers notice; a template may give it')
		.addOption(
			new Option('--kind <kind>', 'default: incident, or maintenance with --ends').choices(noticeKinds),
		)
		.addOption(messageOption())
		.addOption(editOption())
		.addOption(phaseOption());
	addDrillAndLanguageOptions(addDetailOptions(command))
		.addOption(anywayOption())
		.addOption(authorOption())
		.addOption(translationsOption());
	addWindowOptions(command, {
		starts: 'maintenance: +2h or an instant (default: now)',
		ends: 'maintenance: +4h (from now) or an instant',
	}).option('--id <id>', 'the id of the notice (default: the server creates one)');
	addTemplateOptions(command);
	command.option('--resume <file>', 'ask again, with the answers that an earlier "candor open" has kept');
	command.option('--draft', 'publish nothing: write a draft, which a publisher approves');
	addScheduleOptions(command);
	addPastSpanOptions(command);
	addKeyOption(command)
		.addHelpText(
			'after',
			examples(
				'candor open "Checkout is failing" --impact major --component checkout --next-update 20m',
				'candor open --template outage --set service=Checkout --component checkout',
				'candor open "Search is slow" --component search=degraded --unaffected checkout -m "We are looking into it."',
				'candor open "Database upgrade" --starts 2030-01-31T02:00Z --ends 2030-01-31T04:00Z --component accounts',
				'candor open "Database upgrade" --starts "tue 02:00" --ends "tue 04:00" --zone Europe/Berlin',
				'candor open "Search is down" --component search --draft',
				'candor open "A new price list" --kind announcement --draft --publish-at "tue 09:00" --zone Europe/Berlin',
				'candor open "Search was slow" --component search --started 3h --ended 2h',
				'candor open "Exports are slow" --audience plan=pro,team --route /reports --not-affected "You are not affected."',
				'candor open "About the reports of leaked passwords" --kind assurance --data-safety safe --statement "No password left our systems." --evidence "We have read all access logs." --approved-by "Security team"',
			),
		)
		.action(async (title: string | undefined, options: OpenOptions, self: Command) => {
			const isComplete = title !== undefined || options.template !== undefined;
			const isScheduled = options.publishAt !== undefined || options.discardAt !== undefined;
			if (isScheduled && !options.draft) throw missingDraft();
			const session = openSession(io, self);
			const canAsk = !isComplete && !session.json && options.message !== '-';
			const terminal = canAsk ? io.terminal : undefined;
			if (!isComplete && !terminal) throw missingTitle();
			const body = await readMessage(io, options.message, options);
			const time = await timeReader(session, options);
			const window = newWindow(options, time);
			const ownKind = window.window ? 'maintenance' : 'incident';
			// A template that is still to be chosen has a kind of its own.
			const isOpenKind = options.template !== undefined || (!isComplete && ownKind === 'incident');
			const kind = options.kind ?? (isOpenKind ? undefined : ownKind);
			const fields = {
				...templateFrom(options),
				...(kind !== undefined && { kind }),
				...(title !== undefined && { title }),
				...(body !== undefined && { body }),
				...(options.id !== undefined && { id: options.id }),
				...window,
				...pastSpanFrom(options, time),
				...detailsFrom(options, time),
				...(await translationsFrom(io, options)),
			};
			const asked = terminal
				? await (await import('../open/interactive.ts')).askAndReview(session, terminal, fields, {
						...{ time, resumed: options.resume, isDraft: options.draft === true },
					})
				: { fields, isDraft: options.draft === true };
			const written = await session.client.write({
				method: 'POST',
				path: asked.isDraft ? 'v1/drafts' : 'v1/notices',
				body: { ...asked.fields, ...(asked.isDraft && scheduleFrom(options, time)) },
				expectation: asked.isDraft ? writtenDraft : publishedNotice(options.id),
				idempotencyKey: options.idempotencyKey,
			});
			if (asked.isDraft)
				return session.printResult(written, () => [
					'Nothing is published. The draft waits:',
					'',
					...waitingDraftLines(requireObject(sanitize(written)), session.style),
				]);
			await printPublished(
				session,
				written,
				options.ended === undefined ? 'Published' : 'Added to the history, without an announcement',
			);
		});
}
