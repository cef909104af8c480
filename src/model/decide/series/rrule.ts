/**
 * Recurrence rules (RFC 5545, section 3.3.10), as far as maintenance needs them. A day is the finest
 * step, because the time of day is that of the series: no rule can ask for more than one occurrence
 * of a day, however it is written.
 */
import { invalid } from '../context.ts';

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export interface RecurrenceRule {
	readonly freq: (typeof frequencies)[number];
	readonly interval: number;
	readonly count: number | null;
	/** A day, `2027-12-31`, or an instant. */
	readonly until: string | null;
	readonly byDay: readonly string[];
	readonly byMonth: readonly number[];
	readonly byMonthDay: readonly number[];
	readonly bySetPos: readonly number[];
	readonly wkst: string;
}

const mostRepetitions = 1_000;

const refuse = (message: string): never => {
	throw invalid('rrule', message);
};

/** Why a part of RFC 5545 is not possible here. */
const impossible: Readonly<Record<string, string>> = {
	BYHOUR: 'The time of day is that of "start".',
	BYMINUTE: 'The time of day is that of "start".',
	BYSECOND: 'The time of day is that of "start".',
	BYYEARDAY: 'Use BYMONTH and BYMONTHDAY.',
	BYWEEKNO: 'Use BYMONTH and BYDAY, or FREQ=WEEKLY with INTERVAL.',
	RSCALE: 'Rules follow the Gregorian calendar.',
	SKIP: 'A date that does not exist is left out.',
};
const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTH', 'BYMONTHDAY', 'BYSETPOS', 'WKST'];

/** As calendars write it, without the name of the property. */
export const ruleText = (text: string): string =>
	text
		.trim()
		.toUpperCase()
		.replace(/^RRULE:/, '');

/** Throws CandorError `invalid` with a sentence for a rule that cannot be used. */
export function parseRule(text: string): RecurrenceRule {
	const parts = partsOf(text);
	const freq = frequencies.find((each) => each === parts.get('FREQ'));
	if (!freq)
		return refuse(
			`FREQ is ${frequencies.join(', ')}: ${parts.has('FREQ') ? `"${parts.get('FREQ')}" is none of them` : 'it is missing'}. An example: FREQ=WEEKLY;BYDAY=SU.`,
		);
	const rule: RecurrenceRule = {
		freq,
		interval: numbersOf(parts, 'INTERVAL', 1, mostRepetitions)[0] ?? 1,
		count: numbersOf(parts, 'COUNT', 1, mostRepetitions)[0] ?? null,
		until: untilOf(parts.get('UNTIL')),
		byDay: daysOf(parts.get('BYDAY'), freq),
		byMonth: numbersOf(parts, 'BYMONTH', 1, 12),
		byMonthDay: numbersOf(parts, 'BYMONTHDAY', -31, 31),
		bySetPos: numbersOf(parts, 'BYSETPOS', -366, 366),
		wkst: daysOf(parts.get('WKST'), 'DAILY')[0] ?? 'MO',
	};
	checkTogether(rule);
	return rule;
}

function partsOf(text: string): ReadonlyMap<string, string> {
	const parts = new Map<string, string>();
	for (const part of ruleText(text).split(';')) {
		const [name = '', value = '', ...others] = part.split('=');
		if (name === '' || value === '' || others.length > 0)
			refuse(`"${part}" is no part of a rule. Write NAME=VALUE, such as FREQ=WEEKLY;BYDAY=SU.`);
		if (Object.hasOwn(impossible, name)) refuse(`${name} is not possible here. ${impossible[name]}`);
		if (!known.includes(name)) refuse(`A rule has no part "${name}". It has ${known.join(', ')}.`);
		if (parts.has(name)) refuse(`${name} is here twice. Keep one.`);
		parts.set(name, value);
	}
	return parts;
}

function numbersOf(parts: ReadonlyMap<string, string>, name: string, least: number, most: number): number[] {
	const value = parts.get(name);
	if (value === undefined) return [];
	const range = least < 0 ? `1 to ${most}, or -1 to ${least}` : `${least} to ${most}`;
	const numbers = value.split(',').map((each) => {
		const number = /^[+-]?\d{1,15}$/.test(each) ? Number(each) : 0;
		return number === 0 || number < least || number > most
			? refuse(`${name} is ${range}, and not "${each}".`)
			: number;
	});
	if (numbers.length > 1 && (name === 'INTERVAL' || name === 'COUNT')) refuse(`${name} is one number.`);
	return [...new Set(numbers)];
}

function daysOf(value: string | undefined, freq: RecurrenceRule['freq']): string[] {
	if (value === undefined) return [];
	const days = value.split(',').map((each) => {
		const [, place = '', day] = /^([+-]?[1-5])?([A-Z]{2})$/.exec(each) ?? [];
		if (!weekdays.some((known) => known === day))
			return refuse(`"${each}" is no weekday of a rule. Use MO, TU, WE, TH, FR, SA, SU, or 1SU, -1SU.`);
		if (place !== '' && freq !== 'MONTHLY' && freq !== 'YEARLY')
			return refuse(`"${each}" counts the weekdays of a month. Use it with FREQ=MONTHLY.`);
		return `${place.replace('+', '')}${day}`;
	});
	return [...new Set(days)];
}

/** The day itself is part of the rule. */
function untilOf(value: string | undefined): string | null {
	if (value === undefined) return null;
	const [, year, month, day, time] = /^(\d{4})(\d\d)(\d\d)(?:T(\d{6})Z)?$/.exec(value) ?? [];
	const date = `${year}-${month}-${day}`;
	const [hour, minute, second] = time?.match(/\d\d/g) ?? [];
	const until = time === undefined ? date : `${date}T${hour}:${minute}:${second}Z`;
	const at = new Date(time === undefined ? `${date}T00:00:00Z` : until);
	// Date.parse reads 31 February as 3 March.
	if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date)
		return refuse(`UNTIL is a day such as 20271231, or an instant such as 20271231T235900Z.`);
	return until;
}

function checkTogether({ freq, count, until, byDay, byMonthDay, bySetPos }: RecurrenceRule): void {
	if (count !== null && until !== null) refuse('COUNT and UNTIL exclude each other. Keep one.');
	if (freq === 'WEEKLY' && byMonthDay.length > 0)
		refuse('BYMONTHDAY names days of a month. Use it with FREQ=MONTHLY.');
	const isOfMonth = freq === 'MONTHLY' || freq === 'YEARLY';
	if (bySetPos.length > 0 && (!isOfMonth || (byDay.length === 0 && byMonthDay.length === 0)))
		refuse('BYSETPOS chooses among the days of BYDAY or BYMONTHDAY, with FREQ=MONTHLY or YEARLY.');
}
