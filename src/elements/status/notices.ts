/** Open notices and planned maintenance in the panel. */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Feed } from '../../client/index.ts';
import type { RichText } from '../../model/rich-text.ts';
import type { State } from '../../model/state/state.ts';
import { calendarOf } from '../../model/views/calendar.ts';
import type { Notice } from '../../model/views/notices.ts';
import { bodyInLanguage, inLanguage } from '../../model/views/translation.ts';
import { latestOf, timeline, type Update } from '../../model/views/updates.ts';
import { message } from '../i18n/messages.ts';
import { correctionText } from '../i18n/notice-text.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';
import { externalLink } from '../shared/controls.ts';
import { noticeHeader, noticeHelp } from '../shared/notice-parts.ts';
import { type Tone, toneOfNotice } from '../shared/tones.ts';
import { download } from './download.ts';

export interface NoticeListOptions {
	readonly state: State;
	readonly now: number;
	readonly feed: Feed | null;
	readonly icon: (place: string, tone: Tone) => SVGElement;
	readonly richText: (text: RichText, language: string) => HTMLElement;
	/** What is shown instead of notices if there are none. */
	readonly empty: string;
}

/** Downloads the notice's window as a calendar file. */
function addToCalendar(notice: Notice, feed: Feed | null): void {
	const host = /\/\/([^/:]+)/.exec(feed?.source ?? '')?.[1] ?? location.hostname;
	const file = calendarOf(notice, host);
	if (file) download(`${notice.id}.ics`, 'text/calendar', file);
}

export class PanelNotices {
	readonly #requestUpdate: () => void;
	/** The notices whose earlier updates are open. */
	readonly #open = new Set<string>();
	/** The newest update of each notice that the visitor has seen, from the first drawing on. */
	readonly #seen = new Map<string, number>();
	#isFirst = true;

	constructor(requestUpdate: () => void) {
		this.#requestUpdate = requestUpdate;
	}

	/** Forgets everything, once the panel is closed. */
	reset(): void {
		this.#open.clear();
		this.#seen.clear();
		this.#isFirst = true;
	}

	/** Ends the first drawing: what comes later is new. */
	endDrawing(): void {
		this.#isFirst = false;
	}

	render(title: string, notices: readonly Notice[], options: NoticeListOptions): TemplateResult {
		return html`
			<section class="stack" aria-label=${title}>
				<h3 class="label" .textContent=${title}></h3>
				${notices.length === 0 ? html`<p class="muted" .textContent=${options.empty}></p>` : nothing}
				${repeat(
					notices,
					({ id }) => id,
					(notice) => this.#notice(notice, options),
				)}
			</section>
		`;
	}

	#notice(notice: Notice, options: NoticeListOptions): TemplateResult {
		const { state, now, feed, icon, richText } = options;
		const { id } = notice;
		const { value, language } = inLanguage(notice.value, preferredLanguages());
		const { workaround, moreUrl, window } = value;
		const updates = timeline(state, id);
		const latest = latestOf(updates);
		const tone = toneOfNotice(value, now);
		const isNew = this.#isNew(notice);
		return html`
			<article class="notice" data-tone=${tone}>
				${icon(`notice ${id}`, tone)}
				<div class="stack">
					${noticeHeader(notice, { state, now, level: 4, isNew })}
					${keyed(latest?.id, latest ? this.#latest(latest, notice, isNew, options) : nothing)}
					${noticeHelp(notice, { now, level: 4 }, workaround?.length ? richText(workaround, language) : null)}
					${this.#earlier(id, updates.length - 1, feed)}
					<div class="actions">
						${externalLink(moreUrl, message('readMore'))}
						${
							window
								? html`<button type="button" @click=${() => addToCalendar({ ...notice, value }, feed)} .textContent=${message('addToCalendar')}></button>`
								: nothing
						}
					</div>
				</div>
			</article>
		`;
	}

	#isNew({ id, value }: Notice): boolean {
		if (this.#isFirst) this.#seen.set(id, value.latestUpdate);
		return this.#seen.get(id) !== value.latestUpdate;
	}

	#latest(
		update: Update,
		{ value }: Notice,
		isNew: boolean,
		{ now, richText }: NoticeListOptions,
	): TemplateResult {
		const body = bodyInLanguage(update.value, value.language, preferredLanguages());
		const correction = correctionText(update, now);
		return html`
			<div class="stack ${isNew ? 'new' : ''}">
				${richText(body.value, body.language)}
				${correction ? html`<p class="muted" .textContent=${correction}></p>` : nothing}
			</div>
		`;
	}

	/** The updates before the latest one, where the page has the element that shows them. */
	#earlier(id: string, count: number, feed: Feed | null): TemplateResult | typeof nothing {
		if (count < 1 || !customElements.get('candor-timeline')) return nothing;
		const isOpen = this.#open.has(id);
		return html`
			<details class="more" ?open=${isOpen} @toggle=${({ target }: Event) => this.#toggle(id, (target as HTMLDetailsElement).open)}>
				<summary .textContent=${message('earlier', { count })}></summary>
				${isOpen ? html`<candor-timeline look="earlier" notice=${id} .feed=${feed}></candor-timeline>` : nothing}
			</details>
		`;
	}

	#toggle(id: string, isOpen: boolean): void {
		if (isOpen === this.#open.has(id)) return;
		if (isOpen) this.#open.add(id);
		else this.#open.delete(id);
		this.#requestUpdate();
	}
}
