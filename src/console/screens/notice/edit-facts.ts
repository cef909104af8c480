import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { lint } from '../../../model/lint/lint.ts';
import { components } from '../../../model/views/components.ts';
import { answer, api } from '../../api/client.ts';
import { ApiError, sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import type { NoticeResource } from '../../shared/notice-resource.ts';
import { session } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { unsent } from '../../shared/unsent.ts';
import { affectedField, nameOf } from '../publish/component-fields.ts';
import { moreFields, promiseField, workaroundField } from '../publish/detail-fields.ts';
import { adviceFor, problemsOf } from '../publish/field-notes.ts';
import { impactField, titleField } from '../publish/fields.ts';
import { type PublishForm, restoredForm } from '../publish/form.ts';
import type { FormView } from '../publish/form-view.ts';
import { publishStyles } from '../publish/styles.ts';
import { wordingOf } from '../publish/wording.ts';
import { changeOf, formOf } from './facts-form.ts';

interface Stored {
	/** The facts when the operator began. */
	readonly before: PublishForm;
	readonly form: PublishForm;
	/** The `seq` of the notice then. */
	readonly base: number;
}

/** Corrects the facts of a notice. Only what differs is sent. */
class EditFacts extends ConsoleElement {
	static override styles = [ConsoleElement.styles, publishStyles];
	static override properties: PropertyDeclarations = {
		notice: { attribute: false },
		stored: { state: true },
		problem: { state: true },
		hasConflict: { state: true },
	};

	declare notice: NoticeResource;
	declare stored: Stored;
	declare problem: string;
	declare hasConflict: boolean;

	readonly #live = new LiveState(this);
	#issues: ApiError['issues'] = [];
	#isBusy = false;

	constructor() {
		super();
		this.problem = '';
		this.hasConflict = false;
	}

	get #unsent() {
		return unsent<Stored>(session.current?.operator.id ?? '', `facts ${this.notice.id}`);
	}

	protected override willUpdate(): void {
		if (this.stored) return;
		const form = formOf(this.notice);
		const stored = this.#unsent.read();
		this.stored = stored
			? { ...stored, before: restoredForm(stored.before), form: restoredForm(stored.form) }
			: { before: form, form, base: this.notice.seq };
	}

	protected override firstUpdated(): void {
		this.find('#title')?.focus();
	}

	get #view(): FormView {
		const { form } = this.stored;
		const all = components(this.#live.state, this.#live.now);
		const findings = lint(wordingOf(form, all.map(nameOf), null)).filter(({ field }) => field !== 'body');
		return {
			form,
			components: all,
			templates: [],
			template: undefined,
			filled: null,
			cadence: null,
			problems: problemsOf(this.#issues),
			advice: adviceFor(findings, () => true),
			change: (fields) => {
				this.stored = { ...this.stored, form: { ...form, ...fields } };
				this.#unsent.write(this.stored);
			},
			leave: () => undefined,
		};
	}

	async #save(): Promise<void> {
		if (this.#isBusy) return;
		const { before, form, base } = this.stored;
		const body = changeOf(before, form);
		if (Object.keys(body).length === 0) return this.#done('Nothing was changed.');
		this.#isBusy = true;
		this.problem = '';
		this.#issues = [];
		try {
			const params = { path: { id: this.notice.id } };
			const made = await answer(
				api.PATCH('/v1/notices/{id}', { params, headers: { 'if-match': `"${base}"` }, body }),
			);
			this.#done('waiting' in made ? 'Waiting for approval by another person.' : 'Changed on every page.');
		} catch (error) {
			this.problem = sentenceOf(error);
			this.#issues = error instanceof ApiError ? error.issues : [];
			this.hasConflict = error instanceof ApiError && error.status === 412;
		} finally {
			this.#isBusy = false;
			this.requestUpdate();
		}
	}

	#done(sentence: string): void {
		this.#unsent.clear();
		toasts.show(sentence);
		this.dispatchEvent(new Event('console-done'));
	}

	#cancel(): void {
		this.#unsent.clear();
		this.dispatchEvent(new Event('console-cancel'));
	}

	protected override render(): TemplateResult {
		const view = this.#view;
		const isIncident = view.form.kind === 'incident';
		const onKey = (event: KeyboardEvent): void => {
			if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
			event.preventDefault();
			void this.#save();
		};
		return html`<form
			class="panel stack"
			aria-label="Edit facts"
			novalidate
			@keydown=${onKey}
			@submit=${(event: Event) => {
				event.preventDefault();
				void this.#save();
			}}
		>
			${titleField(view)}
			${isIncident ? impactField(view) : nothing}
			${isIncident ? affectedField(view) : nothing}
			${workaroundField(view)}
			${isIncident ? promiseField(view) : nothing}
			${moreFields(view)}
			${this.hasConflict ? this.#conflict() : nothing}
			${this.problem && !this.hasConflict ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			<div class="row">
				${this.hasConflict ? nothing : html`<button class="primary">Save</button>`}
				<button type="button" class="plain" @click=${() => this.#cancel()}>Discard my changes</button>
			</div>
		</form>`;
	}

	/** Both versions of each field that differs. What the operator did not change follows the others. */
	#conflict(): TemplateResult {
		const { before, form } = this.stored;
		const now = formOf(this.notice);
		const text = (value: unknown): string =>
			(typeof value === 'string' ? value : JSON.stringify(value)) || '–';
		const names = (Object.keys(form) as (keyof PublishForm)[]).filter(
			(name) => JSON.stringify(now[name]) !== JSON.stringify(form[name]),
		);
		const mine = (name: keyof PublishForm): boolean =>
			JSON.stringify(before[name]) !== JSON.stringify(form[name]);
		const send = (): void => {
			const kept = Object.fromEntries(names.filter(mine).map((name) => [name, form[name]]));
			this.stored = { before: now, form: { ...now, ...kept }, base: this.notice.seq };
			this.hasConflict = false;
			void this.#save();
		};
		return html`<div class="toned stack" data-tone="minor" role="alert">
			<p><b>The notice has changed since you began.</b> Nothing was sent. These fields differ:</p>
			<table>
				<thead><tr><th scope="col">Field</th><th scope="col">Now on every page</th><th scope="col">Yours</th></tr></thead>
				<tbody>
					${names.map((name) => html`<tr><th scope="row">${name}</th><td>${text(now[name])}</td><td>${mine(name) ? text(form[name]) : 'not changed by you'}</td></tr>`)}
				</tbody>
			</table>
			<div class="row"><button type="button" class="primary" @click=${send}>Save my changes on top</button></div>
		</div>`;
	}
}

defineElement('console-edit-facts', EditFacts);
