import type { FeedSettings } from '../connection/source.ts';
import { createFeed, type Feed } from './feed.ts';
import { normalize, settingsFor } from './settings.ts';
import { silentFeed } from './silent-feed.ts';

/**
 * What every copy of this code in a page shares, as the page's one global `Candor`: the embed and a bundle each bring one.
 * The settings are those of elements that name no server, or this one.
 */
export interface Shared extends Partial<FeedSettings> {
	feeds?: Map<string, Feed>;
	/** What the page says of its visitor; see {@link setContext}. */
	context?: Readonly<Record<string, unknown>> | string | undefined;
	/** Says anew what the page knows of its visitor, such as `{ plan: 'pro', region: 'eu', signedIn: true }`. */
	setContext?(context: Readonly<Record<string, unknown>>): void;
	/** Listens to `candor-` events, such as `change`; returns the function that ends it. */
	on?(name: string, listener: (event: Event) => void): () => void;
	/** What the page has the elements say, by language; unchecked. */
	catalogues?: ReadonlyMap<string, unknown>;
}

/** For a page that uses the name `Candor` for something of its own. */
const unshared: Shared = { feeds: /* @__PURE__ */ new Map() };

export function shared(): Shared {
	const page = globalThis as { Candor?: Shared };
	try {
		page.Candor ??= {};
		page.Candor.feeds ??= new Map();
		if (page.Candor.feeds instanceof Map) return page.Candor;
	} catch {
		// Frozen by the page: this copy keeps its feeds to itself.
	}
	return unshared;
}

/**
 * The feed of a status: one per status and page. It never throws: for a `source` that cannot be used it warns once in the
 * console, and gives a feed that is never reached.
 *
 * @param source - The server's address, such as `https://status.example.com` or `https://app.example/status`, relative to the
 * page; several that serve the same log, in the order in which they are asked, have spaces between them.
 */
export function feedFor(source: string): Feed {
	const page = shared();
	const feeds = page.feeds as Map<string, Feed>;
	const addresses = normalize(source);
	const key = addresses || source;
	const known = feeds.get(key);
	if (known) return known;
	if (!addresses) console.warn(`Candor needs an http: or https: address, not "${source}".`);
	// Outside a page there is nothing to show anything to.
	const feed = globalThis.window
		? createFeed(settingsFor(addresses, page), window, () => feeds.delete(key))
		: silentFeed(key);
	feeds.set(key, feed);
	return feed;
}
