/** How operators write time: `20m`, `1h30m`, `2h`, an instant, or a span such as `30m..2h`. */
import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../core/duration.ts';

export const durationHint = 'Write a duration such as 20m, 1h30m or 2h.';
export const whenHint =
	'Write a duration from now such as 20m, 1h30m or 2h, or an instant such as 2030-01-31T09:30Z.';

/** An instant: an ISO 8601 date and time, in the operator's zone where none is named. */
const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?$/;

/** Whether the calendar has such a day. `Date.parse` takes 31 February for 3 March. */
function isDay(date: string): boolean {
	const at = Date.parse(`${date}T00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

/** The ISO 8601 instant that is meant, counted from `now` where a duration is given. */
export function parseWhen(text: string, now: number): string {
	const durationMs = parseDuration(text.startsWith('+') ? text.slice(1) : text);
	const isInstant = durationMs === null && instantShape.test(text);
	const [date = ''] = text.split('T');
	if (isInstant && !isDay(date)) throw new InvalidArgumentError(`There is no day ${date}. ${whenHint}`);
	const at = isInstant ? Date.parse(text) : now + (durationMs || Number.NaN);
	if (Number.isNaN(at)) throw new InvalidArgumentError(whenHint);
	return new Date(at).toISOString();
}

export interface Span {
	readonly earliest: string;
	readonly latest: string;
}

/** `30m..2h`: between then and then. */
export function parseSpan(text: string, now: number): Span {
	const [first, second, ...others] = text.split('..');
	if (!first || !second || others.length > 0)
		throw new InvalidArgumentError('Write the earliest and the latest end, such as 30m..2h.');
	const span = { earliest: parseWhen(first, now), latest: parseWhen(second, now) };
	if (span.earliest >= span.latest)
		throw new InvalidArgumentError('The second must be later than the first, as in 30m..2h.');
	return span;
}
