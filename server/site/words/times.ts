/** Times as the server writes them, in UTC: it does not know the zone of its readers. */
import type { Language } from './words.ts';

/** English with the day first and 24 hours, as the zone is UTC; and one kind of digits in all languages. */
const localeOf = (language: Language): string => `${language === 'en' ? 'en-GB' : language}-u-nu-latn`;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${language} ${Object.keys(options).join()}`;
	const made =
		formats.get(key) ?? new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone: 'UTC' });
	formats.set(key, made);
	return made;
}

const format = (language: Language, options: Intl.DateTimeFormatOptions, instant: string): string =>
	formatOf(language, options).format(new Date(instant));

const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;

const minute = {
	...day,
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23',
	timeZoneName: 'short',
} as const;

/** Such as “31 Jan 2030, 09:30 UTC”. */
export const timeText = (instant: string, language: Language): string => format(language, minute, instant);

/** Such as “31 Jan 2030, 09:30 – 10:15 UTC”: what both ends share is written once. */
export const spanText = (start: string, end: string, language: Language): string =>
	formatOf(language, minute).formatRange(new Date(start), new Date(end));

/** Such as “31 Jan 2030”. */
export const dayText = (instant: string, language: Language): string => format(language, day, instant);

/** Such as “2 days 3 hours” or “45 minutes”: the two largest units. `minutes` is a whole number. */
export function durationText(minutes: number, language: Language): string {
	const parts = [
		['day', Math.floor(minutes / 1_440)],
		['hour', Math.floor(minutes / 60) % 24],
		['minute', minutes % 60],
	] as const;
	const first = Math.min(parts.findIndex(([, count]) => count > 0) >>> 0, parts.length - 1);
	return parts
		.slice(first, first + 2)
		.filter(([, count], index) => index === 0 || count > 0)
		.map(([unit, count]) =>
			new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'long' }).format(count),
		)
		.join(' ');
}

/** Such as “January 2030”. */
/** The months of Arabic have no short names. */
export const shortMonthText = (instant: string, language: Language): string =>
	format(language, { month: language === 'ar' ? 'numeric' : 'short' }, instant);

export const monthText = (instant: string, language: Language): string =>
	format(language, { month: 'long', year: 'numeric' }, instant);
