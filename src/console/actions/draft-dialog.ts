import { html, nothing, type TemplateResult } from 'lit';
import type { Feed } from '../../client/index.ts';
import { timeText } from '../../elements/i18n/time.ts';
import { defineElement } from '../../elements/shared/define-element.ts';
import { waitingDetails } from '../../model/proposals/details.ts';
import { waitingSentence } from '../../model/proposals/sentence.ts';
import { componentName } from '../../model/views/components.ts';
import type { Schema } from '../api/client.ts';
import { previewOf, withRecords } from '../preview/hypothetical.ts';
import '../preview/preview.ts';
import { proposedRecords } from '../preview/proposed.ts';
import { openDialog } from '../shared/dialog.ts';
import { DialogElement } from '../shared/dialog-element.ts';
import { liveFeed } from '../shared/live.ts';

/** A draft as customers would read it. */
class DraftDialog extends DialogElement {
	draft!: Schema<'WaitingDraft'>;
	#feed: Feed | null = null;

	protected override get heading(): string {
		return waitingSentence(this.draft);
	}

	override connectedCallback(): void {
		super.connectedCallback();
		const live = liveFeed();
		const records = proposedRecords(this.draft, live.snapshot().state, live.clock.now());
		if (records.length > 0) this.#feed = previewOf(live, (state) => withRecords(state, records));
	}

	#details() {
		const live = liveFeed();
		return waitingDetails(this.draft, {
			componentName: (id) => componentName(live.snapshot().state, id),
			time: (instant) => timeText(instant, live.clock.now()),
		});
	}

	protected override content(): TemplateResult {
		return html`
			${
				this.#feed
					? html`<console-preview .feed=${this.#feed} .notice=${this.draft.notice} .label=${'What customers would read'}></console-preview>`
					: nothing
			}
			<details ?open=${this.#feed === null}>
				<summary>What it sets, field by field</summary>
				<table>
					<tbody>${this.#details().map(
						({ name, text }) =>
							html`<tr><th scope="row">${name}</th><td class="pre numbers">${text}</td></tr>`,
					)}</tbody>
				</table>
			</details>
			<div class="row"><button type="button" class="primary" autofocus @click=${() => this.close()}>Close</button></div>
		`;
	}
}

defineElement('console-draft', DraftDialog);

export function openDraft(draft: Schema<'WaitingDraft'>): void {
	openDialog(Object.assign(document.createElement('console-draft') as DraftDialog, { draft }));
}
