/**
 * Numbers in a text of the assistant that the facts do not have. Numbers that are written as words
 * are not found.
 */

/** An instant as the facts have it. */
const instants = /\b(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2})?(?:\.\d+)?Z/g;
const dates = /\b\d{4}-\d{2}-\d{2}\b/g;
const times = /\b(\d{1,2}):(\d{2})(?::\d{2})?(?:\s?([ap])\.?m\b\.?)?/gi;
const month = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const dayFirst = new RegExp(
	`\\b(\\d{1,2})(?:st|nd|rd|th)?\\.?(?: of)? (${month})[a-z]*\\.?(?:,? (\\d{4}))?`,
	'gi',
);
const monthFirst = new RegExp(`\\b(${month})[a-z]*\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4}))?`, 'gi');
const numbers = /\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?/g;

/** Digits of other scripts as ASCII: each script has its ten in a row, and the zero of each ends in 0 or 6. */
const asciiDigits = (text: string): string =>
	text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, (digit) => {
		const code = digit.codePointAt(0) ?? 0;
		return String((code - (code >= 0xff10 ? 0xff10 : code >= 0x0966 ? 0x0966 : 0)) & 0xf);
	});

/** Without separators of thousands: `1,200` and `1 200` are 1200. */
const normalised = (text: string): string =>
	text
		.replace(/[.,\u00a0\u202f ](?=\d{3}(?!\d))/g, '')
		.replace(',', '.')
		.replace(/^0+(?=\d)/, '');

const padded = (text: string): string => text.padStart(2, '0');

function clockOf([, hours = '', minutes = '', half]: RegExpMatchArray): string {
	if (half === undefined) return `${padded(hours)}:${minutes}`;
	const hour = (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
	return `${padded(String(hour))}:${minutes}`;
}

interface Known {
	readonly clocks: ReadonlySet<string>;
	/** `2026-11-30`, and `11-30` for texts without a year. */
	readonly days: ReadonlySet<string>;
	readonly values: ReadonlySet<string>;
}

function knownIn(facts: string): Known {
	const found = [...facts.matchAll(instants)];
	const rest = facts.replace(instants, ' ');
	const withoutTimes = rest.replace(dates, ' ').replace(times, ' ');
	const days = [
		...found.map(([, year, ...parts]) => `${year}-${parts[0]}-${parts[1]}`),
		...(rest.match(dates) ?? []),
	];
	return {
		clocks: new Set([
			...found.map(([, , , , hours, minutes]) => `${hours}:${minutes}`),
			...[...rest.matchAll(times)].map(clockOf),
		]),
		days: new Set(days.flatMap((day) => [day, day.slice(5)])),
		values: new Set([...withoutTimes.matchAll(numbers)].map(([each]) => normalised(each))),
	};
}

const monthNumber = (name: string): string =>
	padded(String(month.split('|').indexOf(name.slice(0, 3).toLowerCase()) + 1));

/** Each number, time and date once, as the text has it. `facts`: everything that the assistant was told, as text. */
export function unknownNumbers(given: string, facts: string): readonly string[] {
	const { clocks, days, values } = knownIn(asciiDigits(facts));
	const unknown = new Set<string>();
	let text = asciiDigits(given);
	const take = (pattern: RegExp, isKnown: (match: RegExpMatchArray) => boolean): void => {
		for (const match of text.matchAll(pattern)) if (!isKnown(match)) unknown.add(match[0].trim());
		text = text.replace(pattern, ' ');
	};
	const isDay = (year: string | undefined, monthName: string, day: string): boolean =>
		days.has(`${year === undefined ? '' : `${year}-`}${monthNumber(monthName)}-${padded(day)}`);
	take(
		instants,
		([, year, ...[one, two, hours, minutes]]) =>
			days.has(`${year}-${one}-${two}`) && clocks.has(`${hours}:${minutes}`),
	);
	take(dates, ([day]) => days.has(day));
	take(times, (match) => clocks.has(clockOf(match)));
	take(dayFirst, ([, day = '', name = '', year]) => isDay(year, name, day));
	take(monthFirst, ([, name = '', day = '', year]) => isDay(year, name, day));
	take(numbers, ([number]) => values.has(normalised(number)));
	return [...unknown];
}
