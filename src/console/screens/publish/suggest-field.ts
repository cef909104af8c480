import { html, type TemplateResult } from 'lit';
import type { SuggestionEvent } from '../../assistant/suggest.ts';
import '../../assistant/suggest.ts';
import type { FormView } from './form-view.ts';

/** Fills in what the assistant wrote. What it left open stays as the operator wrote it. */
export const suggestField = ({ form, change }: FormView): TemplateResult =>
	html`<console-suggest
		purpose="new"
		@console-suggestion=${({ texts }: SuggestionEvent) =>
			change({
				title: texts.title ?? form.title,
				body: texts.body ?? form.body,
				workaround: texts.workaround ?? form.workaround,
			})}
	></console-suggest>`;
