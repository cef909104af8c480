/**
 * The script tag: `<script async src="https://status.example.com/candor.js"></script>`. It connects
 * to the status server, checks signatures and puts a banner into the page that shows everything a
 * visitor must know in an outage. A second file (elements.ts) holds the banner's details in the visitor's language
 * and the other elements.
 *
 * Attributes: `data-server`, or its older name `data-src`, names the status server if it is not the
 * script's own folder; the address is relative to the page. `data-keys`, `data-site` and
 * `data-mirrors` are settings of the feed. `data-placement` is the banner's `placement`, `none` for
 * no banner, `data-space` its `space`, and `data-into` its `into`. `data-context` is what the page knows about its visitor,
 * as JSON. `data-watch…` see src/reachability/tag.ts.
 */
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

const script = findTag();
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
function namedServer({ src, dataset }: HTMLScriptElement): string | undefined {
	const isOwnAddress = src && parseAddress(dataset.src ?? '') === parseAddress(src);
	return dataset.server || (isOwnAddress ? '' : dataset.src);
}

/**
 * This script's tag, with its attributes. A script that runs as a module, by `eval` or by jQuery is
 * not the current one: its tag is found by its address. A page that contains this script inline
 * must name the server.
 */
function findTag(): HTMLScriptElement | undefined {
	const current = document.currentScript as HTMLScriptElement | null;
	if (current && (current.src || namedServer(current))) return current;
	return [...document.scripts].find(({ src }) => /\/candor\.js($|[?#])/.test(src));
}

async function start(): Promise<void> {
	provideClient(client);
	if (!customElements.get('candor-banner')) customElements.define('candor-banner', EmbeddedBanner);
	if (!script) return console.warn('Candor found no script tag: name the server in data-server.');
	const { src, dataset, nonce } = script;
	const source = namedServer(script) || new URL('.', src).href;
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
	await start({ client, feed, dataset, loadChunk, provideWayAround, setContent });
}

void start().catch((error) => console.warn('Candor:', error));
