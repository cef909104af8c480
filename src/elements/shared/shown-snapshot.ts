import type { Feed, FeedSnapshot } from '../../client/index.ts';
import type { NoticeValue } from '../../model/records/records.ts';
import type { State, StateRecord } from '../../model/state/commit.ts';
import { readable } from '../../model/state/readable.ts';
import { effectivePhase } from '../../model/views/notices.ts';
import { isStale } from './staleness.ts';

/**
 * Planned work whose end has come since the server was last heard: whether it is over nobody knows, so that it goes on. What begins by the
 * clock begins all the same: to warn for nothing does less harm.
 */
function goesOn({ kind, value }: StateRecord, now: number, heardAt: number): boolean {
	if (kind !== 'notice' || !value) return false;
	const phase = (at: number) => effectivePhase(value as NoticeValue, at);
	return phase(now) === 'completed' && phase(heardAt) !== 'completed';
}

const withoutEnd = (state: State, now: number, heardAt: number): State => ({
	...state,
	records: new Map(
		[...state.records].map(([key, record]) => [
			key,
			goesOn(record, now, heardAt)
				? { ...record, value: { ...(record.value as NoticeValue), phase: 'in-progress', window: null } }
				: record,
		]),
	),
});

/** What a feed knows, as far as it may be shown: the client itself has checked only what it goes by. */
export function shownSnapshot(feed: Feed | null | undefined): FeedSnapshot | null {
	const snapshot = feed?.snapshot();
	if (!feed || !snapshot) return null;
	const state = readable(snapshot.state);
	const { heardAt } = snapshot;
	const now = feed.clock.now();
	return {
		...snapshot,
		state: heardAt !== null && isStale(snapshot, now) ? withoutEnd(state, now, heardAt) : state,
	};
}
