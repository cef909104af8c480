import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import {
	type AssistantField,
	type AssistantPurpose,
	assistantFields,
} from '../../model/assistant/vocabulary.ts';
import { answer, api, type Schema, sendPatiently } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { openDialog } from '../shared/dialog.ts';
import { DialogElement } from '../shared/dialog-element.ts';
import { fieldLabels, textLabels } from './labels.ts';

interface About {
	readonly purpose: AssistantPurpose;
	/** Empty: a new notice. */
	readonly notice: string;
	readonly model: string;
}

type OnAccept = (texts: Readonly<Record<string, string>>) => void;

/** Asks the assistant, and shows what it wrote, what to check, and exactly what was sent. */
class SuggestionDialog extends DialogElement {
	static override styles: CSSResultGroup = [
		DialogElement.styles,
		css`
			.text {
				white-space: pre-wrap;
				overflow-wrap: anywhere;
			}
			pre {
				max-height: 240px;
				overflow: auto;
				white-space: pre-wrap;
				overflow-wrap: anywhere;
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		suggestion: { state: true },
		problem: { state: true },
		isBusy: { state: true },
	};

	about!: About;
	onAccept!: OnAccept;
	declare suggestion: Schema<'Suggestion'> | null;
	declare problem: string;
	declare isBusy: boolean;
	readonly #fields = new Set<AssistantField>();
	#words = '';

	constructor() {
		super();
		this.suggestion = null;
		this.problem = '';
		this.isBusy = false;
	}

	protected override get heading(): string {
		return 'Suggest a text';
	}

	async #attempt(act: () => Promise<void>): Promise<void> {
		if (this.isBusy) return;
		this.isBusy = true;
		this.problem = '';
		try {
			await act();
		} catch (error) {
			this.problem = sentenceOf(error);
		} finally {
			this.isBusy = false;
		}
	}

	readonly #ask = (event: Event): Promise<void> => {
		event.preventDefault();
		return this.#attempt(async () => {
			const { purpose, notice } = this.about;
			const words = this.#words.trim();
			const body = {
				...{ purpose, fields: [...this.#fields] },
				...(notice && { notice }),
				...(words && { words }),
			};
			this.suggestion = await answer(api.POST('/v1/assistant/drafts', { body, fetch: sendPatiently }));
			await this.updateComplete;
			this.find('#texts')?.focus();
		});
	};

	#accept({ id, texts }: Schema<'Suggestion'>): Promise<void> {
		return this.#attempt(async () => {
			const params = { path: { id } };
			await answer(api.POST('/v1/assistant/drafts/{id}/accept', { params, body: { into: 'form' } }));
			this.onAccept(texts);
			this.close();
		});
	}

	#discard({ id }: Schema<'Suggestion'>): Promise<void> {
		return this.#attempt(async () => {
			await answer(api.DELETE('/v1/assistant/drafts/{id}', { params: { path: { id } } }));
			this.suggestion = null;
		});
	}

	protected override content(): TemplateResult {
		const { suggestion, problem } = this;
		return html`
			${suggestion ? this.#written(suggestion) : this.#question()}
			${problem ? html`<p class="error" role="alert">${problem}</p>` : nothing}
		`;
	}

	#question(): TemplateResult {
		const { notice, model } = this.about;
		const offered = assistantFields.filter(
			(field) => notice !== '' || (field !== 'audience' && field !== 'postmortem-draft'),
		);
		return html`<form class="stack" @submit=${this.#ask}>
			<div class="field">
				<label for="words">Your notes <span class="hint">they are sent to ${model}</span></label>
				<textarea id="words" rows="3" maxlength="2000" autofocus .value=${this.#words} @input=${(
					event: Event,
				) => {
					this.#words = (event.target as HTMLTextAreaElement).value;
				}}></textarea>
			</div>
			<fieldset class="field">
				<legend>Also send <span class="hint">customers do not see these</span></legend>
				<div class="stack tight">${offered.map(
					(field) => html`<label class="row">
						<input type="checkbox" .checked=${this.#fields.has(field)} @change=${(event: Event) => {
							if ((event.target as HTMLInputElement).checked) this.#fields.add(field);
							else this.#fields.delete(field);
						}} />
						<span>${fieldLabels[field]}</span>
					</label>`,
				)}</div>
			</fieldset>
			<div class="row">
				<button class="primary" aria-disabled=${String(this.isBusy)}>${this.isBusy ? 'Waiting for the model …' : 'Ask'}</button>
				<button type="button" class="plain" @click=${() => this.close()}>Close</button>
			</div>
		</form>`;
	}

	#written(suggestion: Schema<'Suggestion'>): TemplateResult {
		const { texts, questions, findings, model, request } = suggestion;
		return html`
			<section id="texts" class="stack tight" tabindex="-1" aria-label="What the assistant wrote">
				<p class="small quiet">By the assistant (${model}). It is published only if a person does it.</p>
				${Object.entries(texts).map(
					([field, text]) => html`<div>
						<h2>${textLabels[field] ?? field}</h2>
						<p class="text">${text}</p>
					</div>`,
				)}
			</section>
			${
				findings.length > 0
					? html`<section class="stack tight" aria-label="To check">
						<h2>Check this</h2>
						${findings.map(({ message }) => html`<p class="advice"><span aria-hidden="true">→</span>${message}</p>`)}
					</section>`
					: nothing
			}
			${
				questions.length > 0
					? html`<section class="stack tight" aria-label="Questions">
						<h2>Customers will ask</h2>
						<ul class="stack tight">${questions.map((each) => html`<li>${each}</li>`)}</ul>
					</section>`
					: nothing
			}
			<details>
				<summary>What was sent</summary>
				<pre class="pre small" tabindex="0">${request}</pre>
			</details>
			<div class="row">
				<button type="button" class="primary" aria-disabled=${String(this.isBusy)} @click=${() => this.#accept(suggestion)}>Use this text</button>
				<button type="button" aria-disabled=${String(this.isBusy)} @click=${() => this.#discard(suggestion)}>Discard it</button>
			</div>
		`;
	}
}

defineElement('console-suggestion', SuggestionDialog);

/** `onAccept`: gets the texts that the operator takes responsibility for. */
export function openSuggestion(about: About, onAccept: OnAccept): void {
	openDialog(
		Object.assign(document.createElement('console-suggestion') as SuggestionDialog, { about, onAccept }),
	);
}
