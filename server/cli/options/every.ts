/** `--every "week on sunday"`: a rule of RFC 5545 in words. */
import { InvalidArgumentError } from 'commander';

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const places: Readonly<Record<string, number>> = {
	...{ first: 1, second: 2, third: 3, fourth: 4, last: -1 },
	...{ '1st': 1, '2nd': 2, '3rd': 3, '4th': 4 },
};
const frequencies: Readonly<Record<string, string>> = {
	...{ day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' },
};

export const everyHint =
	'Write "day", "week on sunday", "2 weeks on tue, thu", "month on the last sunday", or "month on the 15th"; --rrule accepts any rule.';

const shape = /^(?:(?<interval>\d{1,4}) )?(?<unit>day|week|month|year)s?(?: on (?<on>.+))?$/;

/** Throws Commander's InvalidArgumentError. */
export function parseEvery(text: string): string {
	const words = text
		.trim()
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.replace(/^every /, '');
	const { interval, unit = '', on } = shape.exec(words)?.groups ?? {};
	const freq = frequencies[unit];
	if (freq === undefined) return refuse();
	const parts = [
		`FREQ=${freq}`,
		...(interval !== undefined && interval !== '1' ? [`INTERVAL=${interval}`] : []),
		...(on === undefined ? [] : [onOf(unit, on)]),
	];
	return parts.join(';');
}

function onOf(unit: string, on: string): string {
	if (unit === 'week')
		return `BYDAY=${on
			.split(/, ?| and /)
			.map((each) => dayOf(each))
			.join(',')}`;
	if (unit !== 'month') return refuse();
	const [first = '', second, ...others] = on.replace(/^the /, '').split(' ');
	if (others.length > 0) return refuse();
	const place = Object.hasOwn(places, first) ? places[first] : undefined;
	if (second !== undefined && second !== 'day')
		return place === undefined ? refuse() : `BYDAY=${place}${dayOf(second)}`;
	if (place !== undefined) return `BYMONTHDAY=${place}`;
	const [, number] = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(first) ?? [];
	return number === undefined ? refuse() : `BYMONTHDAY=${Number(number)}`;
}

/** `sun`, `sunday` or `sundays`. */
function dayOf(text: string): string {
	const name = text.trim().replace(/s$/, '');
	const index = name.length < 3 ? -1 : names.findIndex((each) => each.startsWith(name));
	return days[index] ?? refuse();
}

function refuse(): never {
	throw new InvalidArgumentError(everyHint);
}
