/** What operators read about each variable that the texts name, and its default. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TemplateValue } from '../../../model/generated/record-types.ts';
import { typedIn } from '../../shared/typed-in.ts';

type Variables = TemplateValue['variables'];

/** `problems`: the refusals of a path. */
export function variableFields(
	variables: Variables,
	problems: (path: string) => unknown,
	change: (variables: Variables) => void,
): TemplateResult | typeof nothing {
	const names = Object.keys(variables);
	if (names.length === 0) return nothing;
	return html`<fieldset class="stack tight">
		<legend>Variables <span class="hint">those that the texts name</span></legend>
		${names.map((name) => {
			const variable = variables[name] ?? { label: '', default: null };
			const put = (fields: Partial<Variables[string]>): void =>
				change({ ...variables, [name]: { ...variable, ...fields } });
			return html`<div class="variables">
				<div class="field">
					<label for=${`label-${name}`}>{${name}}: what to fill in</label>
					<input id=${`label-${name}`} maxlength="120" .value=${variable.label} @input=${(event: Event) => put({ label: typedIn(event) })} />
					${problems(`variables.${name}`)}
				</div>
				<div class="field">
					<label for=${`default-${name}`}>{${name}}: default <span class="hint">empty: required</span></label>
					<input id=${`default-${name}`} maxlength="120" .value=${variable.default ?? ''} @input=${(event: Event) => put({ default: typedIn(event) || null })} />
				</div>
			</div>`;
		})}
	</fieldset>`;
}
