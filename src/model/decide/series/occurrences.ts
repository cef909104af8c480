/** The occurrences of a series: what the rule says, and what operators and the clock did to it. */
import { parseDuration } from '../../duration.ts';
import type { SeriesOccurrence, SeriesValue } from '../../generated/record-types.ts';
import { liveRecord, recordsOfKind, type State } from '../../state/state.ts';
import { notice } from '../../views/notices.ts';
import type { Phase } from '../../vocabulary.ts';
import { isRetracted } from '../context.ts';
import {
	type ClockChange,
	nextRuled,
	type RuledOccurrence,
	ruledOccurrence,
	ruledOccurrences,
} from './clock-times.ts';

export interface Series {
	readonly id: string;
	/** The commit that changed it last. */
	readonly seq: number;
	readonly value: SeriesValue;
}

/** `held`: the server could not announce it. */
export type OccurrenceState = 'planned' | 'cancelled' | 'held' | 'announced' | 'retracted';

export interface Occurrence {
	/** The day by which the rule names it. It stays the same when the occurrence is moved. */
	readonly day: string;
	/** Epoch milliseconds. */
	readonly start: number;
	readonly end: number;
	/** When the clock announces it, or did. */
	readonly announceAt: number;
	readonly state: OccurrenceState;
	/** The phase of its notice. `null`: it is not announced. */
	readonly phase: Phase | null;
	readonly notice: string | null;
	/** When it is by the rule. `null`: the rule has changed since it was announced. */
	readonly ruled: { readonly start: number; readonly end: number } | null;
	/** For an occurrence at its time by the rule. */
	readonly clockChange: ClockChange | null;
	/** Why it is held. */
	readonly held: string | null;
}

/** Each server holds all of them in memory, and computes their next occurrences. */
export const mostSeries = 50;

export const series = (state: State, id: string): Series | undefined =>
	liveRecord(state, 'series', id) as unknown as Series | undefined;

export const allSeries = (state: State): Series[] =>
	[...recordsOfKind(state, 'series')] as unknown as Series[];

export const unchanged: SeriesOccurrence = {
	...{ start: null, end: null, cancelled: false, notice: null, held: null },
};

const ms = (duration: string): number => parseDuration(duration) ?? 0;

function occurrenceOf(
	value: SeriesValue,
	day: string,
	ruled: RuledOccurrence | undefined,
	state: State,
): Occurrence | null {
	const entry = value.occurrences[day] ?? unchanged;
	const own = ruled && { start: ruled.start, end: ruled.start + ms(value.duration) };
	const found = entry.notice === null ? undefined : notice(state, entry.notice)?.value;
	const window = found?.window ?? (entry.start !== null && entry.end !== null ? entry : null);
	const times =
		window?.start && window.end ? { start: Date.parse(window.start), end: Date.parse(window.end) } : own;
	if (!times) return null;
	return {
		...{ day, ...times, announceAt: times.start - ms(value.announceAhead) },
		state: stateOf(entry, state),
		phase: found?.phase ?? null,
		notice: entry.notice,
		ruled: own ?? null,
		clockChange: own?.start === times.start ? (ruled?.clockChange ?? null) : null,
		held: entry.notice === null && !entry.cancelled ? entry.held : null,
	};
}

function stateOf({ notice: id, cancelled, held }: SeriesOccurrence, state: State): OccurrenceState {
	if (id !== null) return isRetracted(state, id) ? 'retracted' : 'announced';
	if (cancelled) return 'cancelled';
	return held === null ? 'planned' : 'held';
}

/** What began before the series was written as it is now is not announced. */
const isOwn = (value: SeriesValue, { notice: id, start }: Occurrence): boolean =>
	id !== null || start > Date.parse(value.since);

/** Those of the rule, with those that were moved or announced and are not among these. */
function together(value: SeriesValue, ruled: readonly RuledOccurrence[], state: State): Occurrence[] {
	const byDay = new Map(ruled.map((each) => [each.day, each] as const));
	const others = Object.entries(value.occurrences).filter(
		([day, { start }]) => start !== null && !byDay.has(day),
	);
	return [...byDay.keys(), ...others.map(([day]) => day)]
		.flatMap((day) => occurrenceOf(value, day, byDay.get(day) ?? ruledOccurrence(value, day), state) ?? [])
		.filter((each) => isOwn(value, each))
		.sort((a, b) => a.start - b.start || (a.day < b.day ? -1 : 1));
}

/** The occurrences that begin in `[from, to)`, epoch milliseconds, in order. */
export const occurrencesBetween = (
	value: SeriesValue,
	from: number,
	to: number,
	state: State,
): Occurrence[] =>
	together(value, ruledOccurrences(value, from, to), state).filter(
		({ start }) => start >= from && start < to,
	);

/** The next ones that are not over, in order, cancelled ones included. */
export function nextOccurrences(value: SeriesValue, now: number, count: number, state: State): Occurrence[] {
	const ruled = nextRuled(value, now - ms(value.duration), count + Object.keys(value.occurrences).length);
	return together(value, ruled, state)
		.filter(({ end }) => end > now)
		.slice(0, count);
}

/** The occurrence that a day names, if the series has it. */
export function occurrenceOn(value: SeriesValue, day: string, state: State): Occurrence | undefined {
	const found = occurrenceOf(value, day, ruledOccurrence(value, day), state);
	return found && isOwn(value, found) ? found : undefined;
}
