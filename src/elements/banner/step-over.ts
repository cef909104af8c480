/**
 * A fixed or sticky element of the page at the banner's edge, such as a cookie bar, a checkout bar or
 * a chat button, stays free: the banner moves past it.
 */
import type { BannerHost } from './content.ts';
import { isPlaced } from './placement.ts';
import { observeWhileConnected, whileConnected } from './while-connected.ts';

/** An element that covers more than this part of the window is no bar: a menu, a dialog, a map. */
const maxPart = 0.4;
/** The distance of the points that are probed along the banner: a chat button is wider. */
const probePx = 52;
/** How long a scrolling or resizing page may settle, milliseconds. */
const settleMs = 150;
/** The same after a change in the page: some pages change in every frame. */
const changeMs = 1_000;
/** The attributes by which pages show and hide their bars. */
const showingAttributes = ['class', 'style', 'hidden', 'open'];
/** The distance between the banner and what it has moved past, in CSS pixels. */
const gapPx = 8;

/**
 * The outermost fixed or sticky element around a node of the page that is no taller than a bar: a
 * chat button may be in a fixed element that fills the window.
 */
function barAround(node: Element): Element | null {
	let found: Element | null = null;
	for (let each: Element | null = node; each; each = each.parentElement)
		if (
			/fixed|sticky/.test(getComputedStyle(each).position) &&
			each.getBoundingClientRect().height <= innerHeight * maxPart
		)
			found = each;
	return found;
}

/** How far the banner has to move from its edge, in CSS pixels. */
function distance(host: HTMLElement, card: HTMLElement): number {
	const isTop = host.getAttribute('placement') === 'top';
	const { left, width } = card.getBoundingClientRect();
	const barPx = card.querySelector('header')?.offsetHeight ?? 0;
	const probes = Math.ceil(width / probePx);
	/** Many points have the same elements, and styles are slow to read. */
	const checked = new Set<Element>([host]);
	let moved = 0;
	const probe = (x: number, fromEdge: number): void => {
		for (const node of document.elementsFromPoint(x, isTop ? fromEdge : innerHeight - fromEdge)) {
			if (checked.has(node)) continue;
			checked.add(node);
			const bar = barAround(node);
			if (!bar || bar.contains(host)) continue;
			const { top, bottom } = bar.getBoundingClientRect();
			moved = Math.max(moved, isTop ? bottom : innerHeight - top);
		}
	};
	// Twice, because a checkout bar may lie above a cookie bar.
	for (let round = 0, before = -1; round < 2 && moved > before; round += 1) {
		before = moved;
		for (let index = 0; index <= probes; index += 1) {
			const x = Math.min(left + (width * index) / probes, innerWidth - 1);
			for (const fromEdge of [1, gapPx + barPx / 2]) probe(x, before + fromEdge);
		}
	}
	// Where the page covers half of the window, there is no place to move to.
	return moved < innerHeight / 2 ? Math.max(0, Math.round(moved)) : 0;
}

export interface StepOver {
	/** How far the banner has moved from its edge, in CSS pixels. */
	readonly px: number;
	/** Measures again, soon. */
	measure(): void;
}

/**
 * Moves these surfaces of a banner past what the page has at its edge.
 *
 * @param onMove - Called after the distance has changed.
 */
export function stepOver(host: BannerHost, surfaces: readonly HTMLElement[], onMove: () => void): StepOver {
	const [card] = surfaces as [HTMLElement];
	let px = 0;
	let timer = 0;
	/** When the next measuring is due, on the clock of `performance.now`. */
	let dueAt = Number.POSITIVE_INFINITY;
	const move = (): void => {
		dueAt = Number.POSITIVE_INFINITY;
		const next =
			host.isConnected && !card.hidden && card.hasAttribute('popover') && isPlaced(host)
				? distance(host, card)
				: 0;
		if (next === px) return;
		px = next;
		const isTop = host.getAttribute('placement') === 'top';
		for (const surface of surfaces) {
			surface.style.translate = `0 ${isTop ? px : -px}px`;
			surface.style.setProperty('--_step', `${px}px`);
		}
		onMove();
	};
	/** Bars of the page come and go, and measuring lays the page out. */
	const measureIn = (ms: number): void => {
		const at = performance.now() + ms;
		if (at >= dueAt) return;
		clearTimeout(timer);
		dueAt = at;
		timer = window.setTimeout(move, ms);
	};
	const measure = (): void => measureIn(settleMs);
	whileConnected(host, (signal) => {
		for (const event of ['scroll', 'resize'])
			addEventListener(event, measure, { capture: true, passive: true, signal });
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			dueAt = Number.POSITIVE_INFINITY;
		});
	});
	const measureAfterChange = (): void => {
		if (!card.hidden) measureIn(changeMs);
	};
	observeWhileConnected(host, measureAfterChange, {
		childList: true,
		subtree: true,
		attributeFilter: showingAttributes,
	});
	return {
		get px() {
			return px;
		},
		measure,
	};
}
