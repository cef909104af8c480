import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ProblemIssue } from '../../api/problem.ts';
import { fieldProblems } from '../../shared/field-problems.ts';
import { typedIn } from '../../shared/typed-in.ts';
import type { SourceForm } from './source-form.ts';
import { type SourceField, type SourceKind, sourceKindNames, sourceKinds } from './source-kinds.ts';

interface View {
	readonly form: SourceForm;
	readonly issues: readonly ProblemIssue[];
	readonly busy: boolean;
	change(form: SourceForm): void;
	/** `secret`: what the tool has made; empty: the server makes one. */
	submit(secret: string): void;
	cancel(): void;
}

/** The form that connects a monitoring tool. */
export function sourceFields(view: View): TemplateResult {
	const { form, issues, busy, change } = view;
	const { title, proof, secret, fields } = sourceKinds[form.kind];
	const submit = (event: Event): void => {
		event.preventDefault();
		const data = new FormData(event.target as HTMLFormElement);
		if (!busy) view.submit(String(data.get('secret') ?? '').trim());
	};
	return html`<form class="stack panel" novalidate autocomplete="off" @submit=${submit}>
		<h3>Connect a tool</h3>
		<div class="field">
			<label for="source-kind">Tool</label>
			<select id="source-kind" autofocus @change=${(event: Event) => change({ ...form, kind: typedIn(event) as SourceKind })}>
				${sourceKindNames.map((kind) => html`<option value=${kind} ?selected=${kind === form.kind}>${sourceKinds[kind].title}</option>`)}
			</select>
		</div>
		<p class="small quiet"><b>Proof of origin:</b> ${proof}</p>
		<div class="field">
			<label for="source-id">Id <span class="hint">part of its address, such as prometheus</span></label>
			<input id="source-id" maxlength="64" autocapitalize="none" .value=${form.id} @input=${(event: Event) => change({ ...form, id: typedIn(event) })} />
			${fieldProblems(issues, 'id')}
		</div>
		${repeat(
			fields,
			({ name }) => name,
			(field) => settingField(field, view),
		)}
		${
			secret === 'tool'
				? html`<div class="field">
					<label for="source-secret">Secret <span class="hint">that ${title} shows. Not kept if you leave.</span></label>
					<input id="source-secret" name="secret" type="password" maxlength="500" autocomplete="off" />
					${fieldProblems(issues, 'secret')}
				</div>`
				: nothing
		}
		<div class="row">
			<button class="primary" aria-disabled=${String(busy)}>Connect</button>
			<button type="button" class="plain" @click=${() => view.cancel()}>Cancel</button>
		</div>
	</form>`;
}

function settingField(
	{ name, label, hint, type }: SourceField,
	{ form, issues, change }: View,
): TemplateResult {
	const id = `source-${name}`;
	const value = form.settings[name] ?? '';
	const onInput = (event: Event): void =>
		change({ ...form, settings: { ...form.settings, [name]: typedIn(event) } });
	return html`<div class="field">
		<label for=${id}>${label} <span class="hint">${hint}</span></label>
		${
			type === 'json'
				? html`<textarea id=${id} rows="4" spellcheck="false" .value=${value} @input=${onInput}></textarea>`
				: html`<input id=${id} autocapitalize="none" .value=${value} @input=${onInput} />`
		}
		${fieldProblems(issues, `settings.${name}`)}
	</div>`;
}
