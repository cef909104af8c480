import { createFeed, type Feed } from './feed.ts';
import { silentFeed } from './silent-feed.ts';

/** What every copy of this code in a page shares, as the page's one global `Candor`: the embed and a bundle each bring one. */
export interface Shared {
	feeds?: Map<string, Feed>;
	/** The status server of elements that name none. */
	source?: string;
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

/** The address of a status server: `https:` or `http:`, without query, fragment, name and password, and slashes at its end. */
function addressOf(source: string): string | null {
	try {
		const { protocol, origin, pathname } = new URL(source, document.baseURI);
		return /^https?:$/.test(protocol) ? origin + pathname.replace(/\/+$/, '') : null;
	} catch {
		// Not an address, or not in a page at all.
		return null;
	}
}

/**
 * The feed of a status server: one per server and page. It never throws: for a `source` that cannot be used it warns
 * once in the console, and gives a feed that is never reached.
 *
 * @param source - The server's address, such as `https://status.example.com` or `https://app.example/status`; relative to the page.
 */
export function feedFor(source: string): Feed {
	const feeds = shared().feeds as Map<string, Feed>;
	const address = addressOf(source);
	const key = address ?? source;
	const known = feeds.get(key);
	if (known) return known;
	if (!address)
		console.warn(`Candor cannot use "${source}": a status server has an http: or https: address.`);
	const feed = address ? createFeed(address, window, () => feeds.delete(key)) : silentFeed(key);
	feeds.set(key, feed);
	return feed;
}
