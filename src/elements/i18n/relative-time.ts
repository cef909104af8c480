/** Times relative to now, and lengths of time, in the elements' language. */
import { message } from './messages.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
/** How many midnights lie between two times. A day of a time change is not 24 hours long. */
const daysBetween = (from: number, to: number): number =>
	Math.round((startOfDay(to) - startOfDay(from)) / day);

/** "1 hr 59 min", "13 hr": from half a day on, to the nearest hour. */
function shortLength(minutes: number): string {
	const isLong = minutes >= 12 * 60;
	const hours = isLong ? Math.round(minutes / 60) : Math.floor(minutes / 60);
	const rest = isLong ? 0 : minutes % 60;
	const longer = message('hours', { count: hours });
	return rest ? message('twoUnits', { longer, shorter: message('minutes', { count: rest }) }) : longer;
}

/**
 * "2 min ago", "in 1 hr 1 min", "tomorrow", "in 3 days"; within the last minute "just now", within
 * the next "in 1 min".
 */
export function relativeTime(at: string | number, now: number): string {
	const time = new Date(at).getTime();
	const size = Math.abs(time - now);
	const isFuture = time > now;
	if (!isFuture && size < minute) return message('justNow');
	// Future times are rounded up and past times down: "in 1 min" until it is reached, "1 min ago"
	// once a minute has passed.
	const minutes = isFuture ? Math.ceil(size / minute) : Math.floor(size / minute);
	if (minutes < 60) return message(isFuture ? 'inMinutes' : 'minutesAgo', { count: minutes });
	const days = Math.abs(daysBetween(now, time));
	if (size >= 12 * hour && days === 1) return message(isFuture ? 'tomorrow' : 'yesterday');
	if (size >= 1.5 * day) return message(isFuture ? 'inDays' : 'daysAgo', { count: Math.round(size / day) });
	return message(isFuture ? 'inLength' : 'lengthAgo', { length: shortLength(minutes) });
}

/** "1 hour 20 minutes", "3 days"; at least one minute. Two days and more are whole days. */
export function lengthText(seconds: number): string {
	const minutes = Math.max(1, Math.round(seconds / 60));
	const days = Math.round(minutes / (24 * 60));
	if (days > 1) return message('dayLength', { count: days });
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	const shorter = message('minuteLength', { count: rest });
	if (!hours) return shorter;
	const longer = message('hourLength', { count: hours });
	return rest ? message('twoUnits', { longer, shorter }) : longer;
}
