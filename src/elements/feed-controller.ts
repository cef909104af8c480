/**
 * Connects an element to its feed: the `feed` property, else the element's own `src`, else the closest
 * `candor-feed[src]` (also across shadow roots), else the page's default, which the embed script sets.
 */
import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';
import { type Feed, type FeedSnapshot, feedFor, shared } from '../client/index.ts';

export interface FeedHost extends ReactiveControllerHost, HTMLElement {
	/** A feed given by script goes before every other. */
	readonly feed: Feed | null | undefined;
	/** The status server's address. */
	readonly src: string | null | undefined;
}

/** Fired on `window` when where a feed is found may have changed: a script set the default, a `candor-feed` its `src`. */
export const sourceChange = 'candor-source';

/** The `src` of the closest `candor-feed`, looking out of shadow roots too. */
function closestSource(from: Element): string | null {
	const found = from.closest('candor-feed[src]');
	if (found) return found.getAttribute('src');
	const root = from.getRootNode();
	return root instanceof ShadowRoot ? closestSource(root.host) : null;
}

export class FeedController implements ReactiveController, EventListenerObject {
	feed: Feed | null = null;
	readonly #host: FeedHost;
	#release: (() => void)[] = [];

	constructor(host: FeedHost) {
		this.#host = host;
		host.addController(this);
	}

	get snapshot(): FeedSnapshot | null {
		return this.feed?.snapshot() ?? null;
	}

	/** Server time, epoch milliseconds. */
	get now(): number {
		return this.feed?.clock.now() ?? 0;
	}

	hostConnected(): void {
		addEventListener(sourceChange, this);
		this.handleEvent();
	}

	hostDisconnected(): void {
		removeEventListener(sourceChange, this);
		this.#use(null);
	}

	hostUpdate(): void {
		if (this.#host.isConnected) this.handleEvent();
	}

	/** Looks anew where the feed is. */
	handleEvent(): void {
		const { feed, src } = this.#host;
		const source = src || closestSource(this.#host) || shared().source;
		this.#use(feed ?? (source ? feedFor(source) : null));
	}

	#use(feed: Feed | null): void {
		if (feed === this.feed) return;
		for (const release of this.#release) release();
		this.feed = feed;
		const redraw = () => this.#host.requestUpdate();
		// The clock ticks only while there is something that time can change.
		this.#release = feed ? [feed, feed.clock, feed.dismissals].map((part) => part.subscribe(redraw)) : [];
		redraw();
	}
}
