import { emptyState } from '../../model/state/state.ts';
import type { FeedSnapshot } from '../store/feed-snapshot.ts';
import type { Feed } from './feed.ts';

const doNothing = (): void => undefined;
const subscribe = (): (() => void) => doNothing;

/**
 * A feed that never connects, for an invalid address or outside a page: elements show that the
 * status cannot be reached.
 */
export function silentFeed(source: string): Feed {
	const snapshot: FeedSnapshot = { state: emptyState, connection: 'reconnecting', heardAt: null };
	return {
		source,
		snapshot: () => snapshot,
		subscribe,
		clock: { now: Date.now, subscribe },
		dismissals: { isDismissed: () => false, dismiss: doNothing, subscribe },
		setFinding: doNothing,
		close: doNothing,
	};
}
