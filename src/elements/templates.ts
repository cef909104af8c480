/** Pieces that several Lit elements show. */
import { html, nothing, type TemplateResult } from 'lit';
import type { State } from '../model/commit.ts';
import type { RichText } from '../model/rich-text.ts';
import { isEnded, type Notice, type Update } from '../model/view.ts';
import { type Tone, toneOfNotice } from './icons.ts';
import { message, word } from './messages.ts';
import { namesOf, phaseText, promiseText, timeText, updatedText, windowText } from './words.ts';

type Rich = (text: RichText) => HTMLElement;

const line = (name: 'affected' | 'unaffected', names: string) =>
	names ? html`<p class="muted">${message(name, { names })}</p>` : nothing;

/** Title, phase and times of a notice. */
export function noticeHead(notice: Notice, state: State, now: number): TemplateResult {
	const { value } = notice;
	const ended = isEnded(value, now);
	const parts = [updatedText(notice, now), promiseText(notice, now), windowText(notice, now)].filter(Boolean);
	const names = namesOf(
		state,
		value.affected.map(({ component }) => component),
	);
	return html`
		<h3 part="title">${value.title}</h3>
		<div class="meta">
			<span class="tone">${phaseText(notice, now)}</span>
			${parts.map((part) => html`<span>${part}</span>`)}
		</div>
		${ended ? nothing : line('affected', names)}
		${ended ? nothing : line('unaffected', namesOf(state, value.unaffected))}
	`;
}

/** A notice's updates in full, the newest first. */
export const updateItem = (update: Update, now: number, rich: Rich): TemplateResult => html`
	<li class="stack new">
		<div class="meta">
			${update.value.phase ? html`<span class="tone">${word('phases', update.value.phase)}</span>` : nothing}
			<time datetime=${update.value.at}>${timeText(update.value.at, now)}</time>
		</div>
		${rich(update.value.body)}
	</li>
`;

export const toneOf = ({ value }: Notice, now: number): Tone => toneOfNotice(value, isEnded(value, now));
