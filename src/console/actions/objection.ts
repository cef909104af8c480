import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import { waitingSentence } from '../../model/proposals/sentence.ts';
import { answer, api, type Schema } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { openDialog } from '../shared/dialog.ts';
import { DialogElement } from '../shared/dialog-element.ts';
import { toasts } from '../shared/toasts.ts';

/** Objects to a draft in a review lane. It then waits until the lane accepts it, or until it is edited. */
class Objection extends DialogElement {
	static override properties: PropertyDeclarations = { problem: { state: true }, comment: { state: true } };

	draft!: Schema<'WaitingDraft'>;
	lane!: Schema<'LaneReview'>['lane'];
	onDone: () => void = () => undefined;
	declare problem: string;
	declare comment: string;
	protected override readonly heading = 'What is wrong with it?';

	constructor() {
		super();
		this.problem = '';
		this.comment = '';
	}

	protected override content(): TemplateResult {
		return html`
			<p><b>${waitingSentence(this.draft)}.</b> It cannot be approved while you object. Its author reads why, and an edit asks all lanes again.</p>
			<div class="field">
				<label for="comment">Why you object</label>
				<textarea
					id="comment"
					rows="2"
					maxlength="500"
					autofocus
					aria-describedby="problem"
					.value=${this.comment}
					@input=${(event: Event) => {
						this.comment = (event.target as HTMLTextAreaElement).value;
					}}
				></textarea>
				<p class="error" id="problem" role="alert">${this.problem}</p>
			</div>
			<div class="row">
				<button type="button" @click=${() => this.close()}>Cancel</button>
				<button type="button" class="danger" @click=${() => this.#send()}>Object</button>
			</div>
		`;
	}

	async #send(): Promise<void> {
		const comment = this.comment.trim();
		if (comment === '') {
			this.problem = 'Say in a sentence what must change.';
			return;
		}
		const { id, title } = this.draft;
		try {
			await answer(
				api.POST('/v1/drafts/{id}/reviews', {
					params: { path: { id } },
					headers: { 'if-match': `"${this.draft.seq}"` },
					body: { lane: this.lane, verdict: 'objected', comment },
				}),
			);
			toasts.show(`You object to: ${title}`);
			this.close();
			this.onDone();
		} catch (error) {
			this.problem = sentenceOf(error);
		}
	}
}

defineElement('console-objection', Objection);

export function openObjection(
	draft: Schema<'WaitingDraft'>,
	lane: Schema<'LaneReview'>['lane'],
	onDone: () => void,
): void {
	openDialog(
		Object.assign(document.createElement('console-objection') as Objection, { draft, lane, onDone }),
	);
}
