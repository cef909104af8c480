import { h } from '../elements/shared/dom.ts';

/**
 * Puts a banner into the page unless the page has its own. Returns whether the page is complete and
 * has one.
 */
function placeBanner(banner: HTMLElement): boolean {
	const banners = document.getElementsByTagName('candor-banner');
	// A page that is still being parsed may bring its own banner, which replaces this one.
	if (banners.length > 1) banner.remove();
	else if (!banners.length) document.body?.append(banner);
	return banners.length > 0 && document.readyState !== 'loading';
}

/** Keeps exactly one banner in the page. */
export function keepBanner(placement: string, space: string): void {
	const banner = h('candor-banner', { placement, space });
	const observer = new MutationObserver(() => {
		if (!placeBanner(banner)) return;
		observer.disconnect();
		// Some frameworks replace the body at each navigation.
		observer.observe(document.documentElement, { childList: true });
	});
	observer.observe(document, { childList: true, subtree: true });
	placeBanner(banner);
}
