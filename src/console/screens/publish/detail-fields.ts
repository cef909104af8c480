/** The fields that answer more of the customers' questions. */
import { html, nothing, type TemplateResult } from 'lit';
import { safetyLabels } from '../../../model/labels.ts';
import { dataSafetyStates } from '../../../model/vocabulary.ts';
import { durationText } from '../../shared/duration-text.ts';
import { audienceFields } from './audience-fields.ts';
import { unaffectedField } from './component-fields.ts';
import { below, textField } from './fields.ts';
import type { FormView } from './form-view.ts';

const durations = ['15m', '30m', '1h', '2h', '4h'] as const;
const fixed: readonly string[] = ['policy', 'none', ...durations];

export function promiseField(view: FormView): TemplateResult {
	const { form, cadence, change } = view;
	const isOther = !fixed.includes(form.promise);
	const option = (value: string, text: string, isChosen = form.promise === value): TemplateResult =>
		html`<label class="choice">
			<input type="radio" name="promise" .checked=${isChosen} @change=${() => change({ promise: value })} />
			<span>${text}</span>
		</label>`;
	return html`
		<fieldset class="field">
			<legend>Next update</legend>
			<div class="choices">
				${option('policy', cadence ? `In ${durationText(cadence[form.impact])}, by policy` : 'By policy')}
				${durations.map((each) => option(each, `In ${durationText(each)}`))}
				${option('45m', 'Other', isOther)}
				${option('none', 'None')}
			</div>
			${
				isOther
					? html`<div class="field">
						<label for="promise">Time or duration <span class="hint">such as 45m, 1h30m or 2030-01-31T09:30:00Z</span></label>
						<input id="promise" .value=${form.promise} @input=${(event: Event) => change({ promise: (event.target as HTMLInputElement).value })} />
					</div>`
					: nothing
			}
			${below(view, 'promise')}
		</fieldset>
	`;
}

function safetyField(view: FormView): TemplateResult {
	const { form, change } = view;
	const option = (value: typeof form.safety, text: string): TemplateResult => html`<label class="choice">
		<input type="radio" name="safety" .checked=${form.safety === value} @change=${() => change({ safety: value })} />
		<span>${text}</span>
	</label>`;
	return html`
		<fieldset class="field">
			<legend>Data safety</legend>
			<div class="choices">
				${option('', 'No answer')}
				${dataSafetyStates.map((state) => option(state, safetyLabels[state]))}
			</div>
			${form.safety ? nothing : below(view, 'safety')}
		</fieldset>
		${
			form.safety
				? html`
					${textField(view, { name: 'statement', label: 'What customers should know about their data', hint: 'one sentence', field: 'statement' })}
					${textField(view, { name: 'evidence', label: 'How it is known', hint: 'what was checked, by which team', field: 'safety' })}
				`
				: nothing
		}
	`;
}

export const workaroundField = (view: FormView): TemplateResult =>
	textField(view, {
		name: 'workaround',
		label: 'What customers can do meanwhile',
		hint: 'a way around the problem',
		given: view.filled?.workaround ?? undefined,
	});

export function moreFields(view: FormView): TemplateResult {
	const { form, filled, change } = view;
	return html`
		${form.kind === 'incident' ? unaffectedField(view) : nothing}
		${safetyField(view)}
		${textField(view, {
			name: 'checklist',
			label: 'Steps for customers',
			hint: 'one on each line',
			given: filled?.checklist.join('\n'),
		})}
		${textField(view, {
			name: 'actions',
			label: 'What we are doing',
			hint: 'one on each line',
			given: filled?.actions.join('\n'),
		})}
		<div class="field">
			<label for="more">Page with more information <span class="hint">an https: address</span></label>
			<input id="more" type="url" .value=${form.moreUrl} @input=${(event: Event) => change({ moreUrl: (event.target as HTMLInputElement).value })} />
			${below(view, 'moreUrl')}
		</div>
		${audienceFields(view)}
	`;
}
