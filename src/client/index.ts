/** The browser's side of Candor, without any user interface. Importing it does nothing. */

export type { Clock } from './clock.ts';
export type { FeedSettings } from './connection/source.ts';
export { followInPage } from './resources/catalogues.ts';
export type { Dismissals } from './storage/dismissals.ts';
export type { Feed } from './store/feed.ts';
export { feedFor, shared } from './store/registry.ts';
export type { FeedSnapshot } from './store/store.ts';
export { type RefusalReason, RefusedEvent } from './trust/refused.ts';
