/** Instants as an operator says them: in the operator's zone, with how far away they are. */
import type { Style } from './style.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** "14:30 CET" today, "Tue 24 Nov 14:30 CET" on any other day, with the year where it is another one. */
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

/** "in 20 min", "1 h 5 min ago", "just now". Time ahead is rounded up and time past down. */
export function relativeTime(at: string | number, now: number): string {
	const off = new Date(at).getTime() - now;
	if (off <= 0 && off > -minute) return 'just now';
	const ahead = off > 0;
	const round = ahead ? Math.ceil : Math.floor;
	const minutes = round(Math.abs(off) / minute);
	const days = round(Math.abs(off) / day);
	const span = minutes < 60 ? `${minutes} min` : minutes < 2 * 24 * 60 ? hours(minutes) : `${days} days`;
	return ahead ? `in ${span}` : `${span} ago`;
}

function hours(minutes: number): string {
	const rest = minutes % 60;
	return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/** The same for what has happened: clocks may differ a little, but it is not ahead. */
export const pastText = (at: string, style: Pick<Style, 'now' | 'timeZone'>): string =>
	`${clockTime(at, style)} (${relativeTime(Math.min(Date.parse(at), style.now), style.now)})`;

/** "14:30 CET (in 20 min)". */
export const timeText = (at: string | number, style: Pick<Style, 'now' | 'timeZone'>): string =>
	`${clockTime(at, style)} (${relativeTime(at, style.now)})`;
