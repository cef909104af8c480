/** Open notices and planned maintenance in the panel. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { State } from '../../model/state/state.ts';
import { calendarOf } from '../../model/views/calendar.ts';
import { isEnded, type Notice } from '../../model/views/notices.ts';
import { inLanguage } from '../../model/views/translation.ts';
import { message } from '../i18n/messages.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';
import { externalLink } from '../shared/controls.ts';
import { bulletList, noticeHeader } from '../shared/notice-parts.ts';
import { toneOfNotice } from '../shared/tones.ts';
import { download } from './download.ts';

export interface NoticeListOptions {
	readonly state: State;
	readonly now: number;
	/** The addresses of the status servers. */
	readonly source: string;
}

/** Downloads the notice's window as a calendar file. */
function addToCalendar(notice: Notice, source: string): void {
	const host = /\/\/([^/:]+)/.exec(source)?.[1] ?? location.hostname;
	const file = calendarOf(notice, host);
	if (file) download(`${notice.id}.ics`, 'text/calendar', file);
}

export function noticeList(
	title: string,
	notices: readonly Notice[],
	{ state, now, source }: NoticeListOptions,
): TemplateResult {
	const card = (notice: Notice): TemplateResult => {
		const { value, language } = inLanguage(notice.value, preferredLanguages());
		return html`
			<article class="card stack" data-tone=${toneOfNotice(value, now)}>
				${noticeHeader(notice, state, now)}
				${
					value.actions.length > 0 && !isEnded(value, now)
						? html`<h4 .textContent=${message('doing')}></h4>${bulletList(value.actions, language)}`
						: nothing
				}
				<div class="actions">
					${externalLink(value.moreUrl, message('readMore'))}
					${
						value.window
							? html`<button type="button" @click=${() => addToCalendar({ ...notice, value }, source)}>
								${message('addToCalendar')}
							</button>`
							: nothing
					}
				</div>
			</article>
		`;
	};
	return html`
		<section class="stack" aria-label=${title}>
			<h3 class="label" .textContent=${title}></h3>
			${notices.length === 0 ? html`<p class="muted" .textContent=${message('noNotices')}></p>` : nothing}
			${repeat(notices, ({ id }) => id, card)}
		</section>
	`;
}
