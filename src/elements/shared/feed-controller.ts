/**
 * Connects an element to its feed. In this order: the `feed` property, the element's own `src`, the
 * closest `candor-feed[src]` (also across shadow roots), the page's default, which the script tag
 * sets.
 */
import type { Feed } from '../../client/index.ts';
import { feedFor, shared } from '../../client/page-client.ts';
import { renderAllEvent } from './render-all.ts';

export interface FeedHost extends HTMLElement {
	/** A feed that a script supplies takes precedence. */
	readonly feed: Feed | null | undefined;
	/** The address of the status server. */
	readonly src: string | null | undefined;
	requestUpdate(): void;
}

/**
 * Lit elements add it as a reactive controller. Other hosts call the same methods at the same
 * times.
 */
export interface FeedController {
	/** `null` while the host is in no document, or no feed is configured. */
	readonly feed: Feed | null;
	hostConnected(): void;
	hostDisconnected(): void;
	/** Looks for the feed again before the host renders. */
	hostUpdate(): void;
}

function closestSource(from: Element): string | null {
	const found = from.closest('candor-feed[src]');
	if (found) return found.getAttribute('src');
	const root = from.getRootNode();
	return root instanceof ShadowRoot ? closestSource(root.host) : null;
}

function findFeed(host: FeedHost): Feed | null {
	if (!host.isConnected) return null;
	const source = host.src || closestSource(host) || shared().source;
	return host.feed ?? (source ? feedFor(source) : null);
}

export function feedController(host: FeedHost): FeedController {
	let feed: Feed | null = null;
	let unsubscribers: (() => void)[] = [];
	const render = (): void => host.requestUpdate();
	return {
		get feed() {
			return feed;
		},
		hostConnected() {
			addEventListener(renderAllEvent, render);
			render();
		},
		// The next render unsubscribes: a framework that moves an element removes and inserts it in one
		// task.
		hostDisconnected() {
			removeEventListener(renderAllEvent, render);
			render();
		},
		hostUpdate() {
			const found = findFeed(host);
			if (found === feed) return;
			for (const unsubscribe of unsubscribers) unsubscribe();
			feed = found;
			// The clock ticks only while what is shown depends on the time.
			unsubscribers = feed ? [feed, feed.clock, feed.dismissals].map((part) => part.subscribe(render)) : [];
		},
	};
}
