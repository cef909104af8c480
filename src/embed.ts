/**
 * The script tag: `<script async src="https://status.example.com/candor.js"></script>`. It puts a banner into the page
 * and fetches the other elements only where the page uses them. What the banner says in an outage is in this file; its full
 * look comes from another, while all is well. `data-src` names the status server where it is not the
 * script's own folder, relative to the page; `data-placement` is the banner's `placement`, `none` for no banner.
 */
import { feedFor } from './client/index.ts';
import { briefLook } from './elements/banner/brief.ts';
import { BannerElement } from './elements/banner/element.ts';
import { file, integrity } from './elements/banner/full.ts?chunk';
import type { Look } from './elements/banner/look.ts';
import { configure } from './elements/configure.ts';
import { h } from './elements/dom.ts';
import { sourceChange } from './elements/feed-controller.ts';

const script = document.currentScript as HTMLScriptElement | null;
/** How soon what could not be fetched is asked for again, milliseconds. */
const againMs = 60_000;

class EmbeddedBanner extends BannerElement {
	static override look: Look = briefLook;
}

/**
 * Fetches the full look: after what the page itself needs, and only as it was when this script was built, so that a page
 * that trusts this script by its hash need trust nothing else.
 */
function fetchLook(address: string): void {
	const href = `${new URL(file, address)}`;
	const link = h('link', { rel: 'modulepreload', href, integrity, crossorigin: '', fetchpriority: 'low' });
	link.nonce = script?.nonce ?? '';
	link.onload = async () => {
		EmbeddedBanner.look = (await import(href)).fullLook;
		// All banners look anew at what they show.
		dispatchEvent(new Event(sourceChange));
	};
	link.onerror = () => {
		link.remove();
		setTimeout(fetchLook, againMs, address);
	};
	document.head.append(link);
}

/** Puts the banner into the page; says whether that is done. */
function placeBanner(own: HTMLElement): boolean {
	const banners = document.getElementsByTagName('candor-banner');
	// A page that is still being read may yet bring its own banner, which then takes the place of this one.
	if (banners.length > 1) own.remove();
	else if (!banners.length) document.body?.append(own);
	return banners.length > 0 && document.readyState !== 'loading';
}

/** A module that lies beside the script. */
const load = (name: string, address: string) =>
	import(`${new URL(name, address)}`).catch((error: unknown) => {
		// The banner is here already; whoever looks after the page should know why the rest is not.
		console.warn(`Candor could not load ${name}.`, error);
	});

/** Fetches the other elements once there is one, also one that an application adds late; says whether that is done. */
function loadOthers(address: string): boolean {
	if (!document.querySelector('candor-status,candor-timeline,candor-assurance,candor-feed')) return false;
	void load('define.js', address);
	return true;
}

function start(): void {
	if (!customElements.get('candor-banner')) customElements.define('candor-banner', EmbeddedBanner);
	const { src, dataset } = script ?? {};
	// A page may carry this script in itself: then it names the server.
	if (dataset && (src || dataset.src)) {
		const { mirrors, keys, site } = dataset;
		const source = dataset.src || new URL('.', src).href;
		configure({ source, mirrors, keys, site });
		const address = src || `${source.split(' ')[0]}/`;
		fetchLook(address);
		if (dataset.watch)
			void load('reach.js', address).then((reach?: typeof import('./reach/index.ts')) =>
				reach?.watchAsTagged(feedFor(source), dataset),
			);
		const own = document.createElement('candor-banner') as EmbeddedBanner;
		own.placement = (dataset.placement || 'bottom') as 'bottom';
		let placed = dataset.placement === 'none';
		let loaded = false;
		let due = 0;
		const look = (): void => {
			due = 0;
			placed ||= placeBanner(own);
			loaded ||= loadOthers(address);
			if (placed && loaded) observer.disconnect();
		};
		// Not at every change of a busy page: a moment later is early enough for an element that has just come.
		const observer = new MutationObserver(() => {
			if (!due) due = setTimeout(look, 100);
		});
		observer.observe(document, { childList: true, subtree: true });
		look();
	}
}

// In a browser that lacks what the elements are drawn with, the page is as it would be without this script.
if (CSS.supports('color:light-dark(red,red)')) start();
