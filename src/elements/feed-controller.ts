/**
 * Connects an element to its feed: the `feed` property, else the element's own `src`, else the closest
 * `candor-feed[src]` (also across shadow roots), else the page's default, which the embed script sets.
 */
import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';
import { type Feed, type FeedSnapshot, feedFor } from '../client/index.ts';
import { notices } from '../model/view.ts';

export interface FeedHost extends ReactiveControllerHost, HTMLElement {
	/** A feed given by script goes before every other. */
	feed: Feed | null;
	/** The status server's origin. */
	src: string | null;
}

/** Fired on `window` when where a feed is found may have changed: a script set the default, a `candor-feed` its `src`. */
export const sourceChange = 'candor-source';

const defaultSource = (): string | null =>
	(globalThis as { Candor?: { source?: string } }).Candor?.source ?? null;

/** The closest ancestor that matches, looking out of shadow roots too. */
function closest(from: Element, selector: string): Element | null {
	const found = from.closest(selector);
	if (found) return found;
	const root = from.getRootNode();
	return root instanceof ShadowRoot ? closest(root.host, selector) : null;
}

export function findSource(element: Element & { readonly src: string | null }): string | null {
	return element.src || closest(element, 'candor-feed[src]')?.getAttribute('src') || defaultSource();
}

export class FeedController implements ReactiveController {
	feed: Feed | null = null;
	readonly #host: FeedHost;
	#release: (() => void)[] = [];
	#stopTicking: (() => void) | null = null;

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
		addEventListener(sourceChange, this.#look);
		this.#look();
	}

	hostDisconnected(): void {
		removeEventListener(sourceChange, this.#look);
		this.#use(null);
	}

	hostUpdate(): void {
		if (this.#host.isConnected) this.#use(this.#find());
		this.#tick();
	}

	readonly #look = (): void => {
		this.#use(this.#find());
	};

	#find(): Feed | null {
		if (this.#host.feed) return this.#host.feed;
		const source = findSource(this.#host);
		return source ? feedFor(source) : null;
	}

	#use(feed: Feed | null): void {
		if (feed === this.feed) return;
		for (const release of this.#release) release();
		this.feed = feed;
		this.#tick();
		const redraw = () => this.#host.requestUpdate();
		this.#release = feed ? [feed.subscribe(redraw), feed.dismissals.subscribe(redraw)] : [];
		redraw();
	}

	/** Listens to the clock only while there is something that time can change. */
	#tick(): void {
		const { feed } = this;
		const wanted = feed !== null && notices(feed.snapshot().state).length > 0;
		if (this.#stopTicking && (!wanted || this.#ticking !== feed)) {
			this.#stopTicking();
			this.#stopTicking = null;
		}
		if (wanted && !this.#stopTicking) {
			this.#ticking = feed;
			this.#stopTicking = feed.clock.subscribe(() => this.#host.requestUpdate());
		}
	}
	#ticking: Feed | null = null;
}
