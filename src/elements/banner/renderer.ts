import type { CSSResult } from '@lit/reactive-element';
import type { AnnouncedNotices } from '../shared/announced-notices.ts';
import type { FeedController } from '../shared/feed-controller.ts';

export interface RendererContext {
	readonly host: HTMLElement;
	/**
	 * Empty: the banner's shadow root, or a fragment while that shows the notice of another renderer.
	 */
	readonly root: ShadowRoot | DocumentFragment;
	readonly source: FeedController;
	readonly announced: AnnouncedNotices;
}

/** Fills a banner's shadow root. Stateless: one renderer serves every banner of a class. */
export interface BannerRenderer {
	readonly styles: CSSResult;
	/** Appends the nodes. Returns the function that draws the feed's current notices. */
	attach(context: RendererContext): (() => void) | Promise<() => void>;
}
