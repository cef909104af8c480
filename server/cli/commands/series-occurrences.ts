/** `candor series move`, `cancel` and `restore`: one occurrence of a series. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { pathTo } from '../api/client.ts';
import { storedSeries } from '../api/expectations.ts';
import { requireObject } from '../api/response.ts';
import { readSeries, seriesHelp } from '../api/series.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readMessage } from '../message-argument.ts';
import { isLocalTime } from '../options/local-time.ts';
import { authorOption, editOption, messageOption } from '../options/notice-options.ts';
import { parseId } from '../options/parsers.ts';
import { addZoneOption, parseTime, timeReader } from '../options/time.ts';
import { addKeyOption, type WriteOptions } from '../options/write-options.ts';
import { seriesLines } from '../render/series.ts';
import { openSession, type Session } from '../session.ts';
import { sanitize } from '../terminal-text.ts';

interface MoveOptions extends WriteOptions {
	readonly starts?: string;
	readonly ends?: string;
	readonly zone?: string;
}

interface CancelOptions extends WriteOptions {
	readonly message?: string;
	readonly edit?: true;
	readonly author?: string;
}

function parseDay(text: string): string {
	if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
	throw new InvalidArgumentError('Write the day of an occurrence, such as 2027-03-28.');
}

const occurrenceOf = (series: Command, name: string, summary: string, description: string): Command =>
	series
		.command(name)
		.summary(summary)
		.description(description)
		.argument('<series>', seriesHelp, parseId)
		.argument('<day>', 'the day by which "candor series show" names it: 2027-03-28', parseDay);

async function change(
	session: Session,
	{ idempotencyKey }: WriteOptions,
	[id, day, what]: readonly [string, string, string],
	done: string,
	body?: object,
): Promise<void> {
	const written = await session.client.write({
		method: 'POST',
		path: pathTo('v1', 'series', id, 'occurrences', day, what),
		...(body && { body }),
		expectation: storedSeries(id),
		idempotencyKey,
	});
	session.printResult(written, () => [
		`${done} The next ones:`,
		'',
		...seriesLines(requireObject(sanitize(written)), session.style),
	]);
}

export function addSeriesOccurrences(series: Command, io: Io): void {
	addMove(series, io);
	const cancel = occurrenceOf(
		series,
		'cancel',
		'cancel one occurrence',
		'Cancels one occurrence. If a notice announces it already, the notice ends as cancelled.',
	)
		.addOption(messageOption())
		.addOption(editOption())
		.addOption(authorOption());
	addKeyOption(cancel)
		.addHelpText('after', examples('candor series cancel db-upgrade 2027-04-04 -m "It is not needed."'))
		.action(async (id: string, day: string, options: CancelOptions, self: Command) => {
			const session = openSession(io, self);
			const message = await readMessage(io, options.message, options);
			await change(session, options, [id, day, 'cancel'], `Cancelled: ${day}.`, {
				...(message !== undefined && { body: message }),
				...(options.author !== undefined && { author: options.author }),
			});
		});
	const restore = occurrenceOf(
		series,
		'restore',
		'put one occurrence back',
		'Takes back the cancellation of an occurrence, or tries again to announce it; a time to which it was moved stays. One that was only moved is again where the rule has it.',
	);
	addKeyOption(restore)
		.addHelpText('after', examples('candor series restore db-upgrade 2027-04-04'))
		.action((id: string, day: string, options: WriteOptions, self: Command) =>
			change(openSession(io, self), options, [id, day, 'restore'], `Put back: ${day}.`),
		);
}

function addMove(series: Command, io: Io): void {
	const move = occurrenceOf(
		series,
		'move',
		'move one occurrence, or one end of it',
		'Moves one occurrence. An end that you leave out stays as it is. If a notice announces it already, the notice is edited. Nothing begins or ends by it.',
	)
		.addOption(new Option('--starts <when>', 'the new start').argParser(parseTime))
		.addOption(new Option('--ends <when>', 'the new end').argParser(parseTime));
	addKeyOption(addZoneOption(move))
		.addHelpText(
			'after',
			examples(
				'candor series move db-upgrade 2027-03-28 --ends "2027-03-28 06:00"',
				'candor series move db-upgrade 2027-03-28 --starts 2027-03-29T01:00Z --ends 2027-03-29T03:00Z',
			),
		)
		.action(async (id: string, day: string, options: MoveOptions, self: Command) => {
			const { starts, ends } = options;
			if (starts === undefined && ends === undefined)
				throw new CliError('usage', 'Nothing to move. Give --starts, --ends, or both.');
			const session = openSession(io, self);
			// Local times are those of the series, unless the option names another zone.
			const isLocal = [starts, ends].some((time) => time !== undefined && isLocalTime(time));
			const own = isLocal && options.zone === undefined;
			const zone = own ? String((await readSeries(session.client, id)).zone) : options.zone;
			const time = await timeReader(session, zone === undefined ? {} : { zone });
			await change(session, options, [id, day, 'move'], `Moved: ${day}.`, {
				...(starts !== undefined && { start: time(starts) }),
				...(ends !== undefined && { end: starts === undefined ? time(ends) : time(ends, { after: starts }) }),
			});
		});
}
