import { h } from './dom.ts';

const fadeMs = 180;

/** The box of a node. `null` if its scroller hides a part of it, or if it is not drawn. */
function visibleBox(node: Element): DOMRect | null {
	const box = node.getBoundingClientRect();
	const scroller = node.closest('.scroll')?.getBoundingClientRect();
	const isHidden = scroller && (box.top < scroller.top || box.bottom > scroller.bottom);
	return box.height && !isHidden ? box : null;
}

/**
 * Shows a removed node at its former place while it fades. It is in a shadow root of its own, above
 * everything else, so that it is no part of the element any more.
 */
function fade(root: ShadowRoot, node: Element, { left, top, width }: DOMRect): void {
	const place = h('div', { class: 'leaving', 'aria-hidden': 'true', inert: '', popover: 'manual' });
	const inner = place.attachShadow({ mode: 'open' });
	inner.adoptedStyleSheets = root.adoptedStyleSheets;
	inner.append(node);
	// No content security policy forbids styles that are set through the CSSOM.
	Object.assign(place.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
	root.append(place);
	place.showPopover();
	const { finished } = place.animate({ opacity: 0 }, fadeMs);
	const remove = () => place.remove();
	finished.then(remove, remove);
}

/**
 * Remembers the notices and cards in an element before it renders. The returned function fades
 * those that are gone afterwards, unless the visitor prefers reduced motion or all around them is
 * gone too.
 */
export function watchLeaving(root: ShadowRoot): () => void {
	const before = [...root.querySelectorAll('.card, .notice')].map(
		(node) => [node, node.parentNode, visibleBox(node)] as const,
	);
	return () => {
		const gone = before.filter(([node, parent]) => !node.isConnected && parent?.isConnected);
		const canFade =
			'popover' in HTMLElement.prototype && !matchMedia('(prefers-reduced-motion: reduce)').matches;
		for (const [node, , box] of gone) if (canFade && box) fade(root, node, box);
	};
}
