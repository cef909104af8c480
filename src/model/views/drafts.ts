/** Drafts, and whether operators have announced a problem already. `now` is epoch milliseconds. */
import type { DraftValue } from '../generated/record-types.ts';
import { liveRecord, recordsOfKind, type State } from '../state/state.ts';
import { activeNotices } from './notices.ts';

export interface Draft {
	/** The component's id: a component has one draft at most. */
	readonly id: string;
	/** The commit that raised the draft. */
	readonly seq: number;
	readonly value: DraftValue;
}

/** The drafts that wait for an operator, the newest first. */
export const drafts = (state: State): Draft[] =>
	([...recordsOfKind(state, 'draft')] as Draft[])
		.filter(({ value }) => value.quietUntil === null)
		.sort((a, b) => b.seq - a.seq);

/**
 * Whether an active incident or maintenance covers the component: it names the component, or it names none at all. Drills do not
 * count, because customers do not see them.
 *
 * @param component - `null` matches any incident or maintenance.
 */
export const isAnnounced = (state: State, component: string | null, now: number): boolean =>
	activeNotices(state, now).some(({ value: { kind, affected, drill } }) => {
		if (drill || (kind !== 'incident' && kind !== 'maintenance')) return false;
		if (component === null || affected.length === 0) return true;
		return affected.some((entry) => entry.component === component && entry.status !== 'operational');
	});

/** Whether a draft about the component would be news: none waits, none was discarded lately, and nothing is announced. */
export function canRaiseDraft(state: State, component: string, now: number): boolean {
	const draft = liveRecord(state, 'draft', component)?.value as DraftValue | undefined;
	const isQuiet = draft !== undefined && (draft.quietUntil === null || Date.parse(draft.quietUntil) > now);
	const exists = liveRecord(state, 'component', component) !== undefined;
	return exists && !isQuiet && !isAnnounced(state, component, now);
}
