/** What an element tells a screen reader of what has changed: each change once, and nothing of what was so when the reader came. */
import { html, type TemplateResult } from 'lit';
import type { FeedSnapshot } from '../../client/index.ts';
import { h } from './dom.ts';

/** Whether another element of the page tells what is new of notices: one voice is enough. */
export const isToldElsewhere = (): boolean =>
	!!document.querySelector('candor-banner, candor-timeline:not([notice])');

export class Announcement {
	#key: string | undefined;
	#node: HTMLElement | undefined;

	/**
	 * The live region, which has to be there before there is anything to say. `key` tells what is so from what was so before; `null` while
	 * that is unknown, as everything is before the server was heard. `text` says it, in no words where there is nothing to say.
	 */
	draw(snapshot: FeedSnapshot | null, key: string | null, text: () => string): TemplateResult {
		if (typeof snapshot?.heardAt === 'number' && key !== null && key !== this.#key) {
			const said = this.#key === undefined ? '' : text();
			// A new node each time, so that the same words are said again.
			this.#node = said ? h('span', {}, said) : undefined;
			this.#key = key;
		}
		return html`<div class="said" role="status">${this.#node}</div>`;
	}
}
