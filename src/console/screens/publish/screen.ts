import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { lint } from '../../../model/lint/lint.ts';
import { components } from '../../../model/views/components.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { ApiError, sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { can, session } from '../../shared/session.ts';
import { type Answered, afterPublishing } from './after-publishing.ts';
import { nameOf } from './component-fields.ts';
import { adviceFor, problemsOf } from './field-notes.ts';
import { emptyForm, filledBy, isBlank, type PublishForm } from './form.ts';
import { FormChoices } from './form-choices.ts';
import { formTemplate } from './form-template.ts';
import type { FormView } from './form-view.ts';
import { KeptForm } from './kept-form.ts';
import { formOfDraft } from './raised-draft.ts';
import { requestOf } from './request.ts';
import { publishStyles } from './styles.ts';
import { wordingOf } from './wording.ts';

/** One screen from the alert to the notice: the form, then exactly what customers will read. */
class PublishScreen extends ConsoleElement {
	static override styles: CSSResultGroup = [ConsoleElement.styles, publishStyles];
	static override properties: PropertyDeclarations = {
		item: {},
		form: { state: true },
		review: { state: true },
		busy: { state: true },
		problem: { state: true },
	};

	/** The component whose draft, which visitors' pages raised, fills an empty form. Empty: none. */
	declare item: string;
	declare form: PublishForm;
	/** The answer to the dry run, while it is reviewed. */
	declare review: Schema<'DryRun'> | null;
	declare busy: '' | 'reviewing' | 'publishing' | 'saving';
	/** The sentence about the last refusal. */
	declare problem: string;

	readonly #live = new LiveState(this);
	readonly #left = new Set<string>();
	readonly #kept = new KeptForm(session.current?.operator.id ?? '');
	readonly #choices = new FormChoices(this);
	#issues: ApiError['issues'] = [];

	constructor() {
		super();
		this.item = '';
		this.review = null;
		this.busy = '';
		this.problem = '';
		this.form = this.#kept.restored;
	}

	protected override firstUpdated(): void {
		this.find('#title')?.focus();
		if (this.item) void this.#fillFromDraft();
	}

	async #fillFromDraft(): Promise<void> {
		try {
			const form = await formOfDraft(this.item, this.form);
			if (!form) this.problem = 'The draft is no longer there: it was published or discarded.';
			else if (isBlank(this.form)) this.#change(form);
			else
				this.problem =
					'You wrote this before, and it is not sent. Clear it and open the draft again to begin with the draft.';
		} catch (error) {
			this.problem = sentenceOf(error);
		}
	}

	get #view(): FormView {
		const { form } = this;
		const all = components(this.#live.state, this.#live.now);
		const template = this.#choices.template(form.template);
		const filled = filledBy(form.template, template, form.variables);
		const findings = lint(wordingOf(form, all.map(nameOf), filled));
		return {
			form,
			components: all,
			templates: this.#choices.templates.filter(({ kind }) => kind !== 'maintenance'),
			template,
			filled,
			cadence: this.#choices.cadence,
			problems: problemsOf(this.#issues),
			advice: adviceFor(findings, (field) => this.#left.has(field) || this.#left.has('all')),
			change: (fields) => this.#change({ ...form, ...fields }),
			leave: (field) => {
				if (isBlank(form)) return;
				this.#left.add(field);
				this.requestUpdate();
			},
		};
	}

	#change(form: PublishForm): void {
		this.form = form;
		this.#issues = [];
		if (!this.#kept.keep(form))
			this.problem = 'This browser cannot keep what you write. Publish before you leave this page.';
	}

	get #body() {
		return requestOf(this.form, components(this.#live.state, this.#live.now).map(nameOf));
	}

	/** Runs one request; a refusal is shown at its field, and everything that was written stays. */
	async #attemptTo(busy: 'reviewing' | 'publishing' | 'saving', act: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = busy;
		this.problem = '';
		this.#issues = [];
		try {
			await act();
		} catch (error) {
			this.problem = sentenceOf(error);
			this.#issues = error instanceof ApiError ? error.issues : [];
			if (this.#issues.length > 0) this.review = null;
		} finally {
			this.busy = '';
		}
	}

	readonly #toReview = (): Promise<void> =>
		this.#attemptTo('reviewing', async () => {
			this.#left.add('all');
			const params = { query: { 'dry-run': 'true' as const } };
			// The document describes the answer of a dry run by its media type.
			this.review = (await answer(
				api.POST('/v1/notices', { params, body: this.#body }),
			)) as unknown as Schema<'DryRun'>;
			await import('./review.ts');
			scrollTo(0, 0);
		});

	readonly #toForm = (): void => {
		this.review = null;
		this.problem = '';
		void this.updateComplete.then(() => this.find('#title')?.focus());
	};

	readonly #publish = (): Promise<void> =>
		this.#attemptTo('publishing', async () => {
			const body = this.#body;
			const { form } = this;
			const made = await answer(
				api.POST('/v1/notices', { body, headers: this.#kept.headersFor(form, body) }),
			);
			this.#kept.clear();
			afterPublishing(made as Answered, form);
		});

	readonly #saveDraft = (): Promise<void> =>
		this.#attemptTo('saving', async () => {
			const body = this.#body;
			const { form } = this;
			const made = await answer(api.POST('/v1/drafts', { body, headers: this.#kept.headersFor(form, body) }));
			this.#kept.clear();
			afterPublishing({ ...(made as Answered), isDraft: true }, form);
		});

	readonly #onKey = (event: KeyboardEvent): void => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
			event.preventDefault();
			if (!this.review && !can('open-notice')) void this.#saveDraft();
			else void (this.review ? this.#publish() : this.#toReview());
		} else if (event.key === 'Escape' && this.review) this.#toForm();
	};

	protected override render(): TemplateResult {
		const view = this.#view;
		return html`<div @keydown=${this.#onKey}>
			${this.problem ? html`<p class="problem error" role="alert">${this.problem}</p>` : nothing}
			${
				this.review
					? html`<console-review
							.answer=${this.review}
							.findings=${Object.values(view.advice).flat()}
							.busy=${this.busy}
							@console-back=${this.#toForm}
							@console-publish=${this.#publish}
						></console-review>`
					: formTemplate(view, {
							busy: this.busy,
							toReview: this.#toReview,
							saveDraft: this.#saveDraft,
							discard: () => this.#change(emptyForm()),
						})
			}
		</div>`;
	}
}

defineElement('console-publish', PublishScreen);
