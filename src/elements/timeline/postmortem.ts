/** The post-mortem at the end of a timeline: what happened, and what was promised. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PostmortemValue } from '../../model/generated/record-types.ts';
import { lang } from '../i18n/lang-directive.ts';
import { message } from '../i18n/messages.ts';
import { timeText } from '../i18n/time.ts';
import { promisedAction } from '../shared/promised-action.ts';

/**
 * `value`: in the visitor's language, as far as there is a translation. `tag`: the BCP 47 tag of
 * that language.
 */
export function postmortemSection(
	value: PostmortemValue,
	tag: string,
	body: HTMLElement,
	now: number,
): TemplateResult {
	return html`
		<section class="stack report" part="report" data-tone="info" aria-labelledby="report-${value.notice}">
			<h3 id="report-${value.notice}" ${lang(tag)} .textContent=${value.title}></h3>
			<div class="meta"><span class="tone" .textContent=${message('report')}></span><span .textContent=${timeText(value.updatedAt, now)}></span></div>
			${body}
			${
				value.actions.length > 0
					? html`<h4 class="label" .textContent=${message('promisedActions')}></h4>
						<ul class="plain promised">${value.actions.map((action) => promisedAction(action, value.language ?? 'en', now))}</ul>`
					: nothing
			}
		</section>
	`;
}
