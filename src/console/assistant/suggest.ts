import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import type { AssistantPurpose } from '../../model/assistant/vocabulary.ts';
import { answer, api } from '../api/client.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { can } from '../shared/session.ts';

/** Texts of the assistant that the operator has accepted. */
export class SuggestionEvent extends Event {
	static readonly type = 'console-suggestion';
	/** Markdown by field, such as `body`. */
	readonly texts: Readonly<Record<string, string>>;

	constructor(texts: Readonly<Record<string, string>>) {
		super(SuggestionEvent.type);
		this.texts = texts;
	}
}

/** The model that suggests texts; `null`: the assistant is off, or the server does not answer. */
const readModel = (): Promise<string | null> =>
	answer(api.GET('/v1/server')).then(
		({ assistant }) => assistant?.model ?? null,
		// Nothing depends on the assistant: without an answer there is no button.
		() => null,
	);

/** The button “Suggest a text”, where the assistant is on, and the mark of words that began with one. */
class Suggest extends ConsoleElement {
	static override properties: PropertyDeclarations = {
		purpose: {},
		notice: {},
		model: { state: true },
		isAccepted: { state: true },
	};

	declare purpose: AssistantPurpose;
	/** The id of the notice that the text is about. Empty: a new one. */
	declare notice: string;
	declare model: string | null;
	declare isAccepted: boolean;

	constructor() {
		super();
		this.purpose = 'new';
		this.notice = '';
		this.model = null;
		this.isAccepted = false;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		if (can('use-assistant'))
			void readModel().then((model) => {
				this.model = model;
			});
	}

	async #open(): Promise<void> {
		const { openSuggestion } = await import('./suggestion-dialog.ts');
		const { purpose, notice, model } = this;
		openSuggestion({ purpose, notice, model: model ?? '' }, (texts) => {
			this.isAccepted = true;
			this.dispatchEvent(new SuggestionEvent(texts));
		});
	}

	protected override render(): TemplateResult | typeof nothing {
		if (this.model === null) return nothing;
		return html`<div class="row">
			<button type="button" @click=${() => this.#open()}>Suggest a text</button>
			<span class="hint" role="status">${
				this.isAccepted
					? `By the assistant (${this.model}). You are the author now: check every word.`
					: `The assistant (${this.model}) writes a draft. Nothing is published.`
			}</span>
		</div>`;
	}
}

defineElement('console-suggest', Suggest);
