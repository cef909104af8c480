/** Drafts, which visitors' pages suggest, and whether operators have spoken of the matter already. */

import type { ComponentValue, DraftValue } from '../records/records.ts';
import { liveRecords, recordKey, type State, type StateRecord } from '../state/commit.ts';
import { activeNotices } from './notices.ts';

export interface Draft {
	/** The component's id: there is one draft for each at the most. */
	readonly id: string;
	/** The commit that raised it. */
	readonly seq: number;
	readonly value: DraftValue;
}

const draftOf = (state: State, id: string): DraftValue | null =>
	(state.records.get(recordKey('draft', id))?.value as DraftValue | null | undefined) ?? null;

/** The drafts that wait for an operator, the newest first. */
export const drafts = (state: State): Draft[] =>
	(liveRecords(state).filter(({ kind }) => kind === 'draft') as (StateRecord & Draft)[])
		.filter(({ value }) => value.quietUntil === null)
		.sort((a, b) => b.seq - a.seq);

/**
 * Whether operators speak of it: an incident or maintenance that is open and names the component, or names none at all.
 * Without a component to compare, any will do. `now` is epoch milliseconds; the notice `except` does not count.
 */
export const isTold = (state: State, component: string | null, now: number, except?: string): boolean =>
	activeNotices(state, now).some(({ id, value: { kind, affected, drill } }) => {
		// An exercise tells customers nothing.
		if (drill || id === except || (kind !== 'incident' && kind !== 'maintenance')) return false;
		if (component === null || affected.length === 0) return true;
		return affected.some((entry) => entry.component === component && entry.status !== 'operational');
	});

/** Whether a draft would tell operators something: the component exists, and nobody has spoken of it or put it aside. */
export function mayRaise(state: State, component: string, now: number): boolean {
	const known = state.records.get(recordKey('component', component))?.value as ComponentValue | undefined;
	const draft = draftOf(state, component);
	const isQuiet = draft !== null && (draft.quietUntil === null || Date.parse(draft.quietUntil) > now);
	return Boolean(known) && !isQuiet && !isTold(state, component, now);
}
