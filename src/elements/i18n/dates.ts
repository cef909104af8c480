/** Days, lengths and shares as a reader says them, in the language of the words around them. For the elements that are not in the embed. */
import { hasFormats } from './formatting.ts';
import { locale } from './messages.ts';
import { plainDay } from './plain-time.ts';

/** "Tue 24 Nov". `timeZone`: an IANA name; default: the reader's. */
export const dayText = (at: string | number, timeZone?: string): string =>
	hasFormats()
		? new Date(at).toLocaleDateString(locale(), {
				weekday: 'short',
				day: 'numeric',
				month: 'short',
				timeZone,
			})
		: plainDay(new Date(at));

const unit = (count: number, name: 'hour' | 'minute'): string =>
	count.toLocaleString(locale(), { style: 'unit', unit: name, unitDisplay: 'long' });

/** "1 hour 20 minutes"; never less than a minute. */
export function lengthText(seconds: number): string {
	const minutes = Math.max(1, Math.round(seconds / 60));
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	return [hours && unit(hours, 'hour'), rest && unit(rest, 'minute')].filter(Boolean).join(' ');
}

/** "99.95%" of a share from 0 to 1. */
export const shareText = (share: number): string =>
	share.toLocaleString(locale(), { style: 'percent', maximumFractionDigits: 2 });
