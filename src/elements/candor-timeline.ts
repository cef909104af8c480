import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FeedSnapshot } from '../client/index.ts';
import { activeNotices, isExpired, type Notice, notice, timeline } from '../model/view.ts';
import { CandorElement } from './candor-element.ts';
import { message, word } from './messages.ts';
import { noticeHead, toneOf, updateItem } from './templates.ts';
import { staleText, titleOf } from './words.ts';

/**
 * What has happened, update by update, the newest first, as it happens: of one notice, or of all that are open.
 *
 * @tag candor-timeline
 * @csspart card - One notice with its updates.
 * @csspart title - A notice's title.
 */
export class CandorTimeline extends CandorElement {
	static override properties: PropertyDeclarations = { notice: {} };

	/** The id of the notice to follow; without it, all that are open. */
	declare notice: string | null;

	#said: ReadonlyMap<string, number> | null = null;
	#news = '';

	constructor() {
		super();
		this.notice = null;
	}

	protected override render(): TemplateResult {
		const { snapshot, now } = this;
		const shown = snapshot ? this.#choose(snapshot) : [];
		if (snapshot && snapshot.heardAt !== null) this.#listen(shown);
		const stale = staleText(snapshot, now);
		return html`
			<div class="said" role="status">${this.#news}</div>
			<div class="stack" role="region" aria-label=${message('updates')}>
				${stale ? html`<p class="muted">${stale}</p>` : nothing}
				${shown.length === 0 && !stale ? html`<p class="muted">${message('noNotices')}</p>` : nothing}
				${
					snapshot
						? repeat(
								shown,
								({ id }) => id,
								(each) => this.#card(each, snapshot, now),
							)
						: nothing
				}
			</div>
		`;
	}

	#choose({ state }: FeedSnapshot): readonly Notice[] {
		if (!this.notice) return activeNotices(state, this.now);
		const one = notice(state, this.notice);
		return one && !isExpired(one.value, this.now) ? [one] : [];
	}

	/** Says what is new since the last draw, unless a banner on the page says it already. */
	#listen(shown: readonly Notice[]): void {
		const before = this.#said;
		this.#said = new Map(shown.map(({ id, value }) => [id, value.latestUpdate]));
		if (!before || document.querySelector('candor-banner')) return;
		const news = shown.filter(({ id, value }) => (before.get(id) ?? 0) < value.latestUpdate);
		if (news.length > 0) {
			this.#news = news
				.map((each) => message('said', { title: titleOf(each), phase: word('phases', each.value.phase) }))
				.join(' ');
		}
	}

	#card(each: Notice, { state }: FeedSnapshot, now: number): TemplateResult {
		const updates = timeline(state, each.id);
		return html`
			<article class="card stack" part="card" data-tone=${toneOf(each, now)}>
				${noticeHead(each, state, now)}
				${
					updates.length === 0
						? html`<p class="muted">${message('noUpdates')}</p>`
						: html`<ol class="stack updates" aria-label=${message('updates')}>
							${repeat(
								updates,
								({ id }) => id,
								(update) => updateItem(update, each.value.language, now, this.rich),
							)}
						</ol>`
				}
			</article>
		`;
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-timeline': CandorTimeline;
	}
}
