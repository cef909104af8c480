/**
 * The script tag: `<script async src="https://status.example.com/candor.js"></script>`. It puts a banner into the page
 * and fetches the other elements only where the page uses them. `data-src` names the status server where it is not the
 * script's own origin; `data-placement` is the banner's `placement`, `none` for no banner.
 */
import { CandorBanner } from './elements/candor-banner.ts';
import { sourceChange } from './elements/feed-controller.ts';

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const richer = ['candor-status', 'candor-timeline', 'candor-assurance', 'candor-feed'];

/** The default of the page: the first script to come decides. */
function setSource(address: string): void {
	const shared = globalThis as { Candor?: { source?: string } };
	shared.Candor ??= {};
	shared.Candor.source ??= script?.dataset.src || new URL(address).origin;
	dispatchEvent(new Event(sourceChange));
}

/** Calls `check` now and whenever the document has changed, until it says that it is done. */
function whenGrown(check: () => boolean): void {
	if (check()) return;
	const observer = new MutationObserver(() => {
		if (check()) observer.disconnect();
	});
	observer.observe(document, { childList: true, subtree: true });
}

function placeBanner(placement: string): void {
	const banners = document.getElementsByTagName('candor-banner');
	let own: HTMLElement | null = null;
	whenGrown(() => {
		if (own && banners.length > 1) own.remove();
		else if (!own && document.body && banners.length === 0) {
			own = document.createElement('candor-banner');
			own.setAttribute('placement', placement);
			document.body.append(own);
		}
		// A page that is still being read may yet bring its own banner, which then takes the place of this one.
		return banners.length > 0 && document.readyState !== 'loading';
	});
}

/** Also for elements that an application adds long after the page was read. */
function loadOthers(address: string): void {
	const present = richer.map((tag) => document.getElementsByTagName(tag));
	whenGrown(() => {
		if (!present.some(({ length }) => length > 0)) return false;
		import(new URL('./define.js', address).href).catch((error: unknown) => {
			// The banner is here already; whoever looks after the page should know why the rest is not.
			console.warn('Candor could not load its other elements.', error);
		});
		return true;
	});
}

if (!customElements.get('candor-banner')) customElements.define('candor-banner', CandorBanner);
if (script?.src) {
	setSource(script.src);
	const { placement } = script.dataset;
	if (placement !== 'none') placeBanner(placement ?? 'bottom');
	loadOthers(script.src);
}
