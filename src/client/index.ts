/** The browser's side of Candor, without any user interface. Importing it does nothing. */
export { followInPage } from './catalogues.ts';
export type { Clock } from './clock.ts';
export type { Dismissals } from './dismissals.ts';
export type { Feed } from './feed.ts';
export { type RefusalReason, RefusedEvent } from './refused.ts';
export { feedFor, shared } from './registry.ts';
export type { FeedSettings } from './source.ts';
export type { FeedSnapshot } from './store.ts';
