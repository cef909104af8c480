import type { CSSResult } from '@lit/reactive-element';
import type { AnnouncedNotices } from '../shared/announced-notices.ts';
import type { FeedController } from '../shared/feed-controller.ts';

export interface RendererContext {
	readonly host: HTMLElement;
	/** The banner's shadow root or, while another renderer's notice is shown there, a fragment. Empty. */
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
