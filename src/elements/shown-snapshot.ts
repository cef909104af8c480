import type { Feed, FeedSnapshot } from '../client/index.ts';
import { readable } from '../model/readable.ts';

/** What a feed knows, as far as it may be shown: the client itself has checked only what it goes by. */
export function shownSnapshot(feed: Feed | null | undefined): FeedSnapshot | null {
	const snapshot = feed?.snapshot();
	return snapshot ? { ...snapshot, state: readable(snapshot.state) } : null;
}
