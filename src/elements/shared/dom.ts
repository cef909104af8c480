/** Small DOM helpers: attributes and text alone, so that the strictest content security policy has nothing to refuse. */

export function dress<Dressed extends Element>(
	element: Dressed,
	attributes: Readonly<Record<string, string>>,
): Dressed {
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	return element;
}

export function h<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Readonly<Record<string, string>> = {},
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
	const element = dress(document.createElement(tag), attributes);
	element.append(...children);
	return element;
}

/** Sets the text where it differs, and hides the element while there is none. */
export function say(element: HTMLElement, text: string): void {
	if (element.textContent !== text) element.textContent = text;
	element.hidden = !text;
}

/** Puts these children in place of those that are there, where they differ, and hides the element while there are none. */
export function fill(element: HTMLElement, ...children: readonly Node[]): void {
	const { childNodes } = element;
	if (childNodes.length !== children.length || children.some((child, index) => child !== childNodes[index]))
		element.replaceChildren(...children);
	element.hidden = !children.length;
}

/** Draws each value once and hands back the same node after that, so that a tick of the clock touches nothing. */
export function drawOnce<Value extends object, Drawn extends Node>(
	draw: (value: Value) => Drawn,
): (value: Value) => Drawn {
	const drawn = new WeakMap<Value, Drawn>();
	return (value) => {
		const node = drawn.get(value) ?? draw(value);
		drawn.set(value, node);
		return node;
	};
}
