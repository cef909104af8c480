/**
 * Connects an element to its feed: the `feed` property, else the element's own `src`, else the closest
 * `candor-feed[src]` (also across shadow roots), else the page's default, which the embed script sets.
 */
import { type Feed, feedFor, shared } from '../../client/index.ts';

export interface FeedHost extends HTMLElement {
	/** A feed given by script goes before every other. */
	readonly feed: Feed | null | undefined;
	/** The status server's address. */
	readonly src: string | null | undefined;
	/** Draws again, soon. */
	requestUpdate(): void;
}

/** A Lit element adds it as a controller; any other host calls the same methods at the same times. */
export interface FeedController {
	/** The feed that was found, while the host is in a page. */
	readonly feed: Feed | null;
	hostConnected(): void;
	hostDisconnected(): void;
	/** Before the host draws: looks anew where the feed is. */
	hostUpdate(): void;
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

function find(host: FeedHost): Feed | null {
	if (!host.isConnected) return null;
	const source = host.src || closestSource(host) || shared().source;
	return host.feed ?? (source ? feedFor(source) : null);
}

export function feedController(host: FeedHost): FeedController {
	let feed: Feed | null = null;
	let releases: (() => void)[] = [];
	const redraw = (): void => host.requestUpdate();
	return {
		get feed() {
			return feed;
		},
		hostConnected() {
			addEventListener(sourceChange, redraw);
			redraw();
		},
		// Only when it is drawn is the feed let go: a framework that moves an element takes it out and puts it back at once.
		hostDisconnected() {
			removeEventListener(sourceChange, redraw);
			redraw();
		},
		hostUpdate() {
			const found = find(host);
			if (found === feed) return;
			for (const release of releases) release();
			feed = found;
			// The clock ticks only while there is something that time can change.
			releases = feed ? [feed, feed.clock, feed.dismissals].map((part) => part.subscribe(redraw)) : [];
		},
	};
}
