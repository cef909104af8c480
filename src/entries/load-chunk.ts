/** Loads the other files of the script tag, each as it was when the script was built. */
import { h } from '../elements/shared/dom.ts';
import { backoffMs, RequestBudget } from '../model/backoff.ts';

/** What the build knows of a file that is loaded later; see chunk.d.ts. */
export interface Chunk {
	readonly file: string;
	readonly integrity: string;
}
export type LoadChunk = (chunk: Chunk) => Promise<unknown>;

/**
 * How long one place may take, milliseconds: less while another one is left. The largest file needs
 * 8 s on a slow 2G connection.
 */
const timeouts = { next: 10_000, last: 30_000 };
/** The wait after every place has failed, milliseconds. */
const limits = { minMs: 5_000, firstMs: 20_000, maxMs: 600_000 };
/** However many places there are: at most so many requests in a minute. */
const budget = new RequestBudget(6, 60_000);

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Fetches a module into the page's module map. Resolves to whether it arrived, in time and with
 * this content.
 */
function preload(href: string, integrity: string, nonce: string, timeoutMs: number): Promise<boolean> {
	const link = h('link', {
		rel: 'modulepreload',
		href,
		integrity,
		fetchpriority: 'low',
		nonce,
		crossorigin: '',
	});
	return new Promise<boolean>((resolve) => {
		link.onload = () => resolve(true);
		link.onerror = () => resolve(false);
		setTimeout(() => resolve(false), timeoutMs);
		document.head.append(link);
	}).finally(() => link.remove());
}

/**
 * @param folders - Where the files can lie, in the order in which they are asked: any of them will
 *   do, because the content is checked.
 * @param onFailure - Called after every request that failed.
 */
export function chunkLoader(
	folders: () => readonly string[],
	nonce: string,
	onFailure: () => void,
): LoadChunk {
	return async ({ file, integrity }) => {
		for (let attempt = 0; ; attempt++) {
			const places = [...new Set(folders().map((folder) => new URL(file, folder).href))];
			if (!places.length) throw new Error('No address to load from.');
			const round = Math.floor(attempt / places.length);
			const place = attempt % places.length;
			const pauseMs = round && !place ? backoffMs(round, Math.random, { limits }) : 0;
			await sleep(Math.max(pauseMs, budget.availableInMs(1, performance.now())));
			budget.spend(performance.now());
			// Chromium up to 153 at least never requests a module URL again that failed once, and a
			// cache may hold an altered file for a year: a repeat needs a new URL. With the minute in
			// it, no page opened later meets the cached failure, and a CDN has one file for all pages.
			const query = attempt ? `?${Math.floor(Date.now() / 60_000)}-${attempt}` : '';
			const url = places[place] + query;
			const timeoutMs = place < places.length - 1 ? timeouts.next : timeouts.last;
			if (await preload(url, integrity, nonce, timeoutMs)) return import(url);
			onFailure();
		}
	};
}
