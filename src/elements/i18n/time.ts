/**
 * Times of day in the elements' language, in the visitor's time zone and on their 12 or 24 hour
 * clock. They have one form from the start: no form waits for `Intl`.
 */
import { dayText } from './dates.ts';
import { usesTwelveHours } from './hour-cycle.ts';
import { message } from './messages.ts';
import { relativeTime } from './relative-time.ts';

const twoDigits = (count: number): string => `${count}`.padStart(2, '0');

const hasTwelveHours = (): boolean => usesTwelveHours(navigator.languages[0] ?? navigator.language);

const isSameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

const halfOf = (date: Date): 'am' | 'pm' => (date.getHours() < 12 ? 'am' : 'pm');

/** "2:00" on the 12-hour clock, without its half of the day. */
const twelveHourDigits = (date: Date): string =>
	`${date.getHours() % 12 || 12}:${twoDigits(date.getMinutes())}`;

/** "14:30", "2:30 PM". */
const timeOfDay = (date: Date): string =>
	hasTwelveHours()
		? message(halfOf(date), { time: twelveHourDigits(date) })
		: `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;

/**
 * "14:30" today, "Tue 24 Nov, 14:30" on any other day. `at` must be a valid time: the wire guards
 * ensure it.
 */
export function clockTime(at: string | number, now: number): string {
	const date = new Date(at);
	const time = timeOfDay(date);
	return isSameDay(date, new Date(now)) ? time : message('dateTime', { day: dayText(at), time });
}

/** "2–4 AM", "2:00–4:15 AM", "11 AM to 1 PM", "14:00–16:00". */
function spanOfDay(start: Date, end: Date): string {
	if (!hasTwelveHours()) return message('timeSpan', { start: timeOfDay(start), end: timeOfDay(end) });
	const isWhole = !start.getMinutes() && !end.getMinutes();
	const digits = (date: Date): string =>
		isWhole ? message('wholeHour', { hour: `${date.getHours() % 12 || 12}` }) : twelveHourDigits(date);
	const [first, last] = [halfOf(start), halfOf(end)];
	if (first === last)
		return message(last, { time: message('timeSpan', { start: digits(start), end: digits(end) }) });
	return message('span', {
		start: message(first, { time: digits(start) }),
		end: message(last, { time: digits(end) }),
	});
}

/** "Mon 30 Nov, 2–4 AM"; without the day if it is today. */
export function timeRange(start: string | number, end: string | number, now: number): string {
	const [from, to] = [new Date(start), new Date(end)];
	if (!isSameDay(from, to))
		return message('span', { start: clockTime(start, now), end: clockTime(end, now) });
	const time = spanOfDay(from, to);
	return isSameDay(from, new Date(now)) ? time : message('dateTime', { day: dayText(start), time });
}

/** The second of two times: without the day if it is that of the first. */
export const laterTime = (at: string | number, first: string | number, now: number): string =>
	isSameDay(new Date(at), new Date(first)) ? timeOfDay(new Date(at)) : clockTime(at, now);

/** "14:30 (2 min ago)". `clock`: the time of day, if it is formatted in another way. */
export const timeText = (at: string | number, now: number, clock = clockTime(at, now)): string =>
	`${clock} (${relativeTime(at, now)})`;
