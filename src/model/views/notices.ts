/**
 * What a state says at an instant: pure questions, asked alike by the server, the elements and the CLI. `now` is epoch
 * milliseconds. A word that this version does not know never makes a view throw: it counts as the mildest.
 */

import type { ComponentValue, NoticeValue, PageValue, UpdateValue } from '../records/records.ts';
import { liveRecords, recordKey, type State, type StateRecord } from '../state/commit.ts';
import {
	type ComponentStatus,
	componentStatuses,
	impacts,
	isEndedPhase,
	type Phase,
	statusForImpact,
	worst,
} from '../vocabulary.ts';

export interface Notice {
	readonly id: string;
	/** The commit that changed the notice last. */
	readonly seq: number;
	readonly value: NoticeValue;
}
export interface Update {
	readonly id: string;
	readonly value: UpdateValue;
}
export interface ComponentView {
	readonly id: string;
	readonly value: ComponentValue;
	/** As set by hand, else the worst that the active notices say. */
	readonly status: ComponentStatus;
}

type Live<Value> = StateRecord & { readonly value: Value };

/** The live records of one kind. Every way into a state (log, frame) has checked the values' shape. */
const all = <Value>(state: State, kind: string): Live<Value>[] =>
	liveRecords(state).filter((record) => record.kind === kind) as Live<Value>[];

const one = <Value>(state: State, kind: string, id: string): Live<Value> | undefined => {
	const record = state.records.get(recordKey(kind, id));
	return record?.value ? (record as Live<Value>) : undefined;
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Whether an instant has come; one that is not set never does. */
const past = (instant: string | null | undefined, now: number): boolean =>
	instant != null && Date.parse(instant) <= now;

export const page = (state: State): PageValue | null => one<PageValue>(state, 'page', 'page')?.value ?? null;

export const notice = (state: State, id: string): Notice | undefined => one(state, 'notice', id);

/** A component's name; of one that is not known, the id. */
export const componentName = (state: State, id: string): string =>
	one<ComponentValue>(state, 'component', id)?.value.name ?? id;

/** Every notice, the newest first. */
export const notices = (state: State): Notice[] =>
	all<NoticeValue>(state, 'notice').sort(
		(a, b) => Date.parse(b.value.openedAt) - Date.parse(a.value.openedAt) || compareText(b.id, a.id),
	);

/** The phase that the clock has brought a notice to, whether or not the log has caught up with its window. */
export function effectivePhase(value: NoticeValue, now: number): Phase {
	if (isEndedPhase(value.phase) || value.kind !== 'maintenance') return value.phase;
	if (past(value.window?.end, now)) return 'completed';
	return value.phase === 'scheduled' && past(value.window?.start, now) ? 'in-progress' : value.phase;
}

export const isEnded = (value: NoticeValue, now: number): boolean =>
	value.endedAt !== null || isEndedPhase(effectivePhase(value, now));

export const isExpired = (value: NoticeValue, now: number): boolean => past(value.expiresAt, now);

/** Maintenance that is announced and has not begun. */
export const isUpcoming = (value: NoticeValue, now: number): boolean =>
	effectivePhase(value, now) === 'scheduled' && !isEnded(value, now);

/** How far ahead of others a notice comes: by its impact, and of the same impact what was planned after what was not. */
export const rank = ({ value }: Notice): number =>
	2 * impacts.indexOf(value.impact) - +(value.kind === 'maintenance');

/** Open, begun and not expired; the worst impact first, maintenance after all else of the same impact, then the newest. */
export const activeNotices = (state: State, now: number): Notice[] =>
	notices(state)
		.filter(
			({ value }) =>
				!isEnded(value, now) && !isExpired(value, now) && effectivePhase(value, now) !== 'scheduled',
		)
		.sort((a, b) => rank(b) - rank(a));

/** Announced maintenance, the soonest first. */
export const upcomingMaintenance = (state: State, now: number): Notice[] =>
	notices(state)
		.filter(({ value }) => isUpcoming(value, now) && !isExpired(value, now))
		.sort((a, b) => compareText(a.value.window?.start ?? '', b.value.window?.start ?? ''));

/** When a notice ended; a window that has passed ends its maintenance by itself. */
const endOf = (value: NoticeValue): number =>
	Date.parse(value.endedAt ?? value.window?.end ?? value.updatedAt);

/** Notices that ended at most `withinMs` ago and have not expired, the latest ended first. */
export const recentNotices = (state: State, now: number, withinMs: number): Notice[] =>
	notices(state)
		.filter(({ value }) => isEnded(value, now) && !isExpired(value, now) && endOf(value) >= now - withinMs)
		.sort((a, b) => endOf(b.value) - endOf(a.value));

/** A notice's updates, the newest first. */
export const timeline = (state: State, noticeId: string): Update[] =>
	all<UpdateValue>(state, 'update')
		.filter(({ value }) => value.notice === noticeId)
		.sort((a, b) => b.value.number - a.value.number);

export interface PromiseState {
	readonly state: 'none' | 'due' | 'overdue';
	/** By when the next update was promised. */
	readonly at: number | null;
}

/** How the promise of a next update stands. A promise that has passed is said to be overdue: the page never lies. */
export function promiseState(value: NoticeValue, now: number): PromiseState {
	const { promise } = value;
	if (!promise || isEnded(value, now)) return { state: 'none', at: null };
	return { state: past(promise.nextUpdateBy, now) ? 'overdue' : 'due', at: Date.parse(promise.nextUpdateBy) };
}

/** Whether a notice says something about the components. For readers who take part in no exercise, none of those does. */
type Counts = (notice: Notice) => boolean;
const isReal: Counts = ({ value }) => !value.drill;

/** Every component with its status, by position and then by name. `counts`: which notices are meant for the reader. */
export function components(state: State, now: number, counts = isReal): ComponentView[] {
	const said = activeNotices(state, now)
		.filter(counts)
		.flatMap(({ value }) => value.affected);
	return all<ComponentValue>(state, 'component')
		.sort(
			(a, b) =>
				a.value.position - b.value.position ||
				compareText(a.value.name, b.value.name) ||
				compareText(a.id, b.id),
		)
		.map(({ id, value }) => {
			const derived = said.filter((entry) => entry.component === id).map((entry) => entry.status);
			const byHand = componentStatuses.find((status) => status === value.status);
			return { id, value, status: byHand ?? worst(componentStatuses, derived) };
		});
}

/** The worst of all components and of what the active incidents' impact amounts to. `counts`: as for {@link components}. */
export const overallStatus = (state: State, now: number, counts = isReal): ComponentStatus =>
	worst(componentStatuses, [
		...components(state, now, counts).map(({ status }) => status),
		...activeNotices(state, now)
			.filter((found) => found.value.kind === 'incident' && counts(found))
			.map(({ value }) => statusForImpact[value.impact]),
	]);

/** The next instant at which any view changes by the clock alone; `null` when nothing is ahead. */
export function nextChangeAt(state: State, now: number): number | null {
	const ahead = notices(state)
		.flatMap(({ value }) => [
			value.expiresAt,
			...(isEnded(value, now) ? [] : [value.promise?.nextUpdateBy, value.window?.start, value.window?.end]),
		])
		.map((instant) => Date.parse(instant ?? ''))
		.filter((at) => at > now);
	return ahead.length > 0 ? Math.min(...ahead) : null;
}
