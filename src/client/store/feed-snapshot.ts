import { findingId, findingKind } from '../../model/finding.ts';
import type { ComponentValue } from '../../model/generated/record-types.ts';
import { liveRecord, recordsOfKind, type State } from '../../model/state/state.ts';
import { notices } from '../../model/views/notices.ts';

/**
 * The state of a feed's connection to its servers.
 * - `connecting`: the first round of requests is not over.
 * - `live`: a stream delivers each change.
 * - `polling`: the newest answer was a snapshot, which is requested again from time to time.
 * - `reconnecting`: the stream was lost, the last round of requests was not answered, or the feed
 *   has no listeners.
 * - `retired`: the server has asked its clients to reconnect before it stops.
 */
export type ConnectionState = 'connecting' | 'live' | 'polling' | 'reconnecting' | 'retired';

/** What a feed shows at one moment. It is frozen, and each change makes a new object. */
export interface FeedSnapshot {
	readonly state: State;
	readonly connection: ConnectionState;
	/**
	 * When the state was last known to be current, epoch milliseconds of server time; `null` before
	 * the first state, and while the age of a stored one is unknown.
	 */
	readonly heardAt: number | null;
}

/**
 * Whether time alone changes what a page shows of this: the times of notices, the end of a status
 * that an operator set, or the age of a state without a live connection.
 */
export const hasAgeingContent = ({ state, connection }: FeedSnapshot): boolean =>
	connection !== 'live' ||
	notices(state).length > 0 ||
	recordsOfKind(state, 'component').some(({ value }) => (value as ComponentValue).until) ||
	liveRecord(state, findingKind, findingId) !== undefined;
