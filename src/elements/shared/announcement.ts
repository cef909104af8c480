import { h } from './dom.ts';

/** Long enough for every screen reader to begin to read. */
const shownMs = 10_000;

/**
 * A new node for a live region: a screen reader announces the same words again only then. It
 * removes itself, or a visitor who reads on would hear the words once more.
 */
export function announcement(text: string): HTMLElement {
	const node = h('span', {}, text);
	setTimeout(() => node.remove(), shownMs);
	return node;
}
