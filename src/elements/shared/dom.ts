/**
 * Small DOM helpers. They set attributes and text only, so that the strictest Content Security
 * Policy blocks none of them.
 */

import { safeHref } from '../../model/rich-text.ts';

export function setAttributes<Target extends Element>(
	element: Target,
	attributes: Readonly<Record<string, string>>,
): Target {
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	return element;
}

/** Creates an element (hyperscript). */
export function h<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Readonly<Record<string, string>> = {},
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
	const element = setAttributes(document.createElement(tag), attributes);
	element.append(...children);
	return element;
}

const texts = new WeakMap<HTMLElement, string>();

/**
 * Sets the text if it is another one than before, and hides the element while the text is empty. A
 * browser's translation of the same text stays.
 */
export function setText(element: HTMLElement, text: string): void {
	if (texts.get(element) !== text) element.textContent = text;
	texts.set(element, text);
	element.hidden = !text;
}

/** Replaces the children if they differ, and hides the element while it has none. */
export function setChildren(element: HTMLElement, ...children: readonly Node[]): void {
	const { childNodes } = element;
	if (childNodes.length !== children.length || children.some((child, index) => child !== childNodes[index]))
		element.replaceChildren(...children);
	element.hidden = !children.length;
}

/**
 * Renders each value once and returns the same node from then on, so that a tick of the clock
 * changes no DOM.
 */
export function renderOnce<Value extends object, Rendered extends Node>(
	render: (value: Value) => Rendered,
): (value: Value) => Rendered {
	const rendered = new WeakMap<Value, Rendered>();
	return (value) => {
		const node = rendered.get(value) ?? render(value);
		rendered.set(value, node);
		return node;
	};
}

/** Points a link out of the page, or hides it if the address is not safe to follow. */
export function setLink(link: HTMLAnchorElement, address: string | null | undefined, text: string): void {
	const href = safeHref(address);
	setText(link, href ? text : '');
	if (href) link.href = href;
}
