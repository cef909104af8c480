/** Times as operators write them: `20m`, `1h30m`, an instant, or a span such as `30m..2h`. */
import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../../core/duration.ts';

export const timeHint =
	'Write a duration from now such as 20m, 1h30m or 2h, or an instant such as 2030-01-31T09:30Z.';

/** An ISO 8601 date and time. Without a zone it is in the operator's zone. */
const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?$/;

/** Whether the date exists. `Date.parse` reads 31 February as 3 March. */
function isDay(date: string): boolean {
	const at = Date.parse(`${date}T00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

/** The ISO 8601 instant; a duration counts from `now`, epoch milliseconds. */
export function parseTime(text: string, now: number): string {
	const durationMs = parseDuration(text.startsWith('+') ? text.slice(1) : text);
	const isInstant = durationMs === null && instantShape.test(text);
	const [date = ''] = text.split('T');
	if (isInstant && !isDay(date)) throw new InvalidArgumentError(`There is no day ${date}. ${timeHint}`);
	// A duration of zero is refused like a text that is not a time.
	const at = isInstant ? Date.parse(text) : now + (durationMs || Number.NaN);
	if (Number.isNaN(at)) throw new InvalidArgumentError(timeHint);
	return new Date(at).toISOString();
}

export interface Span {
	readonly earliest: string;
	readonly latest: string;
}

/** `30m..2h`: an earliest and a latest time. */
export function parseSpan(text: string, now: number): Span {
	const [first, second, ...others] = text.split('..');
	if (!first || !second || others.length > 0)
		throw new InvalidArgumentError('Write the earliest and the latest end, such as 30m..2h.');
	const span = { earliest: parseTime(first, now), latest: parseTime(second, now) };
	if (span.earliest >= span.latest)
		throw new InvalidArgumentError('The second must be later than the first, as in 30m..2h.');
	return span;
}
