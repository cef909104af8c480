import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { impactLabels } from '../../../model/labels.ts';
import type { ComponentView } from '../../../model/views/components.ts';
import { impacts } from '../../../model/vocabulary.ts';
import type { ProblemIssue } from '../../api/problem.ts';
import { fieldProblems, issuesAt } from '../../shared/field-problems.ts';
import { typedIn } from '../../shared/typed-in.ts';
import type { RuleForm, RuleValue } from './rule-form.ts';

interface View {
	readonly form: RuleForm;
	readonly issues: readonly ProblemIssue[];
	readonly components: readonly ComponentView[];
	/** The ids of the sources. */
	readonly sources: readonly string[];
	change(form: RuleForm): void;
}

type TextField = 'name' | 'title' | 'openAfter' | 'resolveAfter' | 'componentLabel' | 'body' | 'resolvedBody';

/** What a rule matches, what it says, and when it acts. */
export function ruleFields(view: View): TemplateResult {
	const { form, issues, components, sources, change } = view;
	const { value } = form;
	const set = (fields: Partial<RuleValue>): void => change({ ...form, value: { ...value, ...fields } });
	const line = (name: TextField, label: string, hint: string, max: number): TemplateResult =>
		html`<div class="field">
			<label for=${`rule-${name}`}>${label} <span class="hint">${hint}</span></label>
			<input id=${`rule-${name}`} maxlength=${max} aria-invalid=${String(issuesAt(issues, name).length > 0)} .value=${value[name] ?? ''} @input=${(event: Event) => set({ [name]: typedIn(event) })} />
			${fieldProblems(issues, name)}
		</div>`;
	const area = (name: TextField, label: string, hint: string): TemplateResult => html`<div class="field">
		<label for=${`rule-${name}`}>${label} <span class="hint">${hint}</span></label>
		<textarea id=${`rule-${name}`} rows="2" .value=${value[name] ?? ''} @input=${(event: Event) => set({ [name]: typedIn(event) })}></textarea>
		${fieldProblems(issues, name)}
	</div>`;
	const check = (name: 'enabled' | 'publish' | 'ends', label: string, hint: string): TemplateResult =>
		html`<label class="check">
			<input type="checkbox" id=${`rule-${name}`} .checked=${value[name]} @change=${() => set({ [name]: !value[name] })} />
			<span>${label} <span class="hint">${hint}</span></span>
		</label>`;
	const toggle = (id: string): void =>
		set({
			components: value.components.includes(id)
				? value.components.filter((each) => each !== id)
				: [...value.components, id],
		});
	return html`
		${line('name', 'Name', 'what it is for, such as “Errors of the checkout”', 80)}
		${
			form.seq > 0
				? nothing
				: html`<div class="field">
					<label for="rule-id">Id <span class="hint">rules are tried in the order of their ids, such as checkout-errors</span></label>
					<input id="rule-id" maxlength="64" autocapitalize="none" .value=${form.id} @input=${(event: Event) => change({ ...form, id: typedIn(event) })} />
					${fieldProblems(issues, 'id')}
				</div>`
		}
		<div class="field">
			<label for="rule-source">Source</label>
			<select id="rule-source" @change=${(event: Event) => set({ source: typedIn(event) || null })}>
				<option value="" ?selected=${value.source === null}>any</option>
				${[...new Set([...sources, ...(value.source ? [value.source] : [])])].map((id) => html`<option value=${id} ?selected=${id === value.source}>${id}</option>`)}
			</select>
		</div>
		<div class="field">
			<label for="rule-match">Conditions <span class="hint">on labels, one a line; all must hold. = != =~ !~</span></label>
			<textarea id="rule-match" rows="3" spellcheck="false" placeholder="severity =~ page|critical" .value=${form.match} @input=${(event: Event) => change({ ...form, match: typedIn(event) })}></textarea>
			${fieldProblems(issues, 'match')}
		</div>
		${
			components.length === 0
				? nothing
				: html`<fieldset class="field">
					<legend>Affected components</legend>
					<div class="choices">${repeat(
						components,
						({ id }) => id,
						({ id, value: { name } }) => html`<label class="choice" data-tone="major">
							<input type="checkbox" .checked=${value.components.includes(id)} @change=${() => toggle(id)} />
							<span>${name}</span>
						</label>`,
					)}</div>
					${fieldProblems(issues, 'components')}
				</fieldset>`
		}
		<div class="field">
			<label for="rule-impact">Impact</label>
			<select id="rule-impact" @change=${(event: Event) => set({ impact: typedIn(event) as RuleValue['impact'] })}>
				${impacts.map((impact) => html`<option value=${impact} ?selected=${impact === value.impact}>${impactLabels[impact]}</option>`)}
			</select>
		</div>
		${
			value.template === null
				? html`
					${line('title', 'Title', 'as customers read it; {component} becomes the names', 140)}
					${area('body', 'First update', 'what happens, in customers’ words')}
					${area('resolvedBody', 'Last update', 'when it is over')}`
				: html`<p class="quiet small">Its words are those of the template “${value.template}”. The command line changes that (<code>candor rules add</code>).</p>`
		}
		${check('publish', 'It publishes', 'off: it writes a draft, and a person publishes it')}
		${check('ends', 'It ends what it opened', 'when nothing fires any more; off: a person does')}
		${check('enabled', 'In use', 'off: it matches nothing')}
		<details ?open=${issuesAt(issues, 'openAfter', 'resolveAfter', 'groupBy', 'componentLabel').length > 0}>
			<summary>Times and groups <span class="quiet">acts after ${value.openAfter}, ends after ${value.resolveAfter}</span></summary>
			<div class="stack">
				${line('openAfter', 'Acts after', 'if an alert still fires then, such as 1m', 20)}
				${line('resolveAfter', 'Ends after', 'how long nothing must fire, such as 5m', 20)}
				${line('componentLabel', 'Component by label', 'the label whose value is the id of one more component', 120)}
				<div class="field">
					<label for="rule-groupBy">Group by <span class="hint">labels that alerts of one incident share, with commas; empty: as the tool groups them</span></label>
					<input id="rule-groupBy" .value=${form.groupBy} @input=${(event: Event) => change({ ...form, groupBy: typedIn(event) })} />
					${fieldProblems(issues, 'groupBy')}
				</div>
			</div>
		</details>
	`;
}
