/**
 * What the script tag fetches after its first word, while all is well: the banner's full look, and what the page uses
 * besides the banner. It comes as it was when the script was built, so that a page that trusts the script by its hash need
 * trust nothing else.
 */

import type { Feed, feedFor, shared } from '../client/index.ts';
import { useClient } from '../client/store/client-of-page.ts';
import { fullLook } from '../elements/banner/full.ts';
import { useElements } from '../elements/banner/in-full.ts';
import type { Look } from '../elements/banner/look.ts';
import { setCatalogue } from '../elements/i18n/set-catalogue.ts';
import { pageState, tellChanges } from '../elements/shared/page-state.ts';
import { task } from '../elements/shared/yield-to-main.ts';
import reach from '../reachability/index.ts?chunk';
import type { TagData } from '../reachability/tag.ts';

export { createVerify } from '../client/trust/verify.ts';

/** Loads a chunk that must be what it was when the script was built. */
type Load = (chunk: typeof reach) => Promise<never>;

/** Whoever looks after the page should know why something is not there; the banner is. */
const warn = (error: unknown): void => console.warn('Candor could not load', error);

/**
 * The other elements are fetched while all is well, also where a page has none: what a reader opens in the banner is drawn by one, and
 * then may be a bad time to fetch it. So many milliseconds after this script the page has its own beginning behind it.
 */
const aheadMs = 10_000;

/** The reader has asked for as little as possible (Network Information API). */
const savesData = (): boolean =>
	!!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData;

/** Has the other elements defined once there is one, also one that an application adds late. */
function defineWhenUsed(define: () => Promise<void>): void {
	let due = 0;
	const look = (): void => {
		due = 0;
		const unknown = [...document.querySelectorAll(':not(:defined)')];
		if (!unknown.some(({ localName }) => localName.startsWith('candor-'))) return;
		observer.disconnect();
		void define();
	};
	// Not at every change of a busy page: a moment later is early enough for an element that has just come.
	const observer = new MutationObserver(() => {
		if (!due) due = setTimeout(look, 100);
	});
	observer.observe(document, { childList: true, subtree: true });
	look();
}

/** Goes on where the script has ended: with its client, the tag's attributes, and what it can load. */
export async function goOn(
	client: { readonly feedFor: typeof feedFor; readonly shared: typeof shared },
	feed: Feed,
	dataset: TagData,
	load: Load,
	rich: typeof reach,
	wear: (look: Look) => void,
): Promise<void> {
	useClient(client);
	wear(fullLook);
	await task();
	// A page may have frozen the global since: then its scripts get no more than there is.
	const page = client.shared();
	Reflect.set(page, 'setCatalogue', setCatalogue);
	Reflect.defineProperty(page, 'state', { get: () => pageState(feed), configurable: true });
	tellChanges(feed);
	let loaded: Promise<typeof import('./elements.ts')> | undefined;
	const elements = (): Promise<typeof import('./elements.ts')> => {
		loaded ??= load(rich);
		return loaded;
	};
	const define = (): Promise<void> => elements().then(({ defineElements }) => defineElements(), warn);
	useElements(define);
	defineWhenUsed(define);
	setTimeout(() => {
		if (feed.snapshot().connection === 'live' && !savesData())
			(globalThis.requestIdleCallback ?? setTimeout)(() => void elements().catch(warn));
	}, aheadMs);
	if (dataset.watch !== undefined)
		void load(reach).then(
			({ watchAsTagged }: typeof import('../reachability/index.ts')) => watchAsTagged(feed, dataset),
			warn,
		);
}
