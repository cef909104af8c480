import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FeedSnapshot } from '../client/index.ts';
import type { ComponentView, Notice } from '../model/view.ts';
import { activeNotices, components, overallStatus, page, upcomingMaintenance } from '../model/view.ts';
import { CandorElement } from './candor-element.ts';
import { type Tone, toneOfStatus } from './icons.ts';
import * as messages from './messages.ts';
import { Popup } from './popup.ts';
import { statusStyles } from './status-styles.ts';
import { noticeHead, toneOf } from './templates.ts';
import { staleText } from './words.ts';

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
		// Before the first word from the server nothing is known, and nothing is claimed.
		const heard = snapshot !== null && snapshot.heardAt !== null;
		const overall = heard ? overallStatus(snapshot.state, now) : null;
		const tone: Tone = overall ? toneOfStatus(overall) : 'info';
		const word = overall ? messages.pill(overall) : messages.statusUnknown;
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
				${this.icon('pill', tone)}<span>${word}</span>
			</button>
			<div
				id="panel"
				part="panel"
				class="panel"
				role="dialog"
				aria-label=${messages.region}
				tabindex="-1"
				popover="auto"
				?hidden=${!this.#popup.visible}
				@toggle=${this.#popup.toggled}
			>
				${this.#popup.open ? this.#panel(snapshot, overall ? messages.overall(overall) : word, tone) : nothing}
			</div>
		`;
	}

	#panel(snapshot: FeedSnapshot | null, sentence: string, tone: Tone): TemplateResult {
		const { now } = this;
		const stale = snapshot ? staleText(snapshot, now) : messages.connecting;
		const about = snapshot && page(snapshot.state);
		return html`
			<header data-tone=${tone}>
				${this.icon('panel', tone)}
				<div>
					${about ? html`<p class="muted">${about.name}</p>` : nothing}
					<h2>${sentence}</h2>
					${stale ? html`<p class="muted">${stale}</p>` : nothing}
				</div>
				<button type="button" class="close" aria-label=${messages.close} @click=${this.#popup.close}>✕</button>
			</header>
			${snapshot && snapshot.heardAt !== null ? this.#lists(snapshot, now) : nothing}
			${
				about && (about.statusUrl || about.supportUrl)
					? html`<footer>
						${link(about.statusUrl, messages.statusPage)} ${link(about.supportUrl, messages.support)}
					</footer>`
					: nothing
			}
		`;
	}

	#lists({ state }: FeedSnapshot, now: number): TemplateResult {
		const open = activeNotices(state, now);
		const planned = upcomingMaintenance(state, now);
		const notices = (title: string, list: readonly Notice[]) => html`
			<section class="stack" aria-label=${title}>
				<h3 class="label">${title}</h3>
				${list.length === 0 ? html`<p class="muted">${messages.noNotices}</p>` : nothing}
				${repeat(
					list,
					({ id }) => id,
					(each) =>
						html`<article class="card stack" data-tone=${toneOf(each, now)}>${noticeHead(each, state, now)}</article>`,
				)}
			</section>
		`;
		return html`
			${notices(messages.openNotices, open)} ${planned.length > 0 ? notices(messages.upcoming, planned) : nothing}
			${this.#components(components(state, now))}
		`;
	}

	#components(list: readonly ComponentView[]): TemplateResult | typeof nothing {
		if (list.length === 0) return nothing;
		return html`
			<section class="stack" aria-label=${messages.components}>
				<h3 class="label">${messages.components}</h3>
				<ul class="plain components">
					${repeat(
						list,
						({ id }) => id,
						({ id, value, status }) => html`
							<li data-tone=${toneOfStatus(status)}>
								<span class="name">
									${value.name}
									${value.description ? html`<span class="muted">${value.description}</span>` : nothing}
								</span>
								<span class="state">${messages.status(status)}${this.icon(id, toneOfStatus(status))}</span>
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
