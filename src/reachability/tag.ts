/** The watch as the script tag asks for it (docs/how-to/is-it-you-or-us.md). */
import { type WatchedFeed, type WatchedOrigin, watch } from './watch.ts';

/** The tag's `dataset`: `data-watch`, `data-watch-fetch` and `data-watch-report`. */
export interface TagData {
	readonly watch?: string;
	readonly watchFetch?: string;
	readonly watchReport?: string;
}

const entry = /^(?:([a-z0-9][a-z0-9-]{0,63})=)?(.+)$/;

/** One of `https://api.example.com`, `checkout=https://pay.example.com`, or `/` for the page's own origin. */
function originOf(text: string, base: string): WatchedOrigin | null {
	const [, component = null, address = ''] = entry.exec(text) ?? [];
	if (!URL.canParse(address, base)) return null;
	const { origin, protocol } = new URL(address, base);
	return /^https?:$/.test(protocol) ? { origin, component } : null;
}

/** Origins separated by spaces. One that cannot be read is told of in the console and left out; the others count. */
export function parseOrigins(text: string, base: string): WatchedOrigin[] {
	return text
		.split(/\s+/)
		.filter(Boolean)
		.flatMap((each) => {
			const found = originOf(each, base);
			if (!found)
				console.warn(
					`Candor cannot watch "${each}": write origins such as https://api.example.com or checkout=https://pay.example.com.`,
				);
			return found ?? [];
		});
}

/** Starts what the tag asks for; returns the function that ends it. */
export const watchAsTagged = (feed: WatchedFeed, data: TagData): (() => void) =>
	watch({
		feed,
		origins: parseOrigins(data.watch ?? '', document.baseURI),
		wrapFetch: data.watchFetch !== undefined,
		report: data.watchReport !== undefined,
	});
