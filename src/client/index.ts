/** The browser's side of Candor, without any user interface. Importing it has no effect. */

export type { Clock } from './clock.ts';
export type { FeedSettings } from './connection/source.ts';
export type { Feed } from './feed/feed.ts';
export { feedFor, shared } from './feed/registry.ts';
export type { Dismissals } from './storage/dismissals.ts';
export type { FeedSnapshot } from './store/feed-snapshot.ts';
export { type RefusalReason, RefusedEvent } from './trust/refused.ts';
