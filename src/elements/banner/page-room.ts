/** How the banner and the page share the page's edge. */
import { yieldToMain } from '../shared/yield-to-main.ts';
import { isPlaced } from './placement.ts';

/** The space between the card and what is beside it, in CSS pixels. */
const gapPx = 8;

export interface Room {
	/** The height of the bar, in CSS pixels. */
	readonly bar: number;
	/** The height of the bar with its details. */
	readonly card: number;
	/** The distance of the card from the edge, in CSS pixels. */
	readonly inset: number;
}

function rulesFor(host: HTMLElement, { bar, card, inset }: Room): string {
	const isTop = host.getAttribute('placement') === 'top';
	const side = isTop ? 'start' : 'end';
	// While the details are open, their height: what they cover can be scrolled to as well.
	const px = inset + card + gapPx;
	const root = `--candor-offset:${inset + bar + gapPx}px;scroll-padding-block-${side}:${px}px`;
	if (host.getAttribute('space') === 'push')
		return `@media screen{:root{${root};padding-block-${side}:${px}px}}`;
	// A pseudo-element, because padding would change the height of a page of the window's height.
	return `@media screen{:root{${root}}:root::${isTop ? 'before' : 'after'}{content:"";display:block;height:${px}px}}`;
}

/**
 * Gives the page so much room at the banner's edge that nothing stays covered: with `space="push"`
 * as padding, which moves the page; otherwise behind the end of the page, or before its start, while
 * what is in view stays where it is. What gets the focus is scrolled to where neither the bar nor
 * its details cover it. The height is also published as `--candor-offset` on the page's root, so
 * that the page can move its own fixed elements. Returns the function that updates the room.
 */
export function pageRoom(host: HTMLElement, card: HTMLElement, stepPx: () => number): () => void {
	const page = host.ownerDocument;
	const sheet = new CSSStyleSheet();
	let room: Room = { bar: 0, card: 0, inset: 0 };
	let rules = '';

	/** With the page's own inset and the device's safe area, which the used value of `bottom` contains. */
	const inset = (): number => {
		const { top, bottom } = getComputedStyle(card);
		return (
			Math.round(Number.parseFloat(host.getAttribute('placement') === 'top' ? top : bottom) || gapPx) +
			stepPx()
		);
	};
	const update = (): void => {
		// A change of the root's custom properties restyles the whole page, so there are no rules
		// while nothing is shown.
		const isShown = host.isConnected && isPlaced(host) && card.hasAttribute('popover') && room.card;
		const next = isShown ? rulesFor(host, { ...room, inset: inset() }) : '';
		if (next === rules) return;
		const isAbove = host.getAttribute('placement') === 'top' && host.getAttribute('space') !== 'push';
		const topOf = (): number => (isAbove ? (page.body?.getBoundingClientRect().top ?? 0) : 0);
		const before = topOf();
		rules = next;
		sheet.replaceSync(rules);
		const others = page.adoptedStyleSheets.filter((each) => each !== sheet);
		page.adoptedStyleSheets = rules ? [...others, sheet] : others;
		// Room above the content would move it: scroll by the same distance. Measuring lays the whole
		// page out, so it is done only where it is needed.
		if (!isAbove) return;
		const scroll = (): void => scrollBy({ top: topOf() - before, behavior: 'instant' });
		scroll();
		const rest = topOf() - before;
		if (rest < 1 || !rules) return;
		// A page that is shorter than the window cannot scroll so far.
		const end = (page.body?.getBoundingClientRect().bottom ?? 0) - rest;
		sheet.replaceSync(
			`${rules}@media screen{:root::after{content:"";display:block;height:${Math.ceil(innerHeight - end)}px}}`,
		);
		scroll();
	};
	const bar = card.querySelector('header') as HTMLElement;
	const observer = new ResizeObserver(() => {
		const border = card.offsetHeight - card.clientHeight;
		room = { ...room, bar: bar.offsetHeight + border, card: card.offsetHeight };
		// In the same frame only where the page moves: the rules style the whole page again.
		if (host.getAttribute('space') === 'push') update();
		else void yieldToMain().then(update);
	});
	for (const node of [bar, card]) observer.observe(node);
	return update;
}
