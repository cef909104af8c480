/** The post-mortem at a timeline's end: what happened, and what was promised. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PostmortemValue } from '../../model/records/remedies.ts';
import { dayText } from '../i18n/dates.ts';
import { lang } from '../i18n/lang-directive.ts';
import { label, message } from '../i18n/messages.ts';
import { timeText } from '../i18n/time.ts';
import { phaseIcon, toneOfPhase } from './phase-icons.ts';

type Action = PostmortemValue['actions'][number];

/** A promise that has passed and was not kept is said to be overdue. Nobody translates the titles: `tag` is the original's language. */
function promised({ title, state, dueBy }: Action, tag: string, now: number): TemplateResult {
	const isOpen = state !== 'done';
	const isLate = isOpen && dueBy !== null && Date.parse(dueBy) <= now;
	const day = dueBy && isOpen ? dayText(dueBy) : '';
	const mark = isLate ? 'overdue' : state;
	return html`
		<li data-tone=${toneOfPhase(mark) ?? 'info'}>
			${phaseIcon(mark)}
			<div>
				<p ${lang(tag)}>${title}</p>
				<div class="meta">
					<span class="tone">${label('actionStates', state)}</span>
					${day ? html`<span>${message(isLate ? 'overdueSince' : 'dueBy', { day })}</span>` : nothing}
				</div>
			</div>
		</li>
	`;
}

/** `value`: in the reader's language as far as there is a translation; `tag`: the language that it is in. */
export function report(value: PostmortemValue, tag: string, body: HTMLElement, now: number): TemplateResult {
	return html`
		<section class="stack report" part="report" data-tone="info" aria-labelledby="report-${value.notice}">
			<h3 id="report-${value.notice}" ${lang(tag)}>${value.title}</h3>
			<div class="meta"><span class="tone">${message('report')}</span><span>${timeText(value.updatedAt, now)}</span></div>
			${body}
			${
				value.actions.length > 0
					? html`<h4>${message('promisedActions')}</h4>
						<ul class="plain promised">${value.actions.map((action) => promised(action, value.language ?? 'en', now))}</ul>`
					: nothing
			}
		</section>
	`;
}
