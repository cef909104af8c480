/** What the translators of browsers do to a page, also inside open shadow roots. */
import { root } from './mount.ts';

const textsIn = (node: Node): Text[] =>
	node instanceof Text
		? node.data.trim()
			? [node]
			: []
		: [...node.childNodes, ...((node as Element).shadowRoot?.childNodes ?? [])].flatMap(textsIn);

/** The text nodes of an element and of elements inside it, without white space. */
export const textsOf = (element: Element): Text[] => textsIn(root(element));

/**
 * Replaces every text node by two nested `font` elements with a translation of the text, as
 * Chromium's translator does.
 */
export function translatePage(element: Element): void {
	for (const text of textsOf(element)) {
		const outer = document.createElement('font');
		const inner = document.createElement('font');
		inner.textContent = `«${text.data.trim()}»`;
		outer.append(inner);
		text.replaceWith(outer);
	}
}
