import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { ComponentView } from '../../model/views/components.ts';
import { message } from '../i18n/messages.ts';

/** Without case, accents and differences in width. */
const comparable = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The search field above the components, and the choice to see only those that have a problem. */
export class ComponentSearch {
	readonly #host: ReactiveControllerHost;
	#text = '';
	#onlyProblems = false;

	constructor(host: ReactiveControllerHost) {
		this.#host = host;
	}

	get isActive(): boolean {
		return this.#onlyProblems || this.#text.trim() !== '';
	}

	/** The components that match: each word is in the name, the description or the group. */
	find(components: readonly ComponentView[]): ComponentView[] {
		const words = comparable(this.#text).split(/\s+/).filter(Boolean);
		return components.filter(({ value, worst }) => {
			if (this.#onlyProblems && worst === 'operational') return false;
			const text = comparable(`${value.name}\n${value.description ?? ''}\n${value.group ?? ''}`);
			return words.every((word) => text.includes(word));
		});
	}

	reset(): void {
		this.#set('', false);
	}

	/** @param count - How many components were found; `null` while there is no search. */
	render(count: number | null): TemplateResult {
		const result = count === null ? '' : count === 0 ? message('noneFound') : message('found', { count });
		return html`
			<div class="search" role="search">
				<label class="field">
					<span class="muted" .textContent=${message('search')}></span>
					<input
						type="search"
						autocomplete="off"
						spellcheck="false"
						.value=${this.#text}
						@input=${({ target }: Event) => this.#set((target as HTMLInputElement).value, this.#onlyProblems)}
					/>
				</label>
				<label class="choice">
					<input
						type="checkbox"
						.checked=${this.#onlyProblems}
						@change=${({ target }: Event) => this.#set(this.#text, (target as HTMLInputElement).checked)}
					/>
					<span .textContent=${message('onlyProblems')}></span>
				</label>
			</div>
			<p class="muted" role="status" .textContent=${result}></p>
			${
				count === 0
					? html`<button type="button" @click=${this.#showAll} .textContent=${message('showAll')}></button>`
					: nothing
			}
		`;
	}

	/** The button disappears, so the focus goes to the field. */
	readonly #showAll = ({ target }: Event): void => {
		const root = (target as HTMLElement).getRootNode() as ShadowRoot;
		root.querySelector<HTMLElement>('[type=search]')?.focus();
		this.reset();
		this.#host.requestUpdate();
	};

	#set(text: string, onlyProblems: boolean): void {
		if (text === this.#text && onlyProblems === this.#onlyProblems) return;
		this.#text = text;
		this.#onlyProblems = onlyProblems;
		this.#host.requestUpdate();
	}
}
