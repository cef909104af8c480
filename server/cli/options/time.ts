/**
 * Times as operators write them: `20m`, `1h30m`, an instant, `tue 02:00` in a zone, or a span such
 * as `30m..2h`. A duration is sent as it is: the server counts it, by its own clock.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../../../src/model/duration.ts';
import { CliError } from '../cli-error.ts';
import type { Session } from '../session.ts';
import { isLocalTime, type LocalTimes, type Weekday } from './local-time.ts';

export const timeHint =
	'Write a duration from now such as 20m, 1h30m or 2h, an instant such as 2030-01-31T09:30Z, or with --zone a time such as "tue 02:00".';

/** An ISO 8601 date and time with its offset from UTC. */
const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Whether the date exists. `Date.parse` reads 31 February as 3 March. */
function isDay(date: string): boolean {
	const at = Date.parse(`${date}T00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

const withoutPlus = (text: string): string => (text.startsWith('+') ? text.slice(1) : text);

/** The text, if it is a time. A local time is read later, when `--zone` is known. */
export function parseTime(text: string): string {
	const durationMs = parseDuration(withoutPlus(text));
	// A duration of zero is refused like a text that is not a time.
	if (durationMs !== null) return durationMs > 0 ? withoutPlus(text) : refuse(timeHint);
	const [date = ''] = text.split(/[T ]/);
	if (/^\d{4}-\d\d-\d\d$/.test(date) && !isDay(date)) return refuse(`There is no day ${date}. ${timeHint}`);
	return isLocalTime(text) || parseInstant(text) !== null ? text : refuse(timeHint);
}

/** The instant in UTC; `null` for a text that is not an instant with its offset from UTC. */
export function parseInstant(text: string): string | null {
	const [date = ''] = text.split('T');
	const isInstant = instantShape.test(text) && isDay(date) && !Number.isNaN(Date.parse(text));
	return isInstant ? new Date(text).toISOString() : null;
}

function refuse(message: string): never {
	throw new InvalidArgumentError(message);
}

/** One end of a span is missing where it stays as it is. */
export interface Span {
	readonly earliest?: string;
	readonly latest?: string;
}

/** `30m..2h`: an earliest and a latest time. `..2h` moves the latest alone. */
export function parseSpan(text: string): Span {
	const [first, second, ...others] = text.split('..');
	if (second === undefined || others.length > 0 || (!first && !second))
		throw new InvalidArgumentError('Write the earliest and the latest end, such as 30m..2h.');
	if (first && second)
		assertOrder(
			parseTime(first),
			parseTime(second),
			'The second must be later than the first, as in 30m..2h.',
		);
	return { ...(first && { earliest: parseTime(first) }), ...(second && { latest: parseTime(second) }) };
}

/**
 * Throws if both times are of one form and in the wrong order. Otherwise only the server can tell.
 */
export function assertOrder(first: string, second: string, message: string): void {
	const [from, to] = [parseDuration(first), parseDuration(second)];
	const isWrong = from !== null && to !== null ? from >= to : Date.parse(first) >= Date.parse(second);
	if (isWrong) throw new InvalidArgumentError(message);
}

export interface ZoneOptions {
	readonly zone?: string;
}

export const addZoneOption = (command: Command): Command =>
	command.addOption(
		new Option('--zone <zone>', 'the zone of times such as "tue 02:00": a name such as Europe/Berlin'),
	);

/**
 * The time of an option as the API accepts it: a duration, or an instant in UTC. `after`: the text of
 * the time that comes before this one, such as the start of a window: a weekday is the next one
 * after that. `past`: a weekday is the last one.
 */
export type ReadTime = (time: string, place?: { readonly after: string } | 'past') => string;

/** Reads the times of one command. It prints each local time in UTC and in its zone. */
export async function timeReader(session: Session, { zone }: ZoneOptions): Promise<ReadTime> {
	const { io, printProgress } = session;
	// Loaded only where it is needed: it would slow down every other command.
	const times: LocalTimes | null =
		zone === undefined
			? null
			: await import('./zoned-times.ts').then(({ zonedTimes }) => zonedTimes(zone, io.now()));
	const echoed = new Set<string>();
	const weekdayAt = (place: Parameters<ReadTime>[1]): Weekday | undefined => {
		if (place === 'past') return 'last';
		if (place === undefined) return undefined;
		const durationMs = parseDuration(place.after);
		return { after: durationMs === null ? Date.parse(read(place.after)) : io.now() + durationMs };
	};
	const read: ReadTime = (text, place) => {
		if (parseDuration(text) !== null) return text;
		if (!isLocalTime(text)) return new Date(text).toISOString();
		if (!times) throw new CliError('usage', missingZone(text, io.timeZone));
		const { instant, echo } = times.read(text, weekdayAt(place));
		if (!echoed.has(echo)) printProgress(echo);
		echoed.add(echo);
		return instant;
	};
	return read;
}

function missingZone(text: string, timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone): string {
	return `"${text}" is a local time, but of no zone. Add its zone, such as --zone ${timeZone} (the zone of this machine), or write an instant such as 2030-01-31T09:30Z.`;
}
