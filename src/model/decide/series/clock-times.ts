/**
 * When a series begins, on the clocks of its zone and as instants. The rule gives days; each day
 * with the time of day of the series is then converted by itself, so that an hour that the clocks
 * skip moves an occurrence and never drops it (docs/decisions/0113-recurring-maintenance.md).
 */
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { invalid } from '../context.ts';
import { parseRule } from './rrule.ts';

/** What a clock change does to an occurrence: its time does not exist that day, or comes twice. */
export type ClockChange = 'skipped' | 'repeated';

/** One occurrence as the rule gives it. Times are epoch milliseconds. */
export interface RuledOccurrence {
	/** `2027-03-28`. */
	readonly day: string;
	readonly start: number;
	readonly clockChange: ClockChange | null;
}

export interface Recurrence {
	readonly zone: string;
	/** `2027-03-07T02:00`. */
	readonly start: string;
	readonly rrule: string;
}

const dayMs = 86_400_000;
/** More than any offset, and any shift by a clock change. */
const marginMs = 2 * dayMs;
/** How far ahead an occurrence is looked for. */
export const horizonMs = 10 * 366 * dayMs;
/** How far ahead it is looked, in this order, until there are enough. */
const spansMs = [40 * dayMs, 130 * dayMs, 400 * dayMs, horizonMs];

/** The name of a zone as the time zone database writes it. Throws CandorError `invalid`. */
export function zoneName(zone: string): string {
	try {
		if (!/^[+-]/.test(zone)) return Temporal.PlainDate.from('2000-01-01').toZonedDateTime(zone).timeZoneId;
	} catch {
		// Refused below.
	}
	throw invalid(
		'zone',
		`There is no time zone "${zone}". Use a name such as Europe/Berlin: an offset does not know when clocks change.`,
	);
}

/** Throws CandorError `invalid`. */
export function localStart(start: string): Temporal.PlainDateTime {
	try {
		return Temporal.PlainDateTime.from(start, { overflow: 'reject' });
	} catch {
		throw invalid('start', `There is no day and time "${start}". Write it as 2027-03-07T02:00.`);
	}
}

type Days = (from: number, to: number) => Temporal.PlainDateTime[];

/**
 * What was computed of a recurrence. A series never changes in place, and the clock asks about the
 * same days every minute; a conversion between zones takes a tenth of a millisecond or more.
 */
interface Known {
	readonly days: Days;
	readonly converted: Map<string, RuledOccurrence>;
}
const known = new WeakMap<Recurrence, Known>();
/** The most days of a recurrence that are kept. */
const mostKept = 1_000;

/** `days`: of the rule, as times on a clock without a zone, between two times as if these were UTC. */
function knownOf(recurrence: Recurrence): Known {
	const found = known.get(recurrence);
	if (found) return found;
	const { freq, interval, count, byDay, byMonth, byMonthDay, bySetPos, wkst } = parseRule(recurrence.rrule);
	// Without limits of its own, which turn off the fast ways of the library: a rule has at most one
	// occurrence on a day, and only ten years are asked for.
	const rule = new RRuleTemporal({
		...{ freq, interval, wkst, temporal: Temporal, cache: false },
		dtstart: localStart(recurrence.start).toZonedDateTime('UTC'),
		...(count !== null && { count }),
		...(byDay.length > 0 && { byDay: [...byDay] }),
		...(byMonth.length > 0 && { byMonth: [...byMonth] }),
		...(byMonthDay.length > 0 && { byMonthDay: [...byMonthDay] }),
		...(bySetPos.length > 0 && { bySetPos: [...bySetPos] }),
	});
	const days: Days = (from, to) => {
		const [after, before] = [from, to].map((at) =>
			Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC'),
		) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
		return rule.between(after, before, true).map((each) => each.toPlainDateTime());
	};
	const made = { days, converted: new Map() };
	known.set(recurrence, made);
	return made;
}

function converted({ converted }: Known, local: Temporal.PlainDateTime, zone: string): RuledOccurrence {
	const day = local.toPlainDate().toString();
	const found = converted.get(day);
	if (found) return found;
	const made = { day, ...instantOfClock(local, zone) };
	if (converted.size >= mostKept) converted.clear();
	converted.set(day, made);
	return made;
}

/** The instant at which the clocks of a zone show a time, and whether a change of them is in the way. */
export function instantOfClock(
	local: Temporal.PlainDateTime,
	zone: string,
): { readonly start: number; readonly clockChange: ClockChange | null } {
	const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
		local.toZonedDateTime(zone, { disambiguation }),
	) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
	if (earlier.epochMilliseconds === later.epochMilliseconds)
		return { start: earlier.epochMilliseconds, clockChange: null };
	// As RFC 5545 (3.3.5) reads a time: by the offset before the change.
	return earlier.toPlainDateTime().equals(local)
		? { start: earlier.epochMilliseconds, clockChange: 'repeated' }
		: { start: later.epochMilliseconds, clockChange: 'skipped' };
}

/** The occurrences that begin in `[from, to)`, in order, each computed when it is asked for. */
function* ruled(recurrence: Recurrence, from: number, to: number): Generator<RuledOccurrence> {
	const { until } = parseRule(recurrence.rrule);
	const lastDay = until?.length === 10 ? until : null;
	const last = until !== null && lastDay === null ? Date.parse(until) : Number.POSITIVE_INFINITY;
	// Nothing is computed that comes after the end of the rule.
	const end = until === null ? to : Math.min(to, Date.parse(until) + marginMs);
	if (end <= from) return;
	const all = knownOf(recurrence);
	for (const local of all.days(from - marginMs, end + marginMs)) {
		const each = converted(all, local, recurrence.zone);
		if (each.start >= to || each.start > last || (lastDay !== null && each.day > lastDay)) return;
		if (each.start >= from) yield each;
	}
}

/** The occurrences that begin in `[from, to)`, in order. Throws CandorError `invalid`. */
export const ruledOccurrences = (recurrence: Recurrence, from: number, to: number): RuledOccurrence[] => [
	...ruled(recurrence, from, to),
];

/** The occurrence of one day. */
export function ruledOccurrence(recurrence: Recurrence, day: string): RuledOccurrence | undefined {
	const at = Date.parse(`${day}T00:00:00Z`);
	if (Number.isNaN(at)) return undefined;
	return ruledOccurrences(recurrence, at - marginMs, at + marginMs).find((each) => each.day === day);
}

/**
 * At least the next `count` occurrences that begin at `from` or later, within ten years. It looks
 * further ahead only where there are too few.
 */
export function nextRuled(recurrence: Recurrence, from: number, count: number): RuledOccurrence[] {
	const first = localStart(recurrence.start).toZonedDateTime('UTC').epochMilliseconds - marginMs;
	const start = Math.max(from, first);
	for (const span of spansMs) {
		const found: RuledOccurrence[] = [];
		for (const each of ruled(recurrence, from, start + span)) {
			found.push(each);
			if (found.length === count) return found;
		}
		if (span === horizonMs) return found;
	}
	return [];
}

/** An instant on the clocks of a zone: `2027-03-28T03:00:00+02:00`. */
export const inZone = (at: string, zone: string): string =>
	Temporal.Instant.from(at)
		.toZonedDateTimeISO(zone)
		.toString({ smallestUnit: 'second', timeZoneName: 'never' });
