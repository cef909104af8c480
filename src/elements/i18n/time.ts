/** Instants and lists as a reader says them: in the reader's zone and clock, in the language of the words around them. */
import { hasFormats } from './formatting.ts';
import { isolated, locale, message } from './messages.ts';
import { plainDay, plainTime } from './plain-time.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Formats {
	readonly locale: string;
	readonly time: Intl.DateTimeFormat;
	readonly date: Intl.DateTimeFormat;
	readonly relative: Intl.RelativeTimeFormat;
	readonly list: Intl.ListFormat;
}

function createFormats(locale: string): Formats {
	const hour: Intl.DateTimeFormatOptions = { hour: 'numeric' };
	// Twelve or twenty-four hours, as the reader has it, also where the words are in another language than theirs.
	const { hourCycle } = new Intl.DateTimeFormat([], hour).resolvedOptions();
	const time = { ...hour, minute: '2-digit', hourCycle } as Intl.DateTimeFormatOptions;
	return {
		locale,
		time: new Intl.DateTimeFormat(locale, time),
		date: new Intl.DateTimeFormat(locale, { ...time, weekday: 'short', day: 'numeric', month: 'short' }),
		relative: new Intl.RelativeTimeFormat(locale, { style: 'short' }),
		list: new Intl.ListFormat(locale, { style: 'narrow' }),
	};
}
let cached: Formats | undefined;
/** Made on first use: a formatter costs more than everything else the banner does. */
const formats = (): Formats => {
	if (cached?.locale !== locale()) cached = createFormats(locale());
	return cached;
};

/** "Card payments, Transfers". */
export function listText(names: readonly string[]): string {
	const all = names.map(isolated);
	return hasFormats() ? formats().list.format(all) : all.join(', ');
}

/** "14:30" today, "Tue 24 Nov, 14:30" on any other day. `at` is a sound instant: the wire lets no other in. */
export function clockTime(at: string | number, now: number): string {
	const date = new Date(at);
	const isToday = date.toDateString() === new Date(now).toDateString();
	if (hasFormats()) return formats()[isToday ? 'time' : 'date'].format(date);
	return isToday ? plainTime(date) : `${plainDay(date)} ${plainTime(date)}`;
}

const distance = (at: string | number, now: number): number => new Date(at).getTime() - now;

/** Whether there are words for how far off an instant is. */
export const isRelative = (at: string | number, now: number): boolean =>
	hasFormats() || Math.abs(distance(at, now)) < hour;

/**
 * "2 min ago", "in 12 min"; what is less than a minute off is "just now", or "in 1 min" when it is ahead. The time of day where there
 * are no words for it yet.
 */
export function relativeTime(at: string | number, now: number): string {
	const off = distance(at, now);
	const size = Math.abs(off);
	if (off <= 0 && size < minute) return message('justNow');
	if (!isRelative(at, now)) return clockTime(at, now);
	const [unit, length]: [Intl.RelativeTimeFormatUnit, number] =
		size < hour ? ['minute', minute] : size < day ? ['hour', hour] : ['day', day];
	// Time ahead is rounded up and time past down: "in 1 min" until it has come, "1 min ago" once it has passed.
	const count = Math.ceil(off / length);
	const inWords = message(count > 0 ? 'inMinutes' : 'minutesAgo', { count: Math.abs(count) });
	if (!hasFormats()) return inWords;
	const said = formats().relative.format(count, unit);
	// An abbreviation has its point where the language's own words have it.
	return inWords.includes('.') ? said : said.replaceAll('.', '');
}

/** "14:30 (2 min ago)". `clock`: the time, where it is said in another way. */
export const timeText = (at: string | number, now: number, clock = clockTime(at, now)): string =>
	isRelative(at, now) ? `${clock} (${relativeTime(at, now)})` : clock;
