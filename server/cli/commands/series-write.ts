/** `candor series create` and `candor series edit`. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { storedSeries } from '../api/expectations.ts';
import { requireObject } from '../api/response.ts';
import { readAnnounced, readSeries, seriesHelp } from '../api/series.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readMessage } from '../message-argument.ts';
import { type DetailOptions, detailsFrom } from '../options/details.ts';
import { authorOption, editOption, languageOption, messageOption } from '../options/notice-options.ts';
import { parseId } from '../options/parsers.ts';
import { addRecurrenceOptions, type RecurrenceOptions, recurrenceFrom } from '../options/recurrence.ts';
import { addSeriesDetailOptions } from '../options/series-details.ts';
import { addTemplateOptions, type TemplateOptions, templateFrom } from '../options/template.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../options/translations.ts';
import { addKeyOption, addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { announcedLines, seriesLines } from '../render/series.ts';
import { openSession } from '../session.ts';
import { sanitize } from '../terminal-text.ts';

interface SeriesOptions extends DetailOptions, RecurrenceOptions, TranslationOptions, WriteOptions {
	readonly title?: string;
	readonly message?: string;
	readonly edit?: true;
	readonly endsByClock?: boolean;
}

interface CreateOptions extends SeriesOptions, TemplateOptions {
	readonly id?: string;
}

export function addSeriesWrites(series: Command, io: Io): void {
	addCreate(series, io);
	addEdit(series, io);
}

function addCreate(series: Command, io: Io): void {
	const create = series
		.command('create')
		.summary('plan maintenance that recurs')
		.description(
			'Plans maintenance that recurs. With --dry-run, it shows the next five occurrences, in UTC and in the zone.',
		)
		.argument('[title]', 'one line that says what customers notice; a template may give it')
		.option('--id <id>', 'the id of the series (default: the server creates one)');
	addTextOptions(addTemplateOptions(addRecurrenceOptions(create, { isNew: true })), { isNew: true });
	addKeyOption(create)
		.addHelpText(
			'after',
			examples(
				'candor series create "Database upgrade" --every "week on sunday" --starts "sun 02:00" --lasts 2h --zone Europe/Berlin --component reports',
				'candor series create --template maintenance --set service=Reports --rrule "FREQ=MONTHLY;BYDAY=-1SU" --starts "2027-01-31 02:00" --lasts 90m --zone Europe/Berlin --component reports --dry-run',
			),
		)
		.action(async (title: string | undefined, options: CreateOptions, self: Command) => {
			const session = openSession(io, self);
			const recurrence = await recurrenceFrom(session, options);
			for (const [name, option] of Object.entries(required))
				if (!(name in recurrence)) throw new CliError('usage', `${option} is missing.`);
			const written = await session.client.write({
				method: 'POST',
				path: 'v1/series',
				body: {
					...templateFrom(options),
					...(title !== undefined && { title }),
					...(options.id !== undefined && { id: options.id }),
					...(await textsFrom(io, options)),
					...recurrence,
				},
				expectation: storedSeries(options.id),
				idempotencyKey: options.idempotencyKey,
			});
			session.printResult(written, () => [
				'Planned. The next ones:',
				'',
				...seriesLines(requireObject(sanitize(written)), session.style),
			]);
		});
}

/** The option that gives each required field. */
const required: Readonly<Record<string, string>> = {
	zone: '--zone, such as Europe/Berlin,',
	rrule: '--every (or --rrule), such as "week on sunday",',
	start: '--starts, such as "sun 02:00",',
	duration: '--lasts, such as 2h,',
};

const addTextOptions = (command: Command, { isNew }: { readonly isNew: boolean }): Command =>
	addSeriesDetailOptions(
		command.option('--zone <zone>', 'the zone whose clocks count: a name such as Europe/Berlin'),
	)
		.addOption(messageOption())
		.addOption(editOption())
		.addOption(languageOption())
		.addOption(authorOption())
		.addOption(translationsOption())
		.option('--ends-by-clock', `each one completes at its end${isNew ? ' (default: you resolve it)' : ''}`)
		.option('--no-ends-by-clock', 'you resolve each one, also past its end');

async function textsFrom(io: Io, options: SeriesOptions): Promise<object> {
	const message = await readMessage(io, options.message, options);
	return {
		...(message !== undefined && { body: message }),
		...detailsFrom(options, (time) => time),
		...(options.endsByClock !== undefined && { endsByClock: options.endsByClock }),
		...(await translationsFrom(io, options)),
	};
}

function addEdit(series: Command, io: Io): void {
	const edit = series
		.command('edit')
		.summary('change what is not announced yet')
		.description(
			'Changes what the options name, for all occurrences that are not announced. Announced ones stay as they are. Moved and cancelled ones stay so, if the rule still has their day.',
		)
		.argument('<series>', seriesHelp, parseId)
		.option('--title <title>', 'one line that says what customers notice');
	addTextOptions(addRecurrenceOptions(edit, { isNew: false }), { isNew: false });
	addWriteOptions(edit, ['the series', 'candor series show --json'])
		.addHelpText(
			'after',
			examples(
				'candor series edit db-upgrade --every "2 weeks on sunday" --dry-run',
				'candor series edit db-upgrade --starts "sun 03:00" --lasts 3h',
			),
		)
		.action(async (id: string, options: SeriesOptions, self: Command) => {
			const session = openSession(io, self);
			const isLocal = options.starts !== undefined && options.zone === undefined;
			const zone = isLocal ? String((await readSeries(session.client, id)).zone) : options.zone;
			const { title, ifMatch, idempotencyKey } = options;
			const body = {
				...(title !== undefined && { title }),
				...(await textsFrom(io, options)),
				...(await recurrenceFrom(session, options, zone)),
			};
			if (Object.keys(body).length === 0)
				throw new CliError('usage', 'Nothing to change. Add --help to the command to see its options.');
			const written = await session.client.write({
				method: 'PATCH',
				path: pathTo('v1', 'series', id),
				body,
				expectation: storedSeries(id),
				...{ ifMatch, idempotencyKey },
			});
			const result = requireObject(sanitize(written));
			const announced = await readAnnounced(session, id);
			session.printResult(written, () => [
				'Changed. The next ones:',
				'',
				...seriesLines(result, session.style),
				...announcedLines(announced, session.style, { isRemoved: false }),
			]);
		});
}
