/** One update of a timeline. */
import { html, nothing, type TemplateResult } from 'lit';
import type { State } from '../../model/state/commit.ts';
import type { ComponentChange } from '../../model/views/component-changes.ts';
import type { Update } from '../../model/views/notices.ts';
import { label } from '../i18n/messages.ts';
import { toneOfStatus } from '../shared/tones.ts';
import { changeText } from './changes.ts';
import { phaseIcon, toneOfPhase } from './phase-icons.ts';

export interface Entry {
	readonly update: Update;
	/** When it was, as the reader says it. */
	readonly time: string;
	readonly body: HTMLElement;
	readonly changes: readonly ComponentChange[];
	/** It came while the reader was here. */
	readonly isNew: boolean;
}

export function entry({ update, time, body, changes, isNew }: Entry, state: State): TemplateResult {
	const { phase, author, at } = update.value;
	return html`
		<li class="entry stack ${isNew ? 'new' : ''}" data-tone=${toneOfPhase(phase) ?? nothing}>
			${phaseIcon(phase)}
			<div class="meta">
				${phase ? html`<span class="tone">${label('phases', phase)}</span>` : nothing}
				<time datetime=${at}>${time}</time>
				${author ? html`<span>${author}</span>` : nothing}
			</div>
			${body}
			${
				changes.length > 0
					? html`<ul class="plain changes">
						${changes.map(
							(change) => html`<li data-tone=${toneOfStatus(change.after)}>${changeText(change, state)}</li>`,
						)}
					</ul>`
					: nothing
			}
		</li>
	`;
}
