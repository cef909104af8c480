/**
 * Times and lists in the elements' language, in the visitor's time zone and on their 12 or 24 hour
 * clock.
 */
import { isIntlReady } from './deferred-intl.ts';
import { isolate, message, perLocale } from './messages.ts';
import { plainDay, plainTime } from './plain-time.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Formats {
	readonly time: Intl.DateTimeFormat;
	readonly date: Intl.DateTimeFormat;
	readonly relative: Intl.RelativeTimeFormat;
	readonly list: Intl.ListFormat;
}

function createFormats(locale: string): Formats {
	const hour: Intl.DateTimeFormatOptions = { hour: 'numeric' };
	// The visitor's own clock, even where the texts are in another language.
	const { hourCycle } = new Intl.DateTimeFormat([], hour).resolvedOptions();
	const time = { ...hour, minute: '2-digit', hourCycle } as Intl.DateTimeFormatOptions;
	return {
		time: new Intl.DateTimeFormat(locale, time),
		date: new Intl.DateTimeFormat(locale, { ...time, weekday: 'short', day: 'numeric', month: 'short' }),
		relative: new Intl.RelativeTimeFormat(locale, { style: 'short' }),
		list: new Intl.ListFormat(locale, { style: 'narrow' }),
	};
}
const formats = perLocale(createFormats);

/** "Card payments, Transfers". */
export function listText(names: readonly string[]): string {
	const all = names.map(isolate);
	return isIntlReady() ? formats().list.format(all) : all.join(', ');
}

/**
 * "14:30" today, "Tue 24 Nov, 14:30" on any other day. `at` must be a valid time: the wire guards
 * ensure it.
 */
export function clockTime(at: string | number, now: number): string {
	const date = new Date(at);
	const isToday = date.toDateString() === new Date(now).toDateString();
	if (isIntlReady()) return formats()[isToday ? 'time' : 'date'].format(date);
	return isToday ? plainTime(date) : `${plainDay(date)} ${plainTime(date)}`;
}

const msUntil = (at: string | number, now: number): number => new Date(at).getTime() - now;

/** Whether a time can be shown relative to now: beyond an hour that needs `Intl`. */
export const isRelative = (at: string | number, now: number): boolean =>
	isIntlReady() || Math.abs(msUntil(at, now)) < hour;

/**
 * "2 min ago", "in 12 min"; within the last minute "just now", within the next "in 1 min". Where
 * the time cannot be shown relative to now yet, the time of day.
 */
export function relativeTime(at: string | number, now: number): string {
	const ms = msUntil(at, now);
	const size = Math.abs(ms);
	if (ms <= 0 && size < minute) return message('justNow');
	if (!isRelative(at, now)) return clockTime(at, now);
	const [unit, length]: [Intl.RelativeTimeFormatUnit, number] =
		size < hour ? ['minute', minute] : size < day ? ['hour', hour] : ['day', day];
	// Future times are rounded up and past times down: "in 1 min" until it is reached, "1 min ago"
	// once a minute has passed.
	const count = Math.ceil(ms / length);
	const inMinutes = message(count > 0 ? 'inMinutes' : 'minutesAgo', { count: Math.abs(count) });
	if (!isIntlReady()) return inMinutes;
	const formatted = formats().relative.format(count, unit);
	// An abbreviation ends with a full stop only where the catalogue's own texts have one.
	return inMinutes.includes('.') ? formatted : formatted.replaceAll('.', '');
}

/** "14:30 (2 min ago)". `clock`: the time of day, if it is formatted in another way. */
export const timeText = (at: string | number, now: number, clock = clockTime(at, now)): string =>
	isRelative(at, now) ? `${clock} (${relativeTime(at, now)})` : clock;
