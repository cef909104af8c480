/** Defines an element. A tag that is already defined, perhaps by the script tag, is left alone. */
export function defineElement(tag: string, element: CustomElementConstructor): void {
	if (!customElements.get(tag)) customElements.define(tag, element);
}
