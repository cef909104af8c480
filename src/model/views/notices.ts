/**
 * Questions about notices at an instant, for the server, the elements and the command line. `now`
 * is epoch milliseconds. A word that this version does not know never makes a view throw: it counts
 * as the mildest of its set.
 */
import { compareText } from '../compare-text.ts';
import type { NoticeValue } from '../generated/record-types.ts';
import { liveRecord, recordsOfKind, type State, type StateRecord } from '../state/state.ts';
import { impacts, isEndedPhase, type Phase } from '../vocabulary.ts';

export interface Notice {
	readonly id: string;
	/** The commit that changed the notice last. */
	readonly seq: number;
	readonly value: NoticeValue;
}

/** Whether an instant has passed. `null` and `undefined` never pass. */
const hasPassed = (instant: string | null | undefined, now: number): boolean =>
	instant != null && Date.parse(instant) <= now;

export const notice = (state: State, id: string): Notice | undefined =>
	liveRecord(state, 'notice', id) as Notice | undefined;

const newestFirst = (records: readonly StateRecord[]): Notice[] =>
	([...records] as Notice[]).sort(
		(a, b) => Date.parse(b.value.openedAt) - Date.parse(a.value.openedAt) || compareText(b.id, a.id),
	);

/** All notices, the newest first. */
export const notices = (state: State): Notice[] => newestFirst(recordsOfKind(state, 'notice'));

/** At least the notices that have not ended, the newest first. */
const unsettledNotices = (state: State): Notice[] => newestFirst(state.unsettled.toArray());

/** When the clock ends a maintenance. `null` if an operator ends it. */
export const clockEndOf = ({ window, endsByClock }: NoticeValue): string | null =>
	endsByClock === false ? null : (window?.end ?? null);

/**
 * The phase by the clock: the window of a maintenance starts and completes it, also before the log
 * says so.
 */
export function effectivePhase(value: NoticeValue, now: number): Phase {
	if (isEndedPhase(value.phase) || value.kind !== 'maintenance') return value.phase;
	if (hasPassed(clockEndOf(value), now)) return 'completed';
	return value.phase === 'scheduled' && hasPassed(value.window?.start, now) ? 'in-progress' : value.phase;
}

export const isEnded = (value: NoticeValue, now: number): boolean =>
	value.endedAt !== null || isEndedPhase(effectivePhase(value, now));

export const isExpired = (value: NoticeValue, now: number): boolean => hasPassed(value.expiresAt, now);

/** Whether a maintenance is announced and has not started. */
export const isUpcoming = (value: NoticeValue, now: number): boolean =>
	effectivePhase(value, now) === 'scheduled' && !isEnded(value, now);

/** Whether a notice is open: it has started, and has neither ended nor expired. */
export const isActive = (value: NoticeValue, now: number): boolean =>
	!isEnded(value, now) && !isExpired(value, now) && effectivePhase(value, now) !== 'scheduled';

/**
 * The order of notices: by impact, and maintenance after all other notices of the same impact. The
 * highest comes first.
 */
export const rank = ({ value }: Notice): number =>
	2 * impacts.indexOf(value.impact) - +(value.kind === 'maintenance');

/** The open notices: the worst first ({@link rank}), then the newest. */
export const activeNotices = (state: State, now: number): Notice[] =>
	unsettledNotices(state)
		.filter(({ value }) => isActive(value, now))
		.sort((a, b) => rank(b) - rank(a));

/** Announced maintenance, the soonest first. */
export const upcomingMaintenance = (state: State, now: number): Notice[] =>
	unsettledNotices(state)
		.filter(({ value }) => isUpcoming(value, now) && !isExpired(value, now))
		.sort((a, b) => compareText(a.value.window?.start ?? '', b.value.window?.start ?? ''));

/** When a notice ended. Maintenance without an end in the log ended with its window. */
export const endOf = (value: NoticeValue): number =>
	Date.parse(value.endedAt ?? value.window?.end ?? value.updatedAt);

/** Notices that ended at most `withinMs` ago and have not expired, the latest ended first. */
export const recentNotices = (state: State, now: number, withinMs: number): Notice[] =>
	notices(state)
		.filter(({ value }) => isEnded(value, now) && !isExpired(value, now) && endOf(value) >= now - withinMs)
		.sort((a, b) => endOf(b.value) - endOf(a.value));

/** Whether the latest time at which the end was expected has passed, while the notice goes on. */
export const isEstimateLate = (value: NoticeValue, now: number): boolean =>
	hasPassed(value.estimate?.latest, now) && !isEnded(value, now);

/** Whether the window of a maintenance is over, while the work goes on. */
export const isWindowLate = (value: NoticeValue, now: number): boolean =>
	hasPassed(value.window?.end, now) && !isEnded(value, now);

export interface PromiseState {
	readonly state: 'none' | 'due' | 'overdue';
	/** The time by which the next update was promised. */
	readonly at: number | null;
}

/** The state of the promised next update. A promise whose time has passed is overdue. */
export function promiseState(value: NoticeValue, now: number): PromiseState {
	const { promise } = value;
	if (!promise || isEnded(value, now)) return { state: 'none', at: null };
	const state = hasPassed(promise.nextUpdateBy, now) ? 'overdue' : 'due';
	return { state, at: Date.parse(promise.nextUpdateBy) };
}

/** The next time at which any view changes without a new commit. `null` if there is none. */
export function nextChangeAt(state: State, now: number): number | null {
	let next = Number.POSITIVE_INFINITY;
	for (const { value } of state.unsettled.toArray() as Notice[]) {
		const { expiresAt, promise, window } = value;
		const whileOpen = isEnded(value, now) ? [] : [promise?.nextUpdateBy, window?.start, window?.end];
		for (const instant of [expiresAt, ...whileOpen]) {
			const at = Date.parse(instant ?? '');
			if (at > now) next = Math.min(next, at);
		}
	}
	return next < Number.POSITIVE_INFINITY ? next : null;
}
