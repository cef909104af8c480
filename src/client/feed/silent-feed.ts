import { emptyState } from '../../model/state/state.ts';
import type { FeedSnapshot } from '../store/feed-snapshot.ts';
import type { Feed } from './feed.ts';

const doNothing = (): void => undefined;
const subscribe = (): (() => void) => doNothing;

function silentFeed(source: string): Feed {
	const snapshot: FeedSnapshot = { state: emptyState, connection: 'reconnecting', heardAt: null };
	return {
		source,
		sources: [],
		snapshot: () => snapshot,
		subscribe,
		clock: { now: Date.now, subscribe },
		dismissals: { isDismissed: () => false, dismiss: doNothing, subscribe },
		setFinding: doNothing,
		close: doNothing,
	};
}

const feeds = new Map<string, Feed>();

/**
 * The feed of a status on a server that renders pages. It never connects: elements show that the
 * status cannot be reached.
 */
export function silentFeedFor(source: string): Feed {
	const feed = feeds.get(source) ?? silentFeed(source);
	feeds.set(source, feed);
	return feed;
}
