import { emptyState } from '../../model/state/commit.ts';
import type { Feed } from './feed.ts';
import type { FeedSnapshot } from './store.ts';

const nothing = (): void => undefined;
const subscribe = (): (() => void) => nothing;

/** Stands in where there is nothing to connect to: elements say that the status cannot be reached, and nothing throws. */
export function silentFeed(source: string): Feed {
	const snapshot: FeedSnapshot = { state: emptyState, connection: 'reconnecting', heardAt: null };
	return {
		source,
		snapshot: () => snapshot,
		subscribe,
		clock: { now: Date.now, subscribe },
		dismissals: { isDismissed: () => false, dismiss: nothing, subscribe },
		announce: nothing,
		close: nothing,
	};
}
