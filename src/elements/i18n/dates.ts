/** Days in the elements' language. */
import { isTranslated, label, message, perLocale } from './messages.ts';

/** The names of a language whose catalogue, which the page supplied, has none. */
const names = perLocale((tag) => ({
	weekdays: new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' }),
	months: new Intl.DateTimeFormat(tag, { month: 'short', timeZone: 'UTC' }),
}));

/** 4 January 1970 was a Sunday. */
const dayOfList = { weekdays: (index: number) => [0, 4 + index], months: (index: number) => [index, 1] };

function nameOf(list: 'weekdays' | 'months', index: number): string {
	if (isTranslated(list)) return label(list, `${index}`);
	const [month, day] = dayOfList[list](index);
	return names()[list].format(Date.UTC(1970, month as number, day));
}

interface DateParts {
	readonly weekday: string;
	readonly day: string;
	readonly month: string;
}

function partsOf(at: string | number, zone?: 'UTC'): DateParts {
	const date = new Date(at);
	const [weekday, day, month] = zone
		? [date.getUTCDay(), date.getUTCDate(), date.getUTCMonth()]
		: [date.getDay(), date.getDate(), date.getMonth()];
	return { weekday: nameOf('weekdays', weekday), day: `${day}`, month: nameOf('months', month) };
}

/** "Tue 24 Nov". `zone`: default is the visitor's. */
export const dayText = (at: string | number, zone?: 'UTC'): string =>
	message('weekdayDate', { ...partsOf(at, zone) });

/** "12 Nov". `zone`: as for {@link dayText}. */
export const dayOfMonth = (at: number, zone?: 'UTC'): string => message('date', { ...partsOf(at, zone) });
