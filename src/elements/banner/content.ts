import type { ReactiveController } from '@lit/reactive-element';
import type { Feed } from '../../client/index.ts';
import type { Bar } from './bar.ts';
import type { NoticeView } from './view.ts';
import type { BannerMessage } from './words.ts';

export interface BannerHost extends HTMLElement {
	addController(controller: ReactiveController): void;
	requestUpdate(): void;
	readonly updateComplete: Promise<boolean>;
	/** Whether the details are open. */
	readonly isOpen: boolean;
}

/**
 * What fills a banner. candor.js has plain English. The second file has languages, icons and the
 * rest of the behaviour; a banner uses it from its next update on, and stays the same element.
 */
export interface BannerContent {
	/** The style sheet of the banner. */
	readonly styles: string;
	text(name: BannerMessage, values?: Readonly<Record<string, string | number>>): string;
	/** The notices to show, the most important first. */
	views(feed: Feed, host: BannerHost): NoticeView[];
	/** Draws the details of all notices into an element that holds nothing else. */
	drawDetails(container: HTMLElement, views: readonly NoticeView[]): void;
	/**
	 * Adds behaviour to a banner whose nodes are in the page. Returns the function to call after each
	 * drawing.
	 */
	enhance?(host: BannerHost, bar: Bar): (feed: Feed | null, views: readonly NoticeView[]) => void;
}
