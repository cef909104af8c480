import { browser } from './environment.ts';
import { createFeed, type Feed } from './feed.ts';
import { silentFeed } from './silent-feed.ts';

/** For a page that uses the name `Candor` for something of its own. */
const unshared = /* @__PURE__ */ new Map<string, Feed>();

/** The page's feeds, shared by every copy of this code that it has loaded: the embed and a bundle each bring one. */
function feeds(): Map<string, Feed> {
	const page = globalThis as { Candor?: { feeds?: unknown } };
	try {
		page.Candor ??= {};
		page.Candor.feeds ??= new Map();
		if (page.Candor.feeds instanceof Map) return page.Candor.feeds;
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
	const all = feeds();
	const address = addressOf(source);
	const key = address ?? source;
	const known = all.get(key);
	if (known) return known;
	if (address === null)
		console.warn(
			`Candor cannot use "${source}" as the address of a status server. Give an http: or https: address, in a page.`,
		);
	const feed = address === null ? silentFeed(key) : createFeed(address, browser(), () => all.delete(key));
	all.set(key, feed);
	return feed;
}
