/** Starts the watch by the attributes of the script tag (docs/how-to/is-it-you-or-us.md). */
import { type WatchedFeed, type WatchedOrigin, watch } from './watch.ts';

/** The tag's `dataset`: `data-watch`, `data-watch-fetch` and `data-watch-report`. */
export interface TagData {
	readonly watch?: string;
	readonly watchFetch?: string;
	readonly watchReport?: string;
}

const entry = /^(?:([a-z0-9][a-z0-9-]{0,63})=)?(.+)$/;

/** Reads `https://api.example.com`, `checkout=https://pay.example.com`, or `/` for the page's own origin. */
function parseOrigin(text: string, base: string): WatchedOrigin | null {
	const [, component = null, address = ''] = entry.exec(text) ?? [];
	if (!URL.canParse(address, base)) return null;
	const { origin, protocol } = new URL(address, base);
	return /^https?:$/.test(protocol) ? { origin, component } : null;
}

/** Reads origins separated by spaces. One that cannot be read is left out, with a warning in the console. */
export function parseOrigins(text: string, base: string): WatchedOrigin[] {
	return text
		.split(/\s+/)
		.filter(Boolean)
		.flatMap((each) => {
			const origin = parseOrigin(each, base);
			if (!origin)
				console.warn(
					`Candor cannot watch "${each}": write origins such as https://api.example.com or checkout=https://pay.example.com.`,
				);
			return origin ?? [];
		});
}

/** Starts the watch; returns the function that ends it. */
export const watchAsTagged = (feed: WatchedFeed, data: TagData): (() => void) =>
	watch({
		feed,
		origins: parseOrigins(data.watch ?? '', document.baseURI),
		wrapFetch: data.watchFetch !== undefined,
		sendCounts: data.watchReport !== undefined,
	});
