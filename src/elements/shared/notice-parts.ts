/** Parts of a notice that several Lit elements show. */
import { html, nothing, type TemplateResult } from 'lit';
import type { NoticeValue } from '../../model/generated/record-types.ts';
import type { State } from '../../model/state/state.ts';
import { effectivePhase, isEnded, type Notice } from '../../model/views/notices.ts';
import { inLanguage } from '../../model/views/translation.ts';
import { lang } from '../i18n/lang-directive.ts';
import { label, message } from '../i18n/messages.ts';
import {
	componentNames,
	phaseText,
	promiseText,
	severityText,
	updatedText,
	windowText,
} from '../i18n/notice-text.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';

type Part = TemplateResult | typeof nothing;

const nameLine = (name: 'affected' | 'unaffected', names: string): Part =>
	names ? html`<p class="muted" .textContent=${message(name, { names })}></p>` : nothing;

/** Marks a drill wherever it is shown. */
export const drillLabel = ({ value }: Notice): Part =>
	value.drill ? html`<p class="drill" part="drill" .textContent=${message('drill')}></p>` : nothing;

/** Marks what has changed while the visitor was looking. */
export const newMark = (): TemplateResult =>
	html`<span class="mark" .textContent=${message('isNew')}></span>`;

/** The title. That of a notice that has ended says so. */
export const titleText = (value: NoticeValue, now: number): string =>
	isEnded(value, now)
		? message('ended', { phase: label('phases', effectivePhase(value, now)), title: value.title })
		: value.title;

/** How bad an open notice is, and its phase. The title of one that has ended says both. */
export function stateWords(notice: Notice, now: number): Part {
	if (isEnded(notice.value, now)) return nothing;
	const [severity, phase] = [severityText(notice.value, now), phaseText(notice, now)];
	return html`
		<span class="tone" .textContent=${severity}></span>
		${phase === severity ? nothing : html`<span class="phase" .textContent=${phase}></span>`}
	`;
}

/** The level of a heading. The title of a notice is one above the headings of its parts. */
export type TitleLevel = 3 | 4;

/** A notice's title as a heading. `language`: the BCP 47 tag of its text. */
const titleHeading = (level: TitleLevel, text: string, language: string): TemplateResult =>
	level === 3
		? html`<h3 part="title" ${lang(language)} .textContent=${text}></h3>`
		: html`<h4 part="title" ${lang(language)} .textContent=${text}></h4>`;

const partHeading = (level: TitleLevel, text: string): TemplateResult =>
	level === 3
		? html`<h4 class="label" .textContent=${text}></h4>`
		: html`<h5 class="label" .textContent=${text}></h5>`;

export interface HeaderOptions {
	readonly state: State;
	readonly now: number;
	readonly level: TitleLevel;
	readonly isNew?: boolean;
}

/** Title, severity, phase, times and component names of a notice. */
export function noticeHeader(
	notice: Notice,
	{ state, now, level, isNew = false }: HeaderOptions,
): TemplateResult {
	const { value, language } = inLanguage(notice.value, preferredLanguages());
	const hasEnded = isEnded(value, now);
	const details = [updatedText(notice, now), promiseText(notice, now), windowText(notice, now)];
	const affected = value.affected.map(({ component }) => component);
	return html`
		${drillLabel(notice)}
		<div class="part">
			${titleHeading(level, titleText(value, now), language)}
			<div class="meta">
				${isNew ? newMark() : nothing}
				${stateWords(notice, now)}
				${details.filter(Boolean).map((text) => html`<span .textContent=${text}></span>`)}
			</div>
			${hasEnded ? nothing : nameLine('affected', componentNames(state, affected))}
			${hasEnded ? nothing : nameLine('unaffected', componentNames(state, value.unaffected))}
		</div>
	`;
}

/**
 * What the visitor can do, and what is being done; nothing of a notice that has ended.
 *
 * @param workaround - The node with its text; `null` if there is none.
 */
export function noticeHelp(
	notice: Notice,
	{ now, level }: Pick<HeaderOptions, 'now' | 'level'>,
	workaround: HTMLElement | null,
): Part {
	const { value, language } = inLanguage(notice.value, preferredLanguages());
	if (isEnded(value, now)) return nothing;
	const { checklist } = value;
	const steps = checklist.length > 0 ? bulletList(checklist, language) : null;
	return html`
		${workaround || steps ? html`<div class="part">${partHeading(level, message('workaround'))}${workaround}${steps}</div>` : nothing}
		${
			value.actions.length > 0
				? html`<div class="part">${partHeading(level, message('doing'))}${bulletList(value.actions, language)}</div>`
				: nothing
		}
	`;
}

/**
 * A bullet for each line. `language`: a BCP 47 tag; it also decides on which side the bullets are.
 */
export const bulletList = (lines: readonly string[], language: string): TemplateResult =>
	html`<ul ${lang(language)}>${lines.map((line) => html`<li .textContent=${line}></li>`)}</ul>`;
