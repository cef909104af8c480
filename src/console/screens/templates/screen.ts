import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { defineElement } from '../../../elements/shared/define-element.ts';
import type { TemplateValue } from '../../../model/generated/record-types.ts';
import { isId } from '../../../model/ids.ts';
import { kindLabels } from '../../../model/labels.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { ApiError, type ProblemIssue, sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { can, session } from '../../shared/session.ts';
import { toasts, undoMs } from '../../shared/toasts.ts';
import { type Unsent, unsent } from '../../shared/unsent.ts';
import { Watched } from '../../shared/watched.ts';
import type { TemplateChange } from './editor.ts';
import './editor.ts';
import { emptyForm, requestOf, type TemplateForm } from './template-form.ts';

type Template = Schema<'Template'>;

/** How long a removal can be undone, milliseconds. */
/** The value alone: without what the server adds to it. */
function templateIn({ id: _, seq: __, builtIn: ___, ...value }: Template): TemplateValue {
	return value as TemplateValue;
}

/** Texts that operators fill in: their own, and those of the policy pack, which can be copied. */
class TemplatesScreen extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			li {
				display: grid;
				gap: 8px;
				padding-block: 10px;
				border-bottom: 1px solid var(--c-line);
			}
			li:last-child {
				border: 0;
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		form: { state: true },
		problem: { state: true },
		issues: { state: true },
		busy: { state: true },
	};

	/** `null`: nothing is edited. */
	declare form: TemplateForm | null;
	declare problem: string;
	declare issues: readonly ProblemIssue[];
	declare busy: boolean;

	readonly #templates = new Watched(this, () => answer(api.GET('/v1/templates')));
	/** What is edited survives a reload and a closed tab. */
	readonly #unsent: Unsent<TemplateForm>;

	constructor() {
		super();
		this.problem = '';
		this.issues = [];
		this.busy = false;
		this.#unsent = unsent(session.current?.operator.id ?? '', 'template');
		this.form = this.#unsent.read();
	}

	#edit(form: TemplateForm | null): void {
		this.form = form;
		this.problem = '';
		this.issues = [];
		if (!form) this.#unsent.clear();
		else if (!this.#unsent.write(form))
			this.problem = 'This browser cannot keep what you write. Save before you leave this page.';
	}

	protected override render(): TemplateResult {
		const { value, problem } = this.#templates;
		return html`<div class="stack">
			<div class="row spread">
				<h1>Templates</h1>
				${
					can('put-template') && !this.form
						? html`<button type="button" @click=${() => this.#edit(emptyForm())}>New template</button>`
						: nothing
				}
			</div>
			${this.problem || problem ? html`<p class="error" role="alert">${this.problem || problem}</p>` : nothing}
			${
				this.form
					? html`<console-template-editor
							.form=${this.form}
							.issues=${this.issues}
							?busy=${this.busy}
							@template-change=${({ form }: TemplateChange) => this.#edit(form)}
							@template-save=${this.#save}
							@template-cancel=${() => this.#edit(null)}
						></console-template-editor>`
					: nothing
			}
			${value?.templates.length === 0 ? html`<p class="quiet">There are none yet.</p>` : nothing}
			<ul class="panel" ?hidden=${!value || value.templates.length === 0}>${repeat(
				value?.templates ?? [],
				({ id }) => id,
				(each) => this.#row(each),
			)}</ul>
		</div>`;
	}

	#row(template: Template): TemplateResult {
		const { id, name, kind, builtIn, title } = template;
		const languages = 1 + Object.keys(template.translations).length;
		const about = [kindLabels[kind], id, languages === 1 ? 'one language' : `${languages} languages`];
		const edit = builtIn
			? { ...emptyForm(), value: templateIn(template) }
			: { id, seq: template.seq, value: templateIn(template) };
		return html`<li>
			<div class="row spread">
				<div>
					<h2>${name} ${builtIn ? html`<span class="tag" data-tone="info">policy pack</span>` : nothing}</h2>
					<p class="small quiet">${about.join(' · ')}</p>
					<p class="small">${title}</p>
				</div>
				${
					can('put-template')
						? html`<div class="row">
							<button type="button" class="plain" aria-label=${`${builtIn ? 'Copy' : 'Edit'} ${name}`} @click=${() => this.#edit(edit)}>${builtIn ? 'Copy' : 'Edit'}</button>
							${builtIn || !can('remove-template') ? nothing : html`<button type="button" class="plain" aria-label=${`Remove ${name}`} @click=${() => this.#remove(template)}>Remove</button>`}
						</div>`
						: nothing
				}
			</div>
		</li>`;
	}

	readonly #save = async (): Promise<void> => {
		const { form } = this;
		if (!form || this.busy) return;
		if (!isId(form.id)) {
			this.issues = [
				{ path: 'id', message: 'Use lower-case letters, digits and hyphens, such as our-outage.' },
			];
			return;
		}
		// A new template must not replace one that has its id.
		const existing = this.#templates.value?.templates.find(({ id }) => id === form.id);
		if (form.seq === 0 && existing) {
			this.issues = [{ path: 'id', message: 'A template has this id already. Choose another one.' }];
			return;
		}
		this.busy = true;
		try {
			await this.#put(form.id, requestOf(form.value), form.seq);
			this.#edit(null);
			toasts.show(`Saved: ${form.value.name}`);
		} catch (error) {
			this.problem =
				error instanceof ApiError && error.code === 'precondition-failed'
					? 'Another operator has changed this template since you opened it. Your words are still here: copy what you need, cancel, and open it again.'
					: sentenceOf(error);
			this.issues = error instanceof ApiError ? error.issues : [];
		} finally {
			this.busy = false;
		}
		void this.#templates.refresh();
	};

	async #put(id: string, body: TemplateValue, seq: number): Promise<void> {
		await answer(
			api.PUT('/v1/templates/{id}', {
				params: { path: { id }, ...(seq > 0 && { header: { 'if-match': `"${seq}"` } }) },
				body,
			}),
		);
	}

	async #remove(template: Template): Promise<void> {
		const { id, name, seq } = template;
		this.problem = '';
		try {
			const params = { path: { id }, header: { 'if-match': `"${seq}"` } };
			await answer(api.DELETE('/v1/templates/{id}', { params }));
			const run = (): void => void this.#restore(template);
			toasts.show(`Removed: ${name}`, { action: { label: 'Undo', run }, ms: undoMs });
		} catch (error) {
			this.problem = sentenceOf(error);
		}
		void this.#templates.refresh();
	}

	async #restore(template: Template): Promise<void> {
		try {
			await this.#put(template.id, templateIn(template), 0);
			toasts.show(`It is back: ${template.name}`);
		} catch (error) {
			toasts.show(`It is still removed. ${sentenceOf(error)}`);
		}
		void this.#templates.refresh();
	}
}

defineElement('console-templates', TemplatesScreen);
