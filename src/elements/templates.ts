/** Pieces that several Lit elements show. */
import { html, nothing, type TemplateResult } from 'lit';
import type { State } from '../model/commit.ts';
import type { RichText } from '../model/rich-text.ts';
import { bodyInLanguage, inLanguage } from '../model/translation.ts';
import { isEnded, type Notice, type Update } from '../model/view.ts';
import { type Tone, toneOfNotice } from './icons.ts';
import { languages } from './languages.ts';
import { message, word } from './messages.ts';
import { spoken } from './spoken.ts';
import { namesOf, phaseText, promiseText, timeText, updatedText, windowText } from './words.ts';

type Rich = (text: RichText, language: string) => HTMLElement;

const line = (name: 'affected' | 'unaffected', names: string) =>
	names ? html`<p class="muted">${message(name, { names })}</p>` : nothing;

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
		<h3 part="title" ${spoken(language)}>${value.title}</h3>
		<div class="meta">
			<span class="tone">${phaseText(notice, now)}</span>
			${parts.map((part) => html`<span>${part}</span>`)}
		</div>
		${ended ? nothing : line('affected', names)}
		${ended ? nothing : line('unaffected', namesOf(state, value.unaffected))}
	`;
}

/** An update in full. `original`: the language of its notice's own words. */
export function updateItem(
	{ value }: Update,
	original: string | null,
	now: number,
	rich: Rich,
): TemplateResult {
	const body = bodyInLanguage(value, original, languages());
	return html`
	<li class="stack new">
		<div class="meta">
			${value.phase ? html`<span class="tone">${word('phases', value.phase)}</span>` : nothing}
			<time datetime=${value.at}>${timeText(value.at, now)}</time>
		</div>
		${rich(body.value, body.language)}
	</li>
`;
}

export const toneOf = ({ value }: Notice, now: number): Tone => toneOfNotice(value, isEnded(value, now));
