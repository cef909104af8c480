/** Times in the operator's zone, with how long ago or how far ahead they are. */
import type { Style } from './style.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * "14:30 CET" today, "Tue 24 Nov 14:30 CET" on another day, with the year if it is another year.
 */
export function clockTime(at: string | number, { now, timeZone }: Pick<Style, 'now' | 'timeZone'>): string {
	const zone = timeZone !== undefined && { timeZone };
	const dayOfYear = { ...zone, weekday: 'short', day: 'numeric', month: 'short' } as const;
	const thisYear = new Intl.DateTimeFormat('en-GB', dayOfYear);
	const anyYear = new Intl.DateTimeFormat('en-GB', { ...dayOfYear, year: 'numeric' });
	const year = new Intl.DateTimeFormat('en-GB', { ...zone, year: 'numeric' });
	const time = new Intl.DateTimeFormat('en-GB', {
		...zone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
		timeZoneName: 'short',
	});
	const instant = new Date(at);
	const clock = time.format(instant);
	if (anyYear.format(instant) === anyYear.format(now)) return clock;
	const date = year.format(instant) === year.format(now) ? thisYear : anyYear;
	return `${date.format(instant).replace(',', '')} ${clock}`;
}

/** "14:30:05". */
export const timeOfDay = (at: string | number, { timeZone }: Pick<Style, 'timeZone'>): string =>
	new Intl.DateTimeFormat('en-GB', {
		...(timeZone !== undefined && { timeZone }),
		timeStyle: 'medium',
		hourCycle: 'h23',
	}).format(new Date(at));

/**
 * "in 20 min", "1 h 5 min ago", "just now". Minutes of future times are rounded up and those of
 * past times down; from two days on it is the nearest day.
 */
export function relativeTime(at: string | number, now: number): string {
	const differenceMs = new Date(at).getTime() - now;
	if (differenceMs <= 0 && differenceMs > -minuteMs) return 'just now';
	const isFuture = differenceMs > 0;
	const round = isFuture ? Math.ceil : Math.floor;
	const minutes = round(Math.abs(differenceMs) / minuteMs);
	const days = Math.round(Math.abs(differenceMs) / dayMs);
	const span = minutes < 60 ? `${minutes} min` : minutes < 2 * 24 * 60 ? hoursText(minutes) : `${days} days`;
	return isFuture ? `in ${span}` : `${span} ago`;
}

function hoursText(minutes: number): string {
	const rest = minutes % 60;
	return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/**
 * A past time with its distance. Clocks may differ a little, so it is never called a future time.
 */
export const pastText = (at: string, style: Pick<Style, 'now' | 'timeZone'>): string =>
	`${clockTime(at, style)} (${relativeTime(Math.min(Date.parse(at), style.now), style.now)})`;

/** "14:30 CET (in 20 min)". */
export const timeText = (at: string | number, style: Pick<Style, 'now' | 'timeZone'>): string =>
	`${clockTime(at, style)} (${relativeTime(at, style.now)})`;
