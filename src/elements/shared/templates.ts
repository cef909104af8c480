/** Pieces that several Lit elements show. */
import { html, nothing, type TemplateResult } from 'lit';
import { safeHref } from '../../model/rich-text.ts';
import type { State } from '../../model/state/commit.ts';
import { isEnded, type Notice } from '../../model/views/notices.ts';
import { inLanguage } from '../../model/views/translation.ts';
import { languages } from '../i18n/languages.ts';
import { message } from '../i18n/messages.ts';
import { spoken } from '../i18n/spoken.ts';
import { namesOf, phaseText, promiseText, updatedText, windowText } from '../i18n/words.ts';
import { type Tone, toneOfNotice } from './icons.ts';

type Piece = TemplateResult | typeof nothing;

const line = (name: 'affected' | 'unaffected', names: string): Piece =>
	names ? html`<p class="muted">${message(name, { names })}</p>` : nothing;

/** The mark that an exercise carries wherever it is shown. */
export const drillMark = ({ value }: Notice): Piece =>
	value.drill ? html`<p class="drill" part="drill">${message('drill')}</p>` : nothing;

/** Title, phase and times of a notice. */
export function noticeHead(notice: Notice, state: State, now: number): TemplateResult {
	const { value, language } = inLanguage(notice.value, languages());
	const ended = isEnded(value, now);
	const parts = [updatedText(notice, now), promiseText(notice, now), windowText(notice, now)].filter(Boolean);
	const names = namesOf(
		state,
		value.affected.map(({ component }) => component),
	);
	return html`
		${drillMark(notice)}
		<h3 part="title" ${spoken(language)}>${value.title}</h3>
		<div class="meta">
			<span class="tone">${phaseText(notice, now)}</span>
			${parts.map((part) => html`<span>${part}</span>`)}
		</div>
		${ended ? nothing : line('affected', names)}
		${ended ? nothing : line('unaffected', namesOf(state, value.unaffected))}
	`;
}

/** What is being done, a line for each; `tag` is the language of the lines, which also says on which side their marks stand. */
export const steps = (lines: readonly string[], tag: string): TemplateResult =>
	html`<ul ${spoken(tag)}>${lines.map((each) => html`<li>${each}</li>`)}</ul>`;

/** A link out of the page that looks like a button; nothing where there is no address that a reader should follow. */
export function linkTo(href: string | null | undefined, text: string): Piece {
	// Looked at once more where it is used: a feed may be of the page's own making.
	const address = safeHref(href);
	return address
		? html`<a class="button" href=${address} target="_blank" rel="noopener noreferrer">${text}</a>`
		: nothing;
}

/** A button that stays where it is, with the focus that it has, once there is nothing more to press it for. */
export const pressButton = (part: string, text: string, isDone: boolean, press: () => void): TemplateResult =>
	html`<button type="button" part=${part} aria-disabled=${String(isDone)} @click=${() => isDone || press()}>${text}</button>`;

export const toneOf = ({ value }: Notice, now: number): Tone => toneOfNotice(value, isEnded(value, now));
