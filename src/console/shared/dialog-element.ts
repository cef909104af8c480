import { html, type TemplateResult } from 'lit';
import { ConsoleElement } from './console-element.ts';

/**
 * The base of dialogs: the browser's own modal `dialog`, which keeps the focus inside and closes with
 * Escape.
 */
export abstract class DialogElement extends ConsoleElement {
	/** The heading. */
	protected abstract readonly heading: string;

	protected override firstUpdated(): void {
		const dialog = this.find<HTMLDialogElement>('dialog');
		dialog?.showModal();
		this.find('[autofocus]')?.focus();
	}

	protected close(): void {
		this.find<HTMLDialogElement>('dialog')?.close();
	}

	protected abstract content(): TemplateResult;

	protected override render(): TemplateResult {
		return html`<dialog aria-labelledby="heading" @close=${() => this.dispatchEvent(new Event('console-close'))}>
			<div class="stack">
				<h1 id="heading">${this.heading}</h1>
				${this.content()}
			</div>
		</dialog>`;
	}
}
