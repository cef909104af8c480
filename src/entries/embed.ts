/**
 * The script tag: `<script async src="https://status.example.com/candor.js"></script>`. It puts a banner into the page that
 * says what has to be known in an outage; its full look and all else come from other files, while all is well (full.ts).
 * `data-src` names the status server where it is not the script's own folder, relative to the page; `data-placement` is the
 * banner's `placement`, `none` for no banner, and `data-space` its `space`; `data-context` is what the page knows of its visitor, as JSON.
 */
import { feedFor, shared } from '../client/index.ts';
import { useVerify } from '../client/trust/verify-later.ts';
import { briefLook } from '../elements/banner/brief.ts';
import { BannerElement } from '../elements/banner/element.ts';
import type { Look } from '../elements/banner/look.ts';
import { configure } from '../elements/shared/configure.ts';
import { h } from '../elements/shared/dom.ts';
import { sourceChange } from '../elements/shared/feed-controller.ts';
import { task } from '../elements/shared/yield-to-main.ts';
import rich from './elements.ts?chunk';
import full from './full.ts?chunk';

const script = globalThis.document?.currentScript as HTMLScriptElement | null;
/** How soon what could not be fetched is asked for again, milliseconds. */
const againMs = 20_000;

class EmbeddedBanner extends BannerElement {
	static override look: Look = briefLook();
}

/** All banners look anew at what they show. */
const redraw = (): boolean => dispatchEvent(new Event(sourceChange));

function wear(look: Look): void {
	EmbeddedBanner.look = look;
	redraw();
}

/** Puts the banner into the page; says whether that is done. */
function placeBanner(own: HTMLElement): boolean {
	const banners = document.getElementsByTagName('candor-banner');
	// A page that is still being read may yet bring its own banner, which then takes the place of this one.
	if (banners.length > 1) own.remove();
	else if (!banners.length) document.body?.append(own);
	return banners.length > 0 && document.readyState !== 'loading';
}

async function start(): Promise<void> {
	if (!customElements.get('candor-banner')) customElements.define('candor-banner', EmbeddedBanner);
	const { src, dataset, nonce = '' } = script ?? {};
	// A page may carry this script in itself: then it names the server.
	if (!dataset || !(src || dataset.src)) return;
	const source = dataset.src || new URL('..', src).href;
	configure({ ...dataset, source });
	const page = shared();
	page.context ??= dataset.context;
	page.setContext ??= (context) => {
		page.context = context;
		redraw();
	};

	page.on ??= (name, listener) => {
		addEventListener(`candor-${name}`, listener);
		return () => removeEventListener(`candor-${name}`, listener);
	};

	await task();
	const feed = feedFor(source);
	/**
	 * After what the page itself needs, unless nothing can be believed without it. From wherever it can be had, as it must be what it
	 * was when this script was built: from the folder of the script, or else from a status server; then all are asked again.
	 */
	const load = ({ file, integrity }: typeof full, failed?: () => void) =>
		new Promise<never>((resolve) => {
			const folders = [src, ...feed.source.split(' ').map((server) => server && `${server}/`)].filter(
				Boolean,
			);
			const places = [...new Set(folders.map((folder) => `${new URL(file, folder)}`))];
			let asked = 0;
			const ask = (): void => {
				const href = places[asked++ % places.length] as string;
				const link = h('link', {
					rel: 'modulepreload',
					href,
					integrity,
					crossorigin: '',
					fetchpriority: dataset.keys ? 'high' : 'low',
					nonce,
				});
				link.onload = () => resolve(import(href) as never);
				link.onerror = () => {
					link.remove();
					failed?.();
					setTimeout(ask, asked % places.length && againMs);
				};
				document.head.append(link);
			};
			if (folders.length) ask();
		});
	await task();
	const { placement = 'bottom', space = '' } = dataset;
	if (placement !== 'none') {
		const own = h('candor-banner', { placement, space });
		// At every change while the page is being read, and until there is a banner.
		const observer = new MutationObserver(() => {
			if (!placeBanner(own)) return;
			observer.disconnect();
			// Some frameworks put a new body into the page at each navigation.
			observer.observe(document.documentElement, { childList: true });
		});
		observer.observe(document, { childList: true, subtree: true });
		placeBanner(own);
	}
	await task();
	const alone = briefLook(true);
	const stay = (): void => wear(alone);
	void load(full, stay).then(({ createVerify, goOn }: typeof import('./full.ts')) => {
		useVerify(createVerify);
		void goOn({ feedFor, shared }, feed, dataset, load, rich, wear);
	}, stay);
}

// In a browser that lacks what the elements are drawn with, the page is as it would be without this script; so is a server.
if (globalThis.CSS?.supports('color:light-dark(red,red)')) void start();
