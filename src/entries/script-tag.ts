/** What every script tag of Candor does, whichever feed its script reads. */

import { providePrimaryCheck } from '../client/connection/primary-check.ts';
import { feedFor, shared } from '../client/feed/registry.ts';
import { parseAddress } from '../client/http/address.ts';
import { provideWayAround } from '../client/http/page-fetch.ts';
import { provideClient } from '../client/page-client.ts';
import type { BannerContent } from '../elements/banner/content.ts';
import { BannerElement } from '../elements/banner/element.ts';
import { plainContent } from '../elements/banner/plain-content.ts';
import { configure } from '../elements/shared/configure.ts';
import { renderAll } from '../elements/shared/render-all.ts';
import { yieldToMain } from '../elements/shared/yield-to-main.ts';
import type { start as startElements } from './elements.ts';
import elements from './elements.ts?chunk';
import { keepBanner } from './keep-banner.ts';
import { chunkLoader } from './load-chunk.ts';
import { whenNeeded } from './when-needed.ts';

const client = { feedFor, shared };

class EmbeddedBanner extends BannerElement {
	static override content: BannerContent = plainContent();
}

function setContent(content: BannerContent): void {
	EmbeddedBanner.content = content;
	renderAll();
}

/** Adds the functions that scripts of the page call. */
function extendGlobal(context: string | undefined): void {
	const page = shared();
	page.context ??= context;
	page.setContext ??= (given) => {
		page.context = given;
		renderAll();
	};
	page.on ??= (name, listener) => {
		addEventListener(`candor-${name}`, listener);
		return () => removeEventListener(`candor-${name}`, listener);
	};
}

/**
 * The server that a tag names. A consent manager leaves the script's own address in `data-src`,
 * which is no server.
 */
export function namedServer({ src, dataset }: HTMLScriptElement): string | undefined {
	const isOwnAddress = src && parseAddress(dataset.src ?? '') === parseAddress(src);
	return dataset.server || (isOwnAddress ? '' : dataset.src);
}

/**
 * This script's tag, with its attributes. A script that runs as a module, by `eval` or by jQuery is
 * not the current one: its tag is found by its address. A page that contains this script inline
 * must name the server.
 *
 * @param file - The address of the script ends so.
 */
export function findTag(file: RegExp): HTMLScriptElement | undefined {
	const current = document.currentScript as HTMLScriptElement | null;
	if (current && (current.src || namedServer(current))) return current;
	return [...document.scripts].find(({ src }) => file.test(src));
}

/** Defines the banner, so that the page can have one before anything is known. */
export function defineBanner(): void {
	provideClient(client);
	if (!customElements.get('candor-banner')) customElements.define('candor-banner', EmbeddedBanner);
}

/** Follows the feed of `source` and shows the banner; then loads the second file. */
export async function startTag({ src, dataset, nonce }: HTMLScriptElement, source: string): Promise<void> {
	configure({ ...dataset, source });
	extendGlobal(dataset.context);

	await yieldToMain();
	const feed = feedFor(source);
	await yieldToMain();
	const { placement = 'bottom', space = '', into = '' } = dataset;
	if (placement !== 'none') keepBanner({ placement, space, into });

	await yieldToMain();
	await whenNeeded(feed);
	const folders = () =>
		[src, ...feed.source.split(' ').map((server) => server && `${server}/`)].filter(Boolean);
	const complete = plainContent(true);
	const useComplete = () => setContent(complete);
	const loadChunk = chunkLoader(folders, nonce, useComplete);
	const { start } = (await loadChunk(elements)) as {
		start: typeof startElements;
	};
	await start({ client, feed, dataset, loadChunk, provideWayAround, providePrimaryCheck, setContent });
}
