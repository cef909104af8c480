/** The browser's side of Candor, without any user interface. Importing it has no effect. */
import { feedFor as feedInPage } from './feed/registry.ts';
import { silentFeedFor } from './feed/silent-feed.ts';

export type { Clock } from './clock.ts';
export type { FeedSettings } from './connection/source.ts';
export type { Feed } from './feed/feed.ts';
export { shared } from './feed/registry.ts';
export type { Dismissals } from './storage/dismissals.ts';
export type { FeedSnapshot } from './store/feed-snapshot.ts';
export { type RefusalReason, RefusedEvent } from './trust/refused.ts';

/** {@link feedInPage}. Where pages are rendered on a server, the feed never connects. */
export const feedFor: typeof feedInPage = globalThis.window ? feedInPage : silentFeedFor;
