import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { isEnded } from '../../../model/views/notices.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { ApiError, sentenceOf } from '../../api/problem.ts';
import type { SuggestionEvent } from '../../assistant/suggest.ts';
import '../../assistant/suggest.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import type { NoticeResource } from '../../shared/notice-resource.ts';
import { can, session } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { unsent } from '../../shared/unsent.ts';
import { postmortemConflict } from './postmortem-conflict.ts';
import {
	type ChangedWords,
	type PostmortemWords,
	postmortemFields,
	postmortemStyles,
	suggestedWords,
	wordsOf,
} from './postmortem-fields.ts';

type Draft = Schema<'PostmortemDraft'>;

/** Writes, reviews and publishes the post-mortem of a notice. */
class PostmortemEditor extends ConsoleElement {
	static override styles = [ConsoleElement.styles, postmortemStyles];
	static override properties: PropertyDeclarations = {
		notice: { attribute: false },
		draft: { state: true },
		stored: { state: true },
		problem: { state: true },
		hasConflict: { state: true },
		isDiscarding: { state: true },
	};

	declare notice: NoticeResource;
	/** `undefined`: not known yet. */
	declare draft: Draft | undefined;
	/** What this operator has changed; `null`: nothing. */
	declare stored: ChangedWords | null;
	declare problem: string;
	declare hasConflict: boolean;
	/** The next press discards the draft. */
	declare isDiscarding: boolean;

	readonly #live = new LiveState(this);
	#isBusy = false;

	constructor() {
		super();
		this.stored = null;
		this.problem = '';
		this.hasConflict = false;
		this.isDiscarding = false;
	}

	get #params() {
		return { path: { id: this.notice.id } };
	}

	get #unsent() {
		return unsent<ChangedWords>(session.current?.operator.id ?? '', `postmortem ${this.notice.id}`);
	}

	protected override firstUpdated(): void {
		void this.#attempt(() => this.#load());
	}

	/** Begins it where there is none. */
	async #load(): Promise<void> {
		const found = await answer(api.POST('/v1/notices/{id}/postmortem/draft', { params: this.#params }));
		this.draft = found as Draft;
		this.stored ??= this.#unsent.read();
	}

	/** One request at a time; a failure is shown, and no word is lost. */
	async #attempt(send: () => Promise<void>): Promise<void> {
		if (this.#isBusy) return;
		this.#isBusy = true;
		this.problem = '';
		try {
			await send();
		} catch (error) {
			this.hasConflict = error instanceof ApiError && error.status === 412;
			if (this.hasConflict) await this.#load().catch(() => undefined);
			this.problem = this.hasConflict ? '' : sentenceOf(error);
		} finally {
			this.#isBusy = false;
			this.requestUpdate();
		}
	}

	#take(draft: Draft, sentence: string): void {
		this.draft = draft;
		this.stored = null;
		this.hasConflict = false;
		this.#unsent.clear();
		toasts.show(sentence);
	}

	async #store(): Promise<void> {
		const { stored } = this;
		if (!stored) return;
		const { words, base } = stored;
		const body = { ...words, actions: words.actions.filter(({ title }) => title.trim() !== '') };
		const headers = { 'if-match': `"${base}"` };
		const made = await answer(
			api.PUT('/v1/notices/{id}/postmortem/draft', { params: this.#params, headers, body }),
		);
		this.#take(made as Draft, 'The draft is stored. Customers see nothing of it.');
	}

	readonly #review = () =>
		this.#attempt(async () => {
			const headers = { 'if-match': `"${this.draft?.seq}"` };
			const reviewed = await answer(
				api.POST('/v1/notices/{id}/postmortem/draft/review', { params: this.#params, headers }),
			);
			this.#take(reviewed as Draft, 'Reviewed.');
		});

	readonly #publish = () =>
		this.#attempt(async () => {
			await this.#store();
			const headers = { 'if-match': `"${this.draft?.seq}"` };
			const body = this.draft?.reviewedBy == null ? { unreviewed: true } : {};
			await answer(
				api.POST('/v1/notices/{id}/postmortem/draft/publish', { params: this.#params, headers, body }),
			);
			toasts.show('Published. Customers read it in the timeline of the notice.');
			this.dispatchEvent(new Event('console-done'));
		});

	#change(fields: Partial<PostmortemWords>): void {
		const { draft } = this;
		if (!draft) return;
		const { words, base } = this.stored ?? { words: wordsOf(draft), base: draft.seq };
		this.stored = { words: { ...words, ...fields }, base };
		this.#unsent.write(this.stored);
	}

	/** The operator has compared both versions. */
	readonly #replaceTheirs = (): void => {
		if (!this.stored || !this.draft) return;
		this.stored = { ...this.stored, base: this.draft.seq };
		void this.#attempt(() => this.#store());
	};

	readonly #discardChanges = (): void => {
		this.#unsent.clear();
		this.stored = null;
		this.hasConflict = false;
	};

	readonly #discard = () =>
		this.#attempt(async () => {
			if (!this.isDiscarding) {
				this.isDiscarding = true;
				return;
			}
			const headers = { 'if-match': `"${this.draft?.seq}"` };
			await answer(api.DELETE('/v1/notices/{id}/postmortem/draft', { params: this.#params, headers }));
			this.#unsent.clear();
			toasts.show('The draft is discarded.');
			this.dispatchEvent(new Event('console-done'));
		});

	protected override render(): TemplateResult {
		const { draft, problem } = this;
		if (draft === undefined) return html`<p class="panel" role="status">${problem || 'Loading …'}</p>`;
		return html`<form
			class="panel stack"
			aria-label="Post-mortem"
			novalidate
			@submit=${(event: Event) => {
				event.preventDefault();
				void this.#attempt(() => this.#store());
			}}
		>
			${this.#facts(draft)}
			${postmortemFields(this.stored?.words ?? wordsOf(draft), (fields) => this.#change(fields))}
			${this.#suggest()}
			${this.hasConflict ? postmortemConflict(draft, this.stored, this.#replaceTheirs) : nothing}
			${problem ? html`<p class="error" role="alert">${problem}</p>` : nothing}
			${this.#buttons(draft)}
		</form>`;
	}

	/** Words of the assistant go into the form: a person stores them, after the end of the notice. */
	#suggest(): TemplateResult | typeof nothing {
		if (!isEnded(this.notice, this.#live.now)) return nothing;
		return html`<console-suggest
			purpose="postmortem"
			.notice=${this.notice.id}
			@console-suggestion=${({ texts }: SuggestionEvent) => this.#change(suggestedWords(texts))}
		></console-suggest>`;
	}

	#facts({ authorName, reviewedBy, reviewerName, publishedAt, updatedAt }: Draft): TemplateResult {
		const { now } = this.#live;
		const author = authorName ?? 'an operator';
		const state = publishedAt
			? `published ${timeText(publishedAt, now)}`
			: reviewedBy
				? `reviewed by ${reviewerName ?? 'another operator'}, not published`
				: 'not reviewed, not published';
		return html`<p class="small quiet numbers">
			Written by ${author}, ${timeText(updatedAt, now)}: ${state}.${this.stored ? ' You have changes that are not stored.' : ''}
		</p>`;
	}

	#buttons({ author, reviewedBy, publishedAt }: Draft): TemplateResult {
		const isOver = isEnded(this.notice, this.#live.now);
		const isChanged = this.stored !== null;
		const isMine = author === session.current?.operator.id;
		const canPublish = can('publish-postmortem-draft') && (isChanged || !publishedAt);
		return html`<div class="row">
			<button class=${canPublish ? '' : 'primary'} ?disabled=${!isChanged}>Store the draft</button>
			${isChanged ? html`<button type="button" class="plain" @click=${this.#discardChanges}>Discard my changes</button>` : nothing}
			${!isMine && !isChanged && !reviewedBy && can('review-postmortem-draft') ? html`<button type="button" @click=${this.#review}>I have reviewed it</button>` : nothing}
			${canPublish ? html`<button type="button" class="primary" ?disabled=${!isOver || this.hasConflict} @click=${this.#publish}>${reviewedBy && !isChanged ? 'Publish' : 'Publish without a review'}</button>` : nothing}
			${can('discard-postmortem-draft') ? html`<button type="button" class="plain danger" @click=${this.#discard}>${this.isDiscarding ? 'Yes, discard every word' : 'Discard the draft'}</button>` : nothing}
			${isOver ? nothing : html`<span class="hint">It can be published after the end of the notice.</span>`}
		</div>`;
	}
}

defineElement('console-postmortem', PostmortemEditor);
