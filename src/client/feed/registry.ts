import type { FeedSettings } from '../connection/source.ts';
import { createFeed, type Feed } from './feed.ts';
import { normalizeSource, settingsFor } from './settings.ts';

/**
 * The page's one global, `Candor`. All copies of this code in a page share it: the script tag and a
 * bundle each bring one. The settings are those of elements that name no server, or one of these
 * servers.
 */
export interface Shared extends Partial<FeedSettings> {
	feeds?: Map<string, Feed>;
	/** What the page knows about its visitor; see {@link setContext}. */
	context?: Readonly<Record<string, unknown>> | string | undefined;
	/**
	 * Replaces what the page knows about its visitor, such as
	 * `{ plan: 'pro', region: 'eu', signedIn: true }`.
	 */
	setContext?(context: Readonly<Record<string, unknown>>): void;
	/** Listens to a `candor-` event, such as `change`. Returns the function that ends it. */
	on?(name: string, listener: (event: Event) => void): () => void;
	/** The page's own words for the elements, by language; unchecked. */
	catalogues?: ReadonlyMap<string, unknown>;
}

/** For a page that uses the name `Candor` for something else. */
const unshared: Shared = { feeds: /* @__PURE__ */ new Map() };

export function shared(): Shared {
	const page = globalThis as { Candor?: Shared };
	try {
		page.Candor ??= {};
		page.Candor.feeds ??= new Map();
		if (page.Candor.feeds instanceof Map) return page.Candor;
	} catch {
		// The page has frozen its object: this copy of the code does not share its feeds.
	}
	return unshared;
}

/**
 * The feed of a status, one per status and page. It never throws: for an invalid `source` it warns
 * once in the console and returns a feed that never connects.
 *
 * @param source - The address of the server, such as `https://status.example.com` or
 * `https://app.example/status`; a relative address is resolved against the page. Several servers of
 * the same log are separated by spaces, in the order in which they are tried.
 */
export function feedFor(source: string): Feed {
	const page = shared();
	const feeds = page.feeds as Map<string, Feed>;
	const addresses = normalizeSource(source);
	const key = addresses || source;
	const existing = feeds.get(key);
	if (existing) return existing;
	if (!addresses) console.warn(`Candor needs an https: address, not "${source}".`);
	const feed = createFeed(settingsFor(addresses, page), window, () => feeds.delete(key));
	feeds.set(key, feed);
	return feed;
}
