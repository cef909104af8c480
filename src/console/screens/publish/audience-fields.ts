/** Who sees the notice. Each visitor's own browser decides it. */
import { html, type TemplateResult } from 'lit';
import { textField } from './fields.ts';
import type { FormView } from './form-view.ts';

export function audienceFields(view: FormView): TemplateResult {
	const { form, change } = view;
	const option = (value: typeof form.signedIn, text: string): TemplateResult => html`<label class="choice">
		<input type="radio" name="signed-in" .checked=${form.signedIn === value} @change=${() => change({ signedIn: value })} />
		<span>${text}</span>
	</label>`;
	return html`
		<fieldset class="field">
			<legend>Who sees it</legend>
			<div class="choices">
				${option('', 'Everyone')}
				${option('yes', 'Signed-in visitors')}
				${option('no', 'Signed-out visitors')}
			</div>
		</fieldset>
		${textField(view, {
			name: 'attributes',
			label: 'Only customers with',
			hint: 'what your pages tell Candor, one on each line: plan=pro, business',
			field: 'audience',
		})}
		${textField(view, { name: 'routes', label: 'Only on pages below', hint: 'one path on each line: /checkout', field: 'routes' })}
	`;
}
