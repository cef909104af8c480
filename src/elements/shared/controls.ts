/** Links and buttons of the Lit elements. */
import { html, nothing, type TemplateResult } from 'lit';
import { safeHref } from '../../model/rich-text.ts';

/** A link out of the page that looks like a button; nothing unless the address is safe. */
export function externalLink(href: string | null | undefined, text: string): TemplateResult | typeof nothing {
	// Checked here as well as on the server: a page may supply a feed of its own.
	const address = safeHref(href);
	return address
		? html`<a class="button" href=${address} target="_blank" rel="noopener noreferrer" .textContent=${text}></a>`
		: nothing;
}

/** A button that keeps its place and the focus after the action is done. */
export const actionButton = (
	part: string,
	text: string,
	isDone: boolean,
	action: () => void,
): TemplateResult =>
	html`<button type="button" part=${part} aria-disabled=${String(isDone)} @click=${() => isDone || action()} .textContent=${text}></button>`;
