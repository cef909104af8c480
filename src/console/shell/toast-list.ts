import { type CSSResultGroup, css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { defineElement } from '../../elements/shared/define-element.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { type Toast, toasts } from '../shared/toasts.ts';

/** Shows the short messages. A screen reader announces each when it comes. */
class ToastList extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			ul {
				position: fixed;
				z-index: 30;
				inset-inline: 12px;
				inset-block-end: calc(env(safe-area-inset-bottom) + 76px);
				display: grid;
				gap: 8px;
				justify-items: center;
				pointer-events: none;
			}
			li {
				display: flex;
				align-items: center;
				gap: 8px;
				max-width: 560px;
				padding: 6px 6px 6px 16px;
				border-radius: 12px;
				background: light-dark(oklch(0.25 0.015 250), oklch(0.93 0.006 250));
				color: light-dark(oklch(0.97 0 0), oklch(0.2 0.01 250));
				box-shadow: 0 8px 30px #0005;
				pointer-events: auto;
				font-size: 14px;
			}
			li button {
				border-color: transparent;
				background: none;
				text-decoration: underline;
				text-underline-offset: 3px;
				white-space: nowrap;
			}
			li button:focus-visible {
				outline-color: currentcolor;
			}
			@media (min-width: 800px) {
				ul {
					inset-block-end: 20px;
				}
			}
		`,
	];

	#unsubscribe: (() => void) | undefined;
	#timer: ReturnType<typeof setInterval> | undefined;

	override connectedCallback(): void {
		super.connectedCallback();
		this.#unsubscribe = toasts.subscribe(() => this.#follow());
		this.#follow();
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.#unsubscribe?.();
		clearInterval(this.#timer);
	}

	/** A timer runs only while something is shown. */
	#follow(): void {
		this.requestUpdate();
		clearInterval(this.#timer);
		if (toasts.shown.length === 0) return;
		this.#timer = setInterval(() => {
			const now = performance.now();
			for (const { id } of toasts.shown.filter(({ until }) => until <= now)) toasts.hide(id);
			this.requestUpdate();
		}, 250);
	}

	protected override render(): TemplateResult {
		return html`
			<div class="visually-hidden" role="status">${toasts.shown.at(-1)?.text ?? ''}</div>
			<section aria-label="Messages"><ul>${repeat(toasts.shown, ({ id }) => id, this.#toast)}</ul></section>
		`;
	}

	readonly #toast = ({ id, text, action, until }: Toast): TemplateResult => {
		const left = Math.max(0, Math.ceil((until - performance.now()) / 1_000));
		const run = (): void => {
			toasts.hide(id);
			action?.run();
		};
		return html`<li>
			<span>${text}</span>
			${action ? html`<button type="button" class="numbers" @click=${run}>${action.label} (${left} s)</button>` : nothing}
			<button type="button" aria-label="Close this message" @click=${() => toasts.hide(id)}>×</button>
		</li>`;
	};
}

defineElement('console-toasts', ToastList);
