/** Small DOM helpers: attributes and text alone, so that the strictest content security policy has nothing to refuse. */

export function h<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Readonly<Record<string, string>> = {},
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	element.append(...children);
	return element;
}

/** Sets the text where it differs, and hides the element while there is none. */
export function say(element: HTMLElement, text: string): void {
	if (element.textContent !== text) element.textContent = text;
	element.hidden = text === '';
}

/** Puts these children in place of those that are there, where they differ. */
export function fill(element: Element, ...children: readonly Node[]): void {
	const same =
		children.length === element.childNodes.length &&
		children.every((child, index) => element.childNodes[index] === child);
	if (!same) element.replaceChildren(...children);
}
