/** Instants as a reader says them: in the reader's zone and clock, in the language of the words around them. */
import * as messages from './messages.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const locale = (): string =>
	navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === messages.language) ??
	messages.language;
const hourCycle = (): Intl.DateTimeFormatOptions['hourCycle'] =>
	new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hourCycle;

interface Formats {
	readonly time: Intl.DateTimeFormat;
	readonly date: Intl.DateTimeFormat;
	readonly relative: Intl.RelativeTimeFormat;
}
let cached: Formats | undefined;
/** Made on first use: a formatter costs more than everything else the banner does. */
function formats(): Formats {
	if (cached) return cached;
	const cycle = hourCycle();
	const time: Intl.DateTimeFormatOptions = {
		hour: 'numeric',
		minute: '2-digit',
		...(cycle && { hourCycle: cycle }),
	};
	cached = {
		time: new Intl.DateTimeFormat(locale(), time),
		date: new Intl.DateTimeFormat(locale(), { ...time, weekday: 'short', day: 'numeric', month: 'short' }),
		relative: new Intl.RelativeTimeFormat(locale(), { style: 'short', numeric: 'always' }),
	};
	return cached;
}

/** "14:30" today, "Tue 24 Nov, 14:30" on any other day; empty when `at` is no instant. */
export function clockTime(at: string | number, now: number): string {
	const date = new Date(at);
	if (Number.isNaN(date.getTime())) return '';
	const today = date.toDateString() === new Date(now).toDateString();
	return today ? formats().time.format(date) : formats().date.format(date);
}

/** "2 min ago", "in 12 min"; what is less than a minute off is "just now", or "in 1 min" when it is ahead. */
export function relativeTime(at: string | number, now: number): string {
	const off = new Date(at).getTime() - now;
	if (Number.isNaN(off)) return '';
	const size = Math.abs(off);
	if (off <= 0 && size < minute) return messages.justNow;
	const [unit, length]: [Intl.RelativeTimeFormatUnit, number] =
		size < hour ? ['minute', minute] : size < day ? ['hour', hour] : ['day', day];
	// Time ahead is rounded up and time past down: "in 1 min" until it has come, "1 min ago" once it has passed.
	return formats()
		.relative.format(Math.ceil(off / length) || 0, unit)
		.replaceAll('.', '');
}
