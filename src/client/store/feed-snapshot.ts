import { findingId, findingKind } from '../../model/finding.ts';
import { liveRecord, type State } from '../../model/state/state.ts';
import { notices } from '../../model/views/notices.ts';

/** The state of a feed's connection to its server. */
export type ConnectionState = 'connecting' | 'live' | 'polling' | 'reconnecting' | 'retired';

/** What a feed knows at one moment. Frozen: a change makes another object. */
export interface FeedSnapshot {
	readonly state: State;
	readonly connection: ConnectionState;
	/** Server time of the last contact, epoch milliseconds; `null` before the first. */
	readonly heardAt: number | null;
}

/**
 * Whether time alone changes what a page shows of this: the times of notices, or the age of a state
 * without a live connection.
 */
export const hasAgeingContent = ({ state, connection }: FeedSnapshot): boolean =>
	connection !== 'live' ||
	notices(state).length > 0 ||
	liveRecord(state, findingKind, findingId) !== undefined;
