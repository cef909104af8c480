/** The forms of a time without an offset: `2026-12-01T02:00`, `tue 02:00`, `tomorrow 02:00`, `yesterday 02:00`. */

export const weekdays: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const shape =
	/^(?:(?<date>\d{4}-\d\d-\d\d)[T ]|(?<day>yesterday|today|tomorrow|mon|tue|wed|thu|fri|sat|sun)[a-z]* )(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)$/;

/** A date, or the name of a day, with a time of day. */
export interface LocalTime {
	readonly date?: string | undefined;
	readonly day?: string | undefined;
	readonly hour: number;
	readonly minute: number;
}

/** The parts of a local time; `null` for any other text. */
export function localTimeOf(text: string): LocalTime | null {
	const parts = shape.exec(
		text
			.trim()
			.toLowerCase()
			.replace('t', (letter, at) => (at === 10 ? ' ' : letter)),
	)?.groups;
	if (!parts) return null;
	return { date: parts.date, day: parts.day, hour: Number(parts.hour), minute: Number(parts.minute) };
}

export const isLocalTime = (text: string): boolean => localTimeOf(text) !== null;

/** Which of all Tuesdays "tue 02:00" names. `after`: the next one after it, epoch milliseconds. */
export type Weekday = { readonly after: number } | 'last';

/** Reads the local times of one zone. */
export interface LocalTimes {
	/**
	 * `echo`: the time in its zone and in UTC, for the operator to check. `weekday`: by default the
	 * next one from now. Throws a CliError.
	 */
	read(text: string, weekday?: Weekday): { readonly instant: string; readonly echo: string };
}
