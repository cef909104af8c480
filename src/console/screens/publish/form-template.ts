import { html, nothing, type TemplateResult } from 'lit';
import { can } from '../../shared/session.ts';
import { affectedField } from './component-fields.ts';
import { moreFields, promiseField, workaroundField } from './detail-fields.ts';
import { bodyField, impactField, templateFields, titleField } from './fields.ts';
import { isBlank } from './form.ts';
import type { FormView } from './form-view.ts';
import { suggestField } from './suggest-field.ts';

export interface FormActions {
	readonly busy: string;
	toReview(): void;
	saveDraft(): void;
	discard(): void;
}

/** The whole form, the most urgent questions first. */
export function formTemplate(view: FormView, actions: FormActions): TemplateResult {
	const { form } = view;
	const isIncident = form.kind === 'incident';
	const submit = (event: Event): void => {
		event.preventDefault();
		if (can('open-notice')) actions.toReview();
		else actions.saveDraft();
	};
	const isBusy = actions.busy !== '';
	return html`<form class="stack" novalidate @submit=${submit}>
		<h1>Publish</h1>
		${titleField(view)}
		${isIncident ? impactField(view) : nothing}
		${isIncident ? affectedField(view) : nothing}
		${bodyField(view)}
		${isIncident ? suggestField(view) : nothing}
		${isIncident ? workaroundField(view) : nothing}
		${isIncident ? promiseField(view) : nothing}
		<details ?open=${hasMore(view)}>
			<summary>More answers: data safety, what still works, steps, who sees it</summary>
			<div class="stack">${moreFields(view)}</div>
		</details>
		<details ?open=${form.template !== '' || form.kind !== 'incident'}>
			<summary>Template and kind</summary>
			<div class="stack">${templateFields(view)}</div>
		</details>
		<div class="foot">
			${
				can('open-notice')
					? html`<button class="primary" aria-disabled=${String(isBusy)}>${actions.busy === 'reviewing' ? 'Checking …' : 'Review'}</button>`
					: nothing
			}
			${
				can('draft-notice')
					? html`<button type="button" class=${can('open-notice') ? '' : 'primary'} aria-disabled=${String(isBusy)} @click=${actions.saveDraft}>
						${actions.busy === 'saving' ? 'Saving …' : 'Save as draft'}
					</button>`
					: nothing
			}
			${isBlank(form) ? nothing : html`<button type="button" class="plain" @click=${actions.discard}>Clear</button>`}
			<span class="hint keys"><kbd>Ctrl</kbd> <kbd>Enter</kbd> to review. Nothing is published before you confirm.</span>
		</div>
	</form>`;
}

/** Whether a field of the second part is filled in, or the server or the lint speaks of one. */
function hasMore({ form, problems, advice }: FormView): boolean {
	const { safety, checklist, actions, moreUrl, unaffected, attributes, routes, signedIn } = form;
	return (
		[safety, checklist, actions, moreUrl, attributes, routes, signedIn, ...unaffected].some(Boolean) ||
		['safety', 'checklist', 'actions', 'moreUrl', 'audience', 'routes'].some(
			(field) => problems[field] || advice[field],
		)
	);
}
