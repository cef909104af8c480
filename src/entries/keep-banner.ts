import { h } from '../elements/shared/dom.ts';

/** A page that removes the banner again within this time waits for it, longer each time. */
const quickMs = 10_000;
const stepMs = 500;

/**
 * Keeps exactly one banner in the page, whatever the page does to its body: a visitor dismisses
 * notices, and never the banner. Some frameworks replace the body, or the whole document, at a
 * navigation or when they start.
 */
export function keepBanner(attributes: Readonly<Record<'placement' | 'space' | 'into', string>>): void {
	const banner = h('candor-banner', attributes);
	const banners = document.getElementsByTagName('candor-banner');
	let isComplete = false;
	let removedAt = Number.NEGATIVE_INFINITY;
	let removals = 0;
	let isWaiting = false;

	const place = (): void => {
		isWaiting = false;
		// A page that is still being parsed may bring its own banner, which replaces this one.
		if (banners.length > 1) banner.remove();
		// The first of the page in the order of the Tab key at the top, and the last one at the bottom.
		else if (!banners.length) document.body?.[attributes.placement === 'top' ? 'prepend' : 'append'](banner);
		isComplete ||= banners.length > 0 && document.readyState !== 'loading';
		observer.disconnect();
		if (!isComplete) observer.observe(document, { childList: true, subtree: true });
		// The body's own children are watched only for our banner: the page may move its own.
		else
			for (const node of [document, document.documentElement, banner.isConnected && document.body])
				if (node) observer.observe(node, { childList: true });
	};
	const observer = new MutationObserver(() => {
		if (!isComplete || banners.length) return place();
		// A page that removes the banner each time must not make a busy loop.
		const now = performance.now();
		removals = now - removedAt < quickMs ? removals + 1 : 0;
		removedAt = now;
		if (!isWaiting) setTimeout(place, removals * stepMs);
		isWaiting = true;
	});
	place();
}
