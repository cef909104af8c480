import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import type { TemplateTexts, TemplateValue } from '../../../model/generated/record-types.ts';
import { impactLabels, kindLabels, phaseLabels } from '../../../model/labels.ts';
import { impacts, noticeKinds, phasesOf } from '../../../model/vocabulary.ts';
import type { ProblemIssue } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { typedIn } from '../../shared/typed-in.ts';
import { editorStyles } from './editor-styles.ts';
import { templatePreview } from './preview.ts';
import { languagesOf, ownLanguage, type TemplateForm, textsIn, withTexts } from './template-form.ts';
import { variableFields } from './variable-fields.ts';

const nameOf = (tag: string): string => new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;

/** Dispatched with each change of the form. */
export class TemplateChange extends Event {
	readonly form: TemplateForm;

	constructor(form: TemplateForm) {
		super('template-change');
		this.form = form;
	}
}

/** The words of one template in one language after the other, beside what customers will read. */
class TemplateEditor extends ConsoleElement {
	static override styles: CSSResultGroup = [ConsoleElement.styles, editorStyles];
	static override properties: PropertyDeclarations = {
		form: { attribute: false },
		issues: { attribute: false },
		busy: { type: Boolean },
		language: { state: true },
	};

	declare form: TemplateForm;
	/** What the server refused. */
	declare issues: readonly ProblemIssue[];
	declare busy: boolean;
	declare language: string;

	constructor() {
		super();
		this.issues = [];
		this.busy = false;
		this.language = '';
	}

	/** Its own language, until another one is chosen. */
	get #shown(): string {
		return this.language || ownLanguage(this.form.value);
	}

	protected override firstUpdated(): void {
		this.find('input')?.focus();
	}

	#change(value: Partial<TemplateValue>, id = this.form.id): void {
		this.dispatchEvent(new TemplateChange({ ...this.form, id, value: { ...this.form.value, ...value } }));
	}

	#changeTexts(texts: Partial<TemplateTexts>): void {
		const { value } = this.form;
		const all = { ...textsIn(value, this.#shown), ...texts };
		this.#change(withTexts(value, this.#shown, all));
	}

	protected override render(): TemplateResult {
		const { form, busy } = this;
		return html`<form class="stack panel" novalidate @submit=${this.#submit}>
			<h2>${form.seq > 0 ? `Edit ${form.value.name || form.id}` : 'New template'}</h2>
			${this.#head()}
			<div class="sides">
				<div class="stack">${this.#languageField()}${this.#texts()}${variableFields(
					this.form.value.variables,
					(path) => this.#problems(path),
					(variables) => this.#change({ variables }),
				)}</div>
				<section class="preview stack tight" aria-label="What customers read">
					<h2>What customers read</h2>
					<div class="toned" data-tone="info">${templatePreview(form.value, this.#shown)}</div>
				</section>
			</div>
			<div class="row">
				<button class="primary" aria-disabled=${String(busy)}>${busy ? 'Saving …' : 'Save'}</button>
				<button type="button" class="plain" @click=${() => this.dispatchEvent(new Event('template-cancel'))}>Cancel</button>
			</div>
		</form>`;
	}

	readonly #submit = (event: Event): void => {
		event.preventDefault();
		if (!this.busy) this.dispatchEvent(new Event('template-save'));
	};

	#head(): TemplateResult {
		const { id, seq, value } = this.form;
		return html`
			<div class="field">
				<label for="name">Name <span class="hint">what it is for, for operators</span></label>
				<input id="name" maxlength="80" .value=${value.name} @input=${(event: Event) => this.#change({ name: typedIn(event) })} />
				${this.#problems('name')}
			</div>
			${
				seq > 0
					? nothing
					: html`<div class="field">
						<label for="id">Id <span class="hint">for the command line, such as our-outage</span></label>
						<input id="id" maxlength="64" .value=${id} @input=${(event: Event) => this.#change({}, typedIn(event))} />
						${this.#problems('id')}
					</div>`
			}
			<div class="row">
				<div class="field">
					<label for="kind">Kind</label>
					<select id="kind" @change=${(event: Event) => this.#change({ kind: typedIn(event) as TemplateValue['kind'] })}>
						${noticeKinds.map((kind) => html`<option value=${kind} ?selected=${kind === value.kind}>${kindLabels[kind]}</option>`)}
					</select>
				</div>
				<div class="field">
					<label for="impact">Impact</label>
					<select id="impact" @change=${(event: Event) => this.#change({ impact: (typedIn(event) || null) as TemplateValue['impact'] })}>
						<option value="" ?selected=${value.impact === null}>chosen when it is used</option>
						${impacts.map((impact) => html`<option value=${impact} ?selected=${impact === value.impact}>${impactLabels[impact]}</option>`)}
					</select>
				</div>
			</div>
		`;
	}

	#languageField(): TemplateResult {
		const { value } = this.form;
		const words = (tag: string): string =>
			tag === ownLanguage(value)
				? `${nameOf(tag)}, its own`
				: tag in value.translations
					? nameOf(tag)
					: `${nameOf(tag)}, no words yet`;
		return html`<div class="field">
			<label for="language">Language</label>
			<select id="language" @change=${(event: Event) => {
				this.language = typedIn(event);
			}}>
				${languagesOf(value).map((tag) => html`<option value=${tag} ?selected=${tag === this.#shown}>${words(tag)}</option>`)}
			</select>
			<p class="hint">Write {service} where a value belongs that differs each time. A translation has the same texts.</p>
			${Object.keys(value.translations)
				.filter(
					(tag) =>
						tag !== this.#shown && this.issues.some(({ path }) => path.startsWith(`translations.${tag}`)),
				)
				.map((tag) => html`<p class="error">${nameOf(tag)} needs a correction too.</p>`)}
		</div>`;
	}

	#texts(): TemplateResult {
		const { value } = this.form;
		const texts = textsIn(value, this.#shown);
		const prefix = this.#shown === ownLanguage(value) ? '' : `translations.${this.#shown}.`;
		return html`
			<div class="field">
				<label for="title">Title</label>
				<input id="title" maxlength="140" lang=${this.#shown} dir="auto" .value=${texts.title} @input=${(event: Event) => this.#changeTexts({ title: typedIn(event) })} />
				${this.#problems(`${prefix}title`)}
			</div>
			${phasesOf[value.kind].map((phase) =>
				this.#area(
					`bodies-${phase}`,
					`Update: ${phaseLabels[phase]}`,
					texts.bodies[phase] ?? '',
					`${prefix}bodies.${phase}`,
					(text) => ({
						bodies: withoutEmpty({ ...texts.bodies, [phase]: text }),
					}),
				),
			)}
			${this.#area(
				'workaround',
				'What customers can do',
				texts.workaround ?? '',
				`${prefix}workaround`,
				(text) => ({
					workaround: text || null,
				}),
			)}
			${this.#area(
				'checklist',
				'Steps for customers, one a line',
				texts.checklist.join('\n'),
				`${prefix}checklist`,
				(text) => ({
					checklist: text ? text.split('\n') : [],
				}),
			)}
			${this.#area(
				'actions',
				'What we are doing, one a line',
				texts.actions.join('\n'),
				`${prefix}actions`,
				(text) => ({
					actions: text ? text.split('\n') : [],
				}),
			)}
			${this.#problems('bodies')}
		`;
	}

	#area(
		id: string,
		label: string,
		text: string,
		path: string,
		change: (text: string) => Partial<TemplateTexts>,
	): TemplateResult {
		return html`<div class="field">
			<label for=${id}>${label}</label>
			<textarea id=${id} rows="2" lang=${this.#shown} dir="auto" .value=${text} @input=${(event: Event) => this.#changeTexts(change(typedIn(event)))}></textarea>
			${this.#problems(path)}
		</div>`;
	}

	/** The refusals of a field and of what is inside it. */
	#problems(path: string): TemplateResult | typeof nothing {
		const found = this.issues.filter((issue) => issue.path === path || issue.path.startsWith(`${path}.`));
		return path === 'bodies' && found.some((issue) => issue.path !== path)
			? nothing
			: found.length === 0
				? nothing
				: html`${found.map(({ message }) => html`<p class="error">${message}</p>`)}`;
	}
}

const withoutEmpty = (bodies: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(bodies).filter(([, text]) => text !== ''));

defineElement('console-template-editor', TemplateEditor);
