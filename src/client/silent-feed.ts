import { emptyState } from '../model/commit.ts';
import type { Feed } from './feed.ts';
import type { FeedSnapshot } from './store.ts';

const nothing = (): void => undefined;
const never = (): (() => void) => nothing;

/** Stands in where there is nothing to connect to: elements say that the status cannot be reached, and nothing throws. */
export function silentFeed(source: string): Feed {
	const snapshot: FeedSnapshot = Object.freeze({
		state: emptyState,
		connection: 'reconnecting',
		heardAt: null,
	});
	return {
		source,
		snapshot: () => snapshot,
		subscribe: never,
		// Without a notice there is no time to tell.
		clock: { now: () => 0, subscribe: never },
		dismissals: { isDismissed: () => false, dismiss: nothing, subscribe: never },
		close: nothing,
	};
}
