import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import { ConsoleElement } from './console-element.ts';
import { toasts } from './toasts.ts';

/** Copies a text, and says so. */
class CopyButton extends ConsoleElement {
	static override properties: PropertyDeclarations = { text: {}, label: {} };

	declare text: string;
	/** What is copied, for its name: "Copy the token". */
	declare label: string;

	constructor() {
		super();
		this.text = '';
		this.label = 'Copy';
	}

	protected override render(): TemplateResult {
		return html`<button type="button" aria-label=${this.label} @click=${() => this.#copy()}>Copy</button>`;
	}

	async #copy(): Promise<void> {
		try {
			await navigator.clipboard.writeText(this.text);
			toasts.show('Copied.');
		} catch {
			toasts.show('The browser did not allow it. Select the text and copy it yourself.');
		}
	}
}

defineElement('console-copy', CopyButton);
