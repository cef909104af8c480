/** The options that say when maintenance recurs. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../../../src/model/duration.ts';
import { CliError } from '../cli-error.ts';
import type { Session } from '../session.ts';
import { parseEvery } from './every.ts';
import { localTimeOf } from './local-time.ts';

export interface RecurrenceOptions {
	readonly every?: string;
	readonly rrule?: string;
	readonly zone?: string;
	readonly starts?: string;
	readonly lasts?: string;
	readonly ahead?: string;
}

const startHint =
	'Write the first day and the time of day on the clocks of --zone: "2027-03-07 02:00" or "sun 02:00".';

/** `isNew`: the series is created, and the help says what holds by default. */
export const addRecurrenceOptions = (command: Command, { isNew }: { readonly isNew: boolean }): Command =>
	command
		.addOption(
			new Option(
				'--every <words>',
				'when it recurs: "week on sunday", "2 weeks on tue", "month on the last sunday"',
			)
				.argParser(parseEvery)
				.conflicts('rrule'),
		)
		.option('--rrule <rule>', 'the same as a rule of RFC 5545: FREQ=WEEKLY;BYDAY=SU')
		.addOption(
			new Option('--starts <local time>', 'the first day and the time of day: "sun 02:00"').argParser(
				parseStart,
			),
		)
		.addOption(new Option('--lasts <duration>', 'how long each one lasts: 2h').argParser(parseLength))
		.addOption(
			new Option(
				'--ahead <duration>',
				`announce each one so long before its start${isNew ? ' (default: 7d)' : ''}`,
			).argParser(parseLength),
		);

function parseStart(text: string): string {
	if (localTimeOf(text)) return text;
	throw new InvalidArgumentError(startHint);
}

function parseLength(text: string): string {
	if ((parseDuration(text) ?? 0) > 0) return text;
	throw new InvalidArgumentError('Write a duration such as 90m, 2h or 7d.');
}

/** `zone`: the one of the series, where the option names none. Throws a CliError. */
export async function recurrenceFrom(
	{ io }: Pick<Session, 'io'>,
	{ every, rrule, starts, lasts, ahead, ...options }: RecurrenceOptions,
	zone: string | undefined = options.zone,
): Promise<object> {
	const rule = every ?? rrule;
	return {
		...(rule !== undefined && { rrule: rule }),
		...(options.zone !== undefined && { zone: options.zone }),
		...(starts !== undefined && { start: await startOf(starts, zone, io.now()) }),
		...(lasts !== undefined && { duration: lasts }),
		...(ahead !== undefined && { announceAhead: ahead }),
	};
}

async function startOf(text: string, zone: string | undefined, now: number): Promise<string> {
	if (zone === undefined)
		throw new CliError('usage', `"${text}" is a local time. Add its zone, such as --zone Europe/Berlin.`);
	// Loaded only where it is needed: it would slow down every other command.
	const { clockTimeIn } = await import('./zoned-times.ts');
	return clockTimeIn(zone, text, now);
}
