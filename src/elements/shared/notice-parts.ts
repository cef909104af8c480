/** Parts of a notice that several Lit elements show. */
import { html, nothing, type TemplateResult } from 'lit';
import type { State } from '../../model/state/state.ts';
import { isEnded, type Notice } from '../../model/views/notices.ts';
import { inLanguage } from '../../model/views/translation.ts';
import { lang } from '../i18n/lang-directive.ts';
import { message } from '../i18n/messages.ts';
import { componentNames, phaseText, promiseText, updatedText, windowText } from '../i18n/notice-text.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';

type Part = TemplateResult | typeof nothing;

const nameLine = (name: 'affected' | 'unaffected', names: string): Part =>
	names ? html`<p class="muted" .textContent=${message(name, { names })}></p>` : nothing;

/** Marks a drill wherever it is shown. */
export const drillLabel = ({ value }: Notice): Part =>
	value.drill ? html`<p class="drill" part="drill" .textContent=${message('drill')}></p>` : nothing;

/** Title, phase, times and component names of a notice. */
export function noticeHeader(notice: Notice, state: State, now: number): TemplateResult {
	const { value, language } = inLanguage(notice.value, preferredLanguages());
	const hasEnded = isEnded(value, now);
	const details = [updatedText(notice, now), promiseText(notice, now), windowText(notice, now)];
	const affected = value.affected.map(({ component }) => component);
	return html`
		${drillLabel(notice)}
		<h3 part="title" ${lang(language)} .textContent=${value.title}></h3>
		<div class="meta">
			<span class="tone" .textContent=${phaseText(notice, now)}></span>
			${details.filter(Boolean).map((text) => html`<span .textContent=${text}></span>`)}
		</div>
		${hasEnded ? nothing : nameLine('affected', componentNames(state, affected))}
		${hasEnded ? nothing : nameLine('unaffected', componentNames(state, value.unaffected))}
	`;
}

/**
 * A bullet for each line. `language`: a BCP 47 tag; it also decides on which side the bullets are.
 */
export const bulletList = (lines: readonly string[], language: string): TemplateResult =>
	html`<ul ${lang(language)}>${lines.map((line) => html`<li .textContent=${line}></li>`)}</ul>`;
