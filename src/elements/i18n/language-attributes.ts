/** The `lang` and `dir` attributes of what the elements render. */
import { setAttributes } from '../shared/dom.ts';
import { direction, language } from './messages.ts';

/**
 * Marks the language of a node that holds an operator's text, if it differs from the elements' own.
 * Text in the other direction is still aligned with the element's own text, beside its icon
 * (styles.ts).
 *
 * @param tag - A BCP 47 tag.
 */
export function markLanguage<Marked extends HTMLElement>(element: Marked, tag: string): Marked {
	const isOther = tag.toLowerCase() !== language().toLowerCase();
	for (const [name, value] of Object.entries({ lang: tag, dir: 'auto' })) {
		if (!isOther) element.removeAttribute(name);
		else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
	}
	return element;
}

/**
 * Marks everything that an element renders with the elements' own language and direction: both may
 * differ from the page's.
 */
export function setOwnLanguage(nodes: Iterable<Element>): void {
	const attributes = { lang: language(), dir: direction() };
	// Slotted content keeps the page's direction. Only the fallback content of a slot is the
	// element's own.
	for (const node of nodes)
		if (node.localName === 'slot') setOwnLanguage(node.children);
		else if (node.getAttribute('lang') !== attributes.lang) setAttributes(node, attributes);
}
