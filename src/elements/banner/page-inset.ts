/** How the banner and the page share the page's edge. */

import { yieldToMain } from '../shared/yield-to-main.ts';

/** The space between the card and the edge, in CSS pixels. */
const gapPx = 16;

/**
 * Publishes the height that the banner takes at the top or the bottom as `--candor-offset` on the
 * page's root, so that the page can move its own fixed elements out of the way. With `space="push"`
 * the page gets that much padding at this edge: the content in view stays where it is, and nothing
 * can stay hidden behind the banner. Returns the function that measures again.
 */
export function pageInset(host: HTMLElement, card: HTMLElement): () => void {
	const page = host.ownerDocument;
	const sheet = new CSSStyleSheet();
	let cardPx = 0;
	let rules = '';

	const update = (): void => {
		const edge = /^(top|bottom)$/.exec(host.getAttribute('placement') ?? '')?.[0];
		const insetPx = host.isConnected && edge && cardPx ? cardPx + gapPx : 0;
		const side = edge === 'top' ? 'start' : 'end';
		const pushes = host.getAttribute('space') === 'push';
		const padding = pushes
			? `padding-block-${side}:${insetPx}px;scroll-padding-block-${side}:${insetPx}px`
			: '';
		// A change of the root's custom properties restyles the whole page, so there are no rules
		// while nothing is shown.
		const next = insetPx ? `@media screen{:root{--candor-offset:${insetPx}px;${padding}}}` : '';
		if (next === rules) return;
		const topBefore = pushes && page.body?.getBoundingClientRect().top;
		rules = next;
		sheet.replaceSync(rules);
		const others = page.adoptedStyleSheets.filter((each) => each !== sheet);
		page.adoptedStyleSheets = rules ? [...others, sheet] : others;
		// Padding above the content would move it: scroll by the same distance.
		if (typeof topBefore === 'number')
			page.defaultView?.scrollBy({
				top: page.body.getBoundingClientRect().top - topBefore,
				behavior: 'instant',
			});
	};
	new ResizeObserver(async ([entry]) => {
		cardPx = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0);
		// The change lays the page out again, so it is kept out of the frame in which the banner
		// appears.
		await yieldToMain();
		update();
	}).observe(card);
	return update;
}
