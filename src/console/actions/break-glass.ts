import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import { waitingSentence } from '../../model/proposals/sentence.ts';
import { answer, api, type Schema } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { openDialog } from '../shared/dialog.ts';
import { DialogElement } from '../shared/dialog-element.ts';
import { toasts } from '../shared/toasts.ts';

/** Publishes a draft without the second person or the review that it needs. All operators see the reason. */
class BreakGlass extends DialogElement {
	static override properties: PropertyDeclarations = { problem: { state: true }, reason: { state: true } };

	draft!: Schema<'WaitingDraft'>;
	onDone: () => void = () => undefined;
	declare problem: string;
	declare reason: string;
	/** What it is published without. */
	missing: 'a second person' | 'a review' = 'a second person';

	constructor() {
		super();
		this.problem = '';
		this.reason = '';
	}

	protected override get heading(): string {
		return `Publish without ${this.missing}?`;
	}

	protected override content(): TemplateResult {
		return html`
			<p><b>${waitingSentence(this.draft)}.</b> ${this.missing === 'a review' ? 'A review lane holds this up.' : 'This needs the approval of another person.'} If it cannot wait, say why. The reason stays in the log, and all operators see it for 30 days.</p>
			<div class="field">
				<label for="reason">Why it cannot wait</label>
				<textarea
					id="reason"
					rows="2"
					maxlength="500"
					autofocus
					aria-describedby="problem"
					.value=${this.reason}
					@input=${(event: Event) => {
						this.reason = (event.target as HTMLTextAreaElement).value;
					}}
				></textarea>
				<p class="error" id="problem" role="alert">${this.problem}</p>
			</div>
			<div class="row">
				<button type="button" @click=${() => this.close()}>Wait for approval</button>
				<button type="button" class="danger" @click=${() => this.#publish()}>Publish now</button>
			</div>
		`;
	}

	async #publish(): Promise<void> {
		const { id, notice, title } = this.draft;
		try {
			await answer(
				api.POST('/v1/notices/{id}/approve', {
					params: { path: { id: notice } },
					body: { draft: id, breakGlass: this.reason },
				}),
			);
			toasts.show(`Published without ${this.missing}: ${title}`);
			this.close();
			this.onDone();
		} catch (error) {
			this.problem = sentenceOf(error);
		}
	}
}

defineElement('console-break-glass', BreakGlass);

export function openBreakGlass(
	draft: Schema<'WaitingDraft'>,
	missing: 'a second person' | 'a review',
	onDone: () => void,
): void {
	const dialog = document.createElement('console-break-glass') as BreakGlass;
	openDialog(Object.assign(dialog, { draft, missing, onDone }));
}
