import type { Feed, FeedSnapshot } from '../../client/index.ts';
import type { NoticeValue } from '../../model/generated/record-types.ts';
import { readable } from '../../model/state/readable.ts';
import { type State, type StateRecord, stateWith } from '../../model/state/state.ts';
import { effectivePhase } from '../../model/views/notices.ts';
import { withFinding } from './page-finding.ts';
import { isStale } from './staleness.ts';

/** Whether a maintenance ended only by the clock, after the last contact with a server. */
function endIsUnconfirmed({ kind, value }: StateRecord, now: number, heardAt: number): boolean {
	if (kind !== 'notice' || !value) return false;
	const phase = (at: number) => effectivePhase(value as NoticeValue, at);
	return phase(now) === 'completed' && phase(heardAt) !== 'completed';
}

/**
 * Keeps such a maintenance in progress until a server confirms its end. A maintenance that begins
 * by the clock does begin: a warning without need does less harm than none.
 */
const withUnconfirmedOpen = (state: State, now: number, heardAt: number): State =>
	stateWith(
		state.seq,
		[...state.records.values()].map((record) =>
			endIsUnconfirmed(record, now, heardAt)
				? { ...record, value: { ...(record.value as NoticeValue), phase: 'in-progress', window: null } }
				: record,
		),
	);

/**
 * A feed's snapshot as elements may show it: without records that cannot be read, nothing ended
 * unconfirmed, and the page's own finding as a notice.
 */
export function shownSnapshot(feed: Feed | null | undefined): FeedSnapshot | null {
	const snapshot = feed?.snapshot();
	if (!feed || !snapshot) return null;
	const state = withFinding(readable(snapshot.state), snapshot.state);
	const { heardAt } = snapshot;
	const now = feed.clock.now();
	return {
		...snapshot,
		state: heardAt !== null && isStale(snapshot, now) ? withUnconfirmedOpen(state, now, heardAt) : state,
	};
}
