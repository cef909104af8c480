import {
	type CSSResultGroup,
	html,
	nothing,
	type PropertyDeclarations,
	type PropertyValues,
	type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { isId } from '../../../model/ids.ts';
import { impactLabels } from '../../../model/labels.ts';
import { componentName, components } from '../../../model/views/components.ts';
import { answer, api } from '../../api/client.ts';
import { ApiError, type ProblemIssue, sentenceOf } from '../../api/problem.ts';
import { conflictPanel } from '../../shared/conflict-panel.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { listStyles } from '../../shared/list-styles.ts';
import { LiveState } from '../../shared/live.ts';
import { can, session } from '../../shared/session.ts';
import { toasts, undoMs } from '../../shared/toasts.ts';
import { type Unsent, unsent } from '../../shared/unsent.ts';
import { Watched } from '../../shared/watched.ts';
import { ruleFields } from './rule-fields.ts';
import {
	emptyRule,
	type Rule,
	type RuleForm,
	type RuleValue,
	ruleDifferences,
	ruleFormOf,
	ruleRequest,
} from './rule-form.ts';

/** What the server does about alerts, in the order in which rules are tried. */
class AlertRules extends ConsoleElement {
	static override styles: CSSResultGroup = [ConsoleElement.styles, listStyles];
	static override properties: PropertyDeclarations = {
		sources: { attribute: false },
		form: { state: true },
		conflict: { state: true },
		problem: { state: true },
		issues: { state: true },
		busy: { state: true },
	};

	/** The ids of the sources. */
	declare sources: readonly string[];
	/** `null`: nothing is edited. */
	declare form: RuleForm | null;
	/** The rule as another operator has left it. */
	declare conflict: Rule | null;
	declare problem: string;
	declare issues: readonly ProblemIssue[];
	declare busy: boolean;

	readonly #live = new LiveState(this);
	readonly #rules = new Watched(this, () => answer(api.GET('/v1/alert-rules')));
	/** What is edited survives a reload and a closed tab. */
	readonly #unsent: Unsent<RuleForm>;

	constructor() {
		super();
		this.sources = [];
		this.conflict = null;
		this.problem = '';
		this.issues = [];
		this.busy = false;
		this.#unsent = unsent(session.current?.operator.id ?? '', 'rule');
		const stored = can('put-rule') ? this.#unsent.read() : null;
		this.form = stored && { ...emptyRule(), ...stored, value: { ...emptyRule().value, ...stored.value } };
	}

	#edit(form: RuleForm | null): void {
		this.form = form;
		this.conflict = null;
		this.problem = '';
		this.issues = [];
		if (!form) this.#unsent.clear();
		else if (!this.#unsent.write(form))
			this.problem = 'This browser cannot keep what you write. Save before you leave this page.';
	}

	protected override updated(changed: PropertyValues<this>): void {
		if (changed.has('form') && this.form && !changed.get('form')) this.find('#rule-name')?.focus();
	}

	protected override render(): TemplateResult {
		const { value, problem } = this.#rules;
		const { form } = this;
		return html`<section class="stack" aria-labelledby="rules">
			<div class="row spread">
				<h2 id="rules">Rules</h2>
				${can('put-rule') && !form ? html`<button type="button" @click=${() => this.#edit(emptyRule())}>New rule</button>` : nothing}
			</div>
			<p class="quiet small">The first rule that matches an alert is used. Test them with a message below.</p>
			${this.problem || problem ? html`<p class="error" role="alert">${this.problem || problem}</p>` : nothing}
			${form ? this.#editor(form) : nothing}
			${
				value?.rules.length === 0
					? html`<p class="quiet">There are none yet, so alerts change nothing.</p>`
					: html`<ul class="panel list" ?hidden=${!value}>${repeat(
							value?.rules ?? [],
							({ id }) => id,
							(each) => this.#row(each),
						)}</ul>`
			}
		</section>`;
	}

	#editor(form: RuleForm): TemplateResult {
		const { conflict, issues, sources, busy } = this;
		const submit = (event: Event): void => {
			event.preventDefault();
			void this.#save();
		};
		return html`<form class="stack panel" novalidate @submit=${submit}>
			<h3>${form.seq > 0 ? `Edit ${form.value.name || form.id}` : 'New rule'}</h3>
			${ruleFields({
				...{ form, issues, sources, components: components(this.#live.state, this.#live.now) },
				change: (changed) => this.#edit(changed),
			})}
			${conflict ? this.#conflictPanel(form, conflict) : nothing}
			<div class="row">
				<button class="primary" aria-disabled=${String(busy)}>${busy ? 'Saving …' : 'Save'}</button>
				<button type="button" class="plain" @click=${() => this.#edit(null)}>Cancel</button>
			</div>
		</form>`;
	}

	#conflictPanel(form: RuleForm, conflict: Rule): TemplateResult {
		const request = ruleRequest(form);
		const { id: _, seq, ...theirs } = conflict;
		return conflictPanel('this rule', 'body' in request ? ruleDifferences(request.body, theirs) : [], {
			keepMine: () => {
				this.#edit({ ...form, seq });
				void this.#save();
			},
			takeTheirs: () => this.#edit(ruleFormOf(conflict)),
		});
	}

	#row(rule: Rule): TemplateResult {
		const { id, name, enabled, source, match, impact, publish, components: ids, title, template } = rule;
		const { state } = this.#live;
		const conditions = match.map(({ label, op, value }) => `${label} ${op} ${value}`).join(', ');
		const about = [id, source ?? 'any source', conditions || 'all alerts'];
		const does = [
			template === null ? `“${title}”` : `template ${template}`,
			impactLabels[impact],
			ids.map((each) => componentName(state, each)).join(', '),
		];
		return html`<li>
			<div class="row spread">
				<div>
					<h3>${name}</h3>
					<p class="small quiet">${about.join(' · ')}</p>
					<p class="small">${does.filter(Boolean).join(' · ')}</p>
				</div>
				<span class="tag" data-tone=${!enabled ? 'maintenance' : publish ? 'major' : 'info'}>${!enabled ? 'Not in use' : publish ? 'Publishes' : 'Writes a draft'}</span>
			</div>
			${
				can('put-rule')
					? html`<div class="row actions">
						<button type="button" class="plain" aria-label=${`Edit ${name}`} @click=${() => this.#edit(ruleFormOf(rule))}>Edit</button>
						${can('remove-rule') ? html`<button type="button" class="plain" aria-label=${`Remove ${name}`} @click=${() => this.#remove(rule)}>Remove</button>` : nothing}
					</div>`
					: nothing
			}
		</li>`;
	}

	async #save(): Promise<void> {
		const { form } = this;
		if (!form || this.busy) return;
		const request = ruleRequest(form);
		this.issues = this.#issuesOf(form, request);
		if (this.issues.length > 0 || 'problem' in request) return;
		this.busy = true;
		this.problem = '';
		try {
			await this.#put(form.id, request.body, form.seq);
			this.#edit(null);
			toasts.show(`Saved: ${request.body.name}`);
		} catch (error) {
			this.problem = sentenceOf(error);
			this.issues = error instanceof ApiError ? error.issues : [];
			if (error instanceof ApiError && error.code === 'precondition-failed') await this.#compare(form.id);
		} finally {
			this.busy = false;
		}
		void this.#rules.refresh();
	}

	#issuesOf({ id, seq }: RuleForm, request: ReturnType<typeof ruleRequest>): readonly ProblemIssue[] {
		// A new rule must not replace one that has its id.
		const isTaken = seq === 0 && this.#rules.value?.rules.some((rule) => rule.id === id);
		return [
			...(isId(id) ? [] : [{ path: 'id', message: 'Use lower-case letters, digits and hyphens.' }]),
			...(isTaken ? [{ path: 'id', message: 'A rule has this id already. Choose another one.' }] : []),
			...('problem' in request ? [{ path: 'match', message: request.problem }] : []),
		];
	}

	async #compare(id: string): Promise<void> {
		try {
			const theirs = await answer(api.GET('/v1/alert-rules/{id}', { params: { path: { id } } }));
			this.conflict = theirs;
			this.problem = '';
		} catch (error) {
			this.problem = `Another operator has changed or removed this rule. ${sentenceOf(error)}`;
		}
	}

	async #put(id: string, body: RuleValue, seq: number): Promise<void> {
		const params = { path: { id }, ...(seq > 0 && { header: { 'if-match': `"${seq}"` } }) };
		await answer(api.PUT('/v1/alert-rules/{id}', { params, body }));
	}

	async #remove({ seq, id, ...value }: Rule): Promise<void> {
		this.problem = '';
		try {
			const params = { path: { id }, header: { 'if-match': `"${seq}"` } };
			await answer(api.DELETE('/v1/alert-rules/{id}', { params }));
			const run = (): void => void this.#restore(id, value);
			toasts.show(`Removed: ${value.name}`, { action: { label: 'Undo', run }, ms: undoMs });
		} catch (error) {
			this.problem = sentenceOf(error);
		}
		void this.#rules.refresh();
	}

	async #restore(id: string, value: RuleValue): Promise<void> {
		try {
			await this.#put(id, value, 0);
			toasts.show(`It is back: ${value.name}`);
		} catch (error) {
			toasts.show(`It is still removed. ${sentenceOf(error)}`);
		}
		void this.#rules.refresh();
	}
}

defineElement('console-alert-rules', AlertRules);
