/** The fields of the form that every incident needs. */
import { html, nothing, type TemplateResult } from 'lit';
import { toneIcon } from '../../../elements/shared/icons.ts';
import { impactLabels, kindLabels } from '../../../model/labels.ts';
import { impacts } from '../../../model/vocabulary.ts';
import { firstPhase, missingVariables, publishedKinds } from './form.ts';
import type { FormView } from './form-view.ts';

/** What the form says below a field: what the server refused, then advice. */
export const below = ({ problems, advice }: FormView, field: string): TemplateResult => html`
	<div id="${field}-notes" class="stack tight" aria-live="polite">
		${(problems[field] ?? []).map((text) => html`<p class="error">${text}</p>`)}
		${(advice[field] ?? []).map((text) => html`<p class="advice"><span aria-hidden="true">→</span>${text}</p>`)}
	</div>
`;

const isWrong = ({ problems }: FormView, field: string): string => String((problems[field] ?? []).length > 0);

export function templateFields(view: FormView): TemplateResult {
	const { form, templates, template, change, problems } = view;
	const choose = (event: Event): void => {
		const { value } = event.target as HTMLSelectElement;
		const chosen = templates.find(({ id }) => id === value);
		change({
			template: value,
			...(chosen && { kind: chosen.kind as typeof form.kind }),
			...(chosen?.impact && { impact: chosen.impact }),
		});
	};
	const missing = template ? missingVariables(template, form.variables) : [];
	return html`
		<div class="row">
			<div class="field">
				<label for="template">Template</label>
				<select id="template" @change=${choose}>
					<option value="" ?selected=${form.template === ''}>Own words</option>
					${templates.map(({ id, name }) => html`<option value=${id} ?selected=${id === form.template}>${name}</option>`)}
				</select>
			</div>
			${
				form.template
					? nothing
					: html`<div class="field">
						<label for="kind">Kind</label>
						<select
							id="kind"
							@change=${(event: Event) => change({ kind: (event.target as HTMLSelectElement).value as typeof form.kind })}
						>
							${publishedKinds.map((kind) => html`<option value=${kind} ?selected=${kind === form.kind}>${kindLabels[kind]}</option>`)}
						</select>
					</div>`
			}
		</div>
		${Object.entries(template?.variables ?? {}).map(
			([name, variable]) => html`<div class="field">
				<label for="variable-${name}">${variable.label}</label>
				<input
					id="variable-${name}"
					maxlength="120"
					placeholder=${variable.default ?? ''}
					aria-required=${String(variable.default === null)}
					aria-invalid=${String((problems[`variables.${name}`] ?? []).length > 0 && missing.includes(name))}
					.value=${form.variables[name] ?? ''}
					@input=${(event: Event) =>
						change({ variables: { ...form.variables, [name]: (event.target as HTMLInputElement).value } })}
				/>
				${below(view, `variables.${name}`)}
			</div>`,
		)}
	`;
}

export const titleField = (view: FormView): TemplateResult => html`
	<div class="field">
		<label for="title">Title <span class="hint">what customers notice</span></label>
		<input
			id="title"
			maxlength="140"
			autocomplete="off"
			placeholder=${view.filled?.title ?? (view.form.template ? 'The template gives it' : '')}
			aria-describedby="title-notes"
			aria-invalid=${isWrong(view, 'title')}
			.value=${view.form.title}
			@input=${(event: Event) => view.change({ title: (event.target as HTMLInputElement).value })}
			@blur=${() => view.leave('title')}
		/>
		${below(view, 'title')}
	</div>
`;

export const impactField = (view: FormView): TemplateResult => html`
	<fieldset class="field">
		<legend>Impact</legend>
		<div class="choices">
			${impacts.map(
				(impact) => html`<label class="choice" data-tone=${impact === 'none' ? 'info' : impact}>
					<input
						type="radio"
						name="impact"
						.checked=${view.form.impact === impact}
						@change=${() => view.change({ impact })}
					/>
					<span>${icons[impact]()}${impact === 'none' ? 'None' : impactLabels[impact].replace(' impact', '')}</span>
				</label>`,
			)}
		</div>
		${below(view, 'impact')}
	</fieldset>
`;

/** The same node for the same place, so that rendering again changes nothing. */
const iconOnce = (tone: Parameters<typeof toneIcon>[0]): (() => SVGElement) => {
	let icon: SVGElement | undefined;
	return () => {
		icon ??= toneIcon(tone);
		return icon;
	};
};
const icons = {
	none: iconOnce('info'),
	minor: iconOnce('minor'),
	major: iconOnce('major'),
	critical: iconOnce('critical'),
};

interface TextField {
	readonly name:
		| 'body'
		| 'workaround'
		| 'checklist'
		| 'actions'
		| 'statement'
		| 'evidence'
		| 'attributes'
		| 'routes';
	readonly label: string;
	readonly hint: string;
	/** What the template says; empty: nothing. */
	readonly given?: string | undefined;
	/** Where the lint and the server's refusals speak of it. */
	readonly field?: string;
}

export function textField(
	view: FormView,
	{ name, label, hint, given = '', field = name }: TextField,
): TemplateResult {
	return html`<div class="field">
		<label for=${name}>${label} <span class="hint">${hint}</span></label>
		<textarea
			id=${name}
			rows="2"
			maxlength="5000"
			placeholder=${given}
			aria-describedby="${field}-notes"
			aria-invalid=${isWrong(view, field)}
			.value=${view.form[name]}
			@input=${(event: Event) => view.change({ [name]: (event.target as HTMLTextAreaElement).value })}
			@blur=${() => view.leave(field)}
		></textarea>
		${
			given && view.form[name]
				? html`<p class="advice"><span aria-hidden="true">→</span>Your words replace the template’s, and are published in one language only.</p>`
				: nothing
		}
		${below(view, field)}
	</div>`;
}

export const bodyField = (view: FormView): TemplateResult =>
	textField(view, {
		name: 'body',
		label: 'First update',
		hint: 'what is happening, in one or two sentences',
		given: view.filled?.bodies[firstPhase(view.form.kind)],
	});
