/**
 * The part of an element that screen readers announce: each change once, and never what was there
 * at first.
 */
import { html, type TemplateResult } from 'lit';
import type { FeedSnapshot } from '../../client/index.ts';
import { announcement } from './announcement.ts';

/**
 * Whether another element of the page announces notices: each change is announced by one element
 * only.
 */
export const isAnnouncedElsewhere = (): boolean =>
	!!document.querySelector('candor-banner, candor-timeline:not([notice])');

export class LiveRegion {
	#key: string | undefined;
	#node: HTMLElement | undefined;

	/**
	 * The region must be in the page before there is anything to announce.
	 *
	 * @param key - Identifies what the element shows: a new key is announced, except for the first
	 * one. `null`: not known yet, as before the first contact with the server.
	 * @param text - What to announce; an empty text announces nothing.
	 */
	render(snapshot: FeedSnapshot | null, key: string | null, text: () => string): TemplateResult {
		if (typeof snapshot?.heardAt === 'number' && key !== null && key !== this.#key) {
			const announced = this.#key === undefined ? '' : text();
			this.#node = announced ? announcement(announced) : undefined;
			this.#key = key;
		}
		return html`<div class="live-region" role="status">${this.#node}</div>`;
	}
}
