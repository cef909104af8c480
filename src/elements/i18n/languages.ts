/** Which languages a reader reads, and how a page is told in which one some words are. */
import { dress } from '../shared/dom.ts';
import { direction, language } from './messages.ts';

/** BCP 47 tags, the preferred first: the page's own language; where the page names none, those of the browser. */
export function languages(): readonly string[] {
	const { lang } = document.documentElement;
	// Some systems write `pt_BR`.
	return lang ? [lang.replaceAll('_', '-')] : navigator.languages;
}

/**
 * Says of which language the words in a node are, where it is another than the one in which the elements speak. Words that run the
 * other way stand where the element's own begin all the same, beside their icon: see styles.ts.
 */
export function mark<Marked extends HTMLElement>(element: Marked, tag: string): Marked {
	const isOther = tag.toLowerCase() !== language().toLowerCase();
	for (const [name, value] of Object.entries({ lang: tag, dir: 'auto' })) {
		if (!isOther) element.removeAttribute(name);
		else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
	}
	return element;
}

/**
 * Has these nodes, which are all that an element draws, be read as its own words are: they may be in another language than the
 * page, and run the other way.
 */
export function own(nodes: Iterable<Element>): void {
	const attributes = { lang: language(), dir: direction() };
	// What the page puts into a slot keeps the page's direction; what stands there without it is the element's own.
	for (const node of nodes)
		if (node.localName === 'slot') own(node.children);
		else if (node.getAttribute('lang') !== attributes.lang) dress(node, attributes);
}
