import { html, nothing, type TemplateResult } from 'lit';
import type { State } from '../../model/state/state.ts';
import type { ComponentChange } from '../../model/views/component-changes.ts';
import type { Update } from '../../model/views/updates.ts';
import { updateTitle } from '../i18n/notice-text.ts';
import { newMark } from '../shared/notice-parts.ts';
import { phaseIcon, toneOfPhase } from '../shared/phase-icons.ts';
import { toneOfStatus } from '../shared/tones.ts';
import { changeText } from './change-text.ts';

export interface UpdateItem {
	readonly update: Update;
	/** The time as the visitor reads it. */
	readonly time: string;
	/** How the update was corrected; empty: it was not. */
	readonly correction: string;
	readonly body: HTMLElement;
	readonly changes: readonly ComponentChange[];
	/** Whether the update was published while the visitor was looking. */
	readonly isNew: boolean;
}

/** One update of a timeline, as a list item. */
export function updateItem(item: UpdateItem, state: State): TemplateResult {
	const { update, time, correction, body, changes, isNew } = item;
	const { phase, author, at } = update.value;
	return html`
		<li class="entry stack ${isNew ? 'new' : ''}" data-tone=${toneOfPhase(phase) ?? nothing}>
			${phaseIcon(phase)}
			<div class="meta">
				${isNew ? newMark() : nothing}
				<span class="tone" .textContent=${updateTitle(phase)}></span>
				<time datetime=${at} .textContent=${time}></time>
				${author ? html`<span .textContent=${author}></span>` : nothing}
				${correction ? html`<span .textContent=${correction}></span>` : nothing}
			</div>
			${body}
			${
				changes.length > 0
					? html`<ul class="plain changes">
						${changes.map(
							(change) =>
								html`<li data-tone=${toneOfStatus(change.after)} .textContent=${changeText(change, state)}></li>`,
						)}
					</ul>`
					: nothing
			}
		</li>
	`;
}
