import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FeedSnapshot } from '../client/index.ts';
import type { State } from '../model/commit.ts';
import type { ComponentView, Notice } from '../model/view.ts';
import { activeNotices, components, overallStatus, page, upcomingMaintenance } from '../model/view.ts';
import { CandorElement } from './candor-element.ts';
import { type Tone, toneOfStatus } from './icons.ts';
import { message, word } from './messages.ts';
import { Popup } from './popup.ts';
import { isStale } from './staleness.ts';
import { statusStyles } from './status-styles.ts';
import { noticeHead, toneOf } from './templates.ts';
import { staleText, timeText } from './words.ts';

/**
 * A pill that tells the overall status in a word and opens a panel with the components, what is open and what is planned.
 *
 * @tag candor-status
 * @csspart pill - The button.
 * @csspart panel - What it opens.
 */
export class CandorStatus extends CandorElement {
	static override styles: CSSResultGroup = statusStyles;

	readonly #popup = new Popup(this);

	protected override render(): TemplateResult {
		const { snapshot, now } = this;
		// What was not heard of late may be so no longer: nothing is claimed, and least of all that all is well.
		const overall = snapshot && !isStale(snapshot, now) ? overallStatus(snapshot.state, now) : null;
		const tone: Tone = overall ? toneOfStatus(overall) : 'info';
		const title = overall ? word('pills', overall) : message('statusUnknown');
		return html`
			<button
				type="button"
				part="pill"
				class="pill"
				data-tone=${tone}
				aria-haspopup="dialog"
				aria-expanded=${String(this.#popup.open)}
				aria-controls="panel"
				@click=${this.#popup.toggle}
			>
				${this.icon('pill', tone)}<span>${title}</span>
			</button>
			<div
				id="panel"
				part="panel"
				class="panel"
				role="dialog"
				aria-label=${message('region')}
				tabindex="-1"
				popover="auto"
				?hidden=${!this.#popup.visible}
				@toggle=${this.#popup.toggled}
			>
				${this.#popup.open ? this.#panel(snapshot, overall ? word('sentences', overall) : title, tone) : nothing}
			</div>
		`;
	}

	#panel(snapshot: FeedSnapshot | null, sentence: string, tone: Tone): TemplateResult {
		const { now } = this;
		const stale = staleText(snapshot, now);
		const about = snapshot && page(snapshot.state);
		return html`
			<header data-tone=${tone}>
				${this.icon('panel', tone)}
				<div>
					${about ? html`<p class="muted" dir="auto">${about.name}</p>` : nothing}
					<h2>${sentence}</h2>
					${stale ? html`<p class="muted">${stale}</p>` : nothing}
				</div>
				<button type="button" class="close" aria-label=${message('close')} @click=${this.#popup.close}>✕</button>
			</header>
			${snapshot && snapshot.heardAt !== null ? this.#lists(snapshot.state, snapshot.heardAt, stale !== '') : nothing}
			${
				about && (about.statusUrl || about.supportUrl)
					? html`<footer>
						${link(about.statusUrl, message('statusPage'))} ${link(about.supportUrl, message('support'))}
					</footer>`
					: nothing
			}
		`;
	}

	/** `stale`: what is shown is what was known at `heardAt`, and is told as that. */
	#lists(state: State, heardAt: number, stale: boolean): TemplateResult {
		const { now } = this;
		const open = activeNotices(state, now);
		const planned = upcomingMaintenance(state, now);
		const notices = (title: string, list: readonly Notice[]) => html`
			<section class="stack" aria-label=${title}>
				<h3 class="label">${title}</h3>
				${list.length === 0 ? html`<p class="muted">${message('noNotices')}</p>` : nothing}
				${repeat(
					list,
					({ id }) => id,
					(each) =>
						html`<article class="card stack" data-tone=${toneOf(each, now)}>${noticeHead(each, state, now)}</article>`,
				)}
			</section>
		`;
		return html`
			${open.length > 0 || !stale ? notices(message('openNotices'), open) : nothing}
			${planned.length > 0 ? notices(message('upcoming'), planned) : nothing}
			${this.#components(components(state, now), stale ? timeText(heardAt, now) : '')}
		`;
	}

	/** `asOf`: when it was so, where that may be long ago. Then no icon and no colour says that it is so now. */
	#components(list: readonly ComponentView[], asOf: string): TemplateResult | typeof nothing {
		if (list.length === 0) return nothing;
		return html`
			<section class="stack" aria-label=${message('components')}>
				<h3 class="label">${message('components')}</h3>
				${asOf ? html`<p class="muted">${message('asOf', { time: asOf })}</p>` : nothing}
				<ul class="plain components">
					${repeat(
						list,
						({ id }) => id,
						({ id, value, status }) => html`
							<li data-tone=${asOf ? 'info' : toneOfStatus(status)}>
								<span class="name">
									${value.name}
									${value.description ? html`<span class="muted">${value.description}</span>` : nothing}
								</span>
								<span class="state">
									${word('statuses', status)}${asOf ? nothing : this.icon(id, toneOfStatus(status))}
								</span>
							</li>
						`,
					)}
				</ul>
			</section>
		`;
	}
}

const link = (href: string | null, text: string) =>
	href ? html`<a class="button" href=${href} target="_blank" rel="noopener noreferrer">${text}</a>` : nothing;

declare global {
	interface HTMLElementTagNameMap {
		'candor-status': CandorStatus;
	}
}
