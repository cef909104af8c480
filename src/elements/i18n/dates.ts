import { isIntlReady } from './deferred-intl.ts';
import { locale } from './messages.ts';
import { plainDay } from './plain-time.ts';

/** "Tue 24 Nov". `timeZone`: an IANA name; default: the visitor's. */
export const dayText = (at: string | number, timeZone?: string): string =>
	isIntlReady()
		? new Date(at).toLocaleDateString(locale(), {
				weekday: 'short',
				day: 'numeric',
				month: 'short',
				timeZone,
			})
		: plainDay(new Date(at));

/** "12 Nov". `timeZone`: as for {@link dayText}. */
export const dayOfMonth = (at: number, timeZone: string): string =>
	new Date(at).toLocaleDateString(locale(), { day: 'numeric', month: 'short', timeZone });
