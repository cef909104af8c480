/** How the banner and the page share the page's edge. */

import { task } from '../shared/yield-to-main.ts';

/** Between the card and the edge, CSS pixels. */
const gap = 16;

/**
 * Tells the page as `--candor-offset` on its root how much room the banner takes at the top or the bottom, so that what the page keeps
 * there can move out of the way. With `space="push"` the page gets that much room more at this edge: what the reader sees stays where it
 * is, and nothing can stay hidden behind the banner. Returns what looks anew at where the banner is.
 */
export function takeRoom(host: HTMLElement, card: HTMLElement): () => void {
	const page = host.ownerDocument;
	const sheet = new CSSStyleSheet();
	let size = 0;
	let rules = '';

	const update = (): void => {
		const edge = /^(top|bottom)$/.exec(host.getAttribute('placement') ?? '')?.[0];
		const room = host.isConnected && edge && size ? size + gap : 0;
		const side = edge === 'top' ? 'start' : 'end';
		const pushes = host.getAttribute('space') === 'push';
		const padding = pushes ? `padding-block-${side}:${room}px;scroll-padding-block-${side}:${room}px` : '';
		// Every element inherits from the root, so that each change has the whole page styled anew: none while nothing is shown.
		const wanted = room ? `@media screen{:root{--candor-offset:${room}px;${padding}}}` : '';
		if (wanted === rules) return;
		const before = pushes && page.body?.getBoundingClientRect().top;
		rules = wanted;
		sheet.replaceSync(rules);
		const others = page.adoptedStyleSheets.filter((each) => each !== sheet);
		page.adoptedStyleSheets = rules ? [...others, sheet] : others;
		// Room that comes above is scrolled past at once.
		if (typeof before === 'number')
			page.defaultView?.scrollBy({
				top: page.body.getBoundingClientRect().top - before,
				behavior: 'instant',
			});
	};
	new ResizeObserver(async ([entry]) => {
		size = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0);
		// The page is laid out anew by this: not in the frame in which the banner comes.
		await task();
		update();
	}).observe(card);
	return update;
}
