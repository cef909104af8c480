import type { FeedController } from '../shared/feed-controller.ts';

/** What this reader was told last of each notice, by its id: a banner that changes its look says nothing twice. */
export type Told = Map<string, string>;

/** How a banner is drawn. */
export interface Look {
	readonly styles: string;
	/** Fills the banner's empty shadow root. Returns what draws the feed's notices as they are now. */
	present(
		host: HTMLElement,
		root: ShadowRoot,
		source: FeedController,
		told: Told,
	): (() => void) | Promise<() => void>;
}
