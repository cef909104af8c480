import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FeedSnapshot } from '../../client/index.ts';
import {
	activeNotices,
	components,
	overallStatus,
	page,
	upcomingMaintenance,
} from '../../model/views/notices.ts';
import type { ComponentStatus } from '../../model/vocabulary.ts';
import { staleText } from '../i18n/connection-text.ts';
import { label, message } from '../i18n/messages.ts';
import { timeText } from '../i18n/time.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { externalLink } from '../shared/controls.ts';
import { drawOnce } from '../shared/dom.ts';
import { isAnnouncedElsewhere, LiveRegion } from '../shared/live-region.ts';
import { Popup } from '../shared/popup.ts';
import { isStale } from '../shared/staleness.ts';
import { type Tone, toneOfStatus } from '../shared/tones.ts';
import { componentLists } from './components.ts';
import { componentHistory, type Pointed, strip } from './history.ts';
import { HistoryController } from './history-controller.ts';
import { noticeList } from './notices.ts';
import { statusStyles } from './styles.ts';

/**
 * A pill or a dot that tells the overall status, and opens a panel with what is open, what is planned, and every component with its
 * last 90 days.
 *
 * @tag candor-status
 * @csspart pill - The button.
 * @csspart panel - What it opens.
 * @csspart title - A notice's title.
 * @csspart drill - The mark of an exercise.
 * @csspart bars - The last days of a component.
 * @cssprop --candor-panel-surface - The surface of the panel.
 */
export class CandorStatus extends CandorElement {
	static override styles: CSSResultGroup = statusStyles;
	static override properties: PropertyDeclarations = { look: {} };

	/** `dot`: the icon alone; its word is still read aloud. Default: a pill with the word. */
	declare look: 'dot' | null | undefined;

	readonly #popup = new Popup(this);
	readonly #history = new HistoryController(
		this,
		() => this.foundFeed,
		() => this.#popup.open,
	);
	/** Groups that have been open since the panel was opened: none closes by itself under a reader's eyes. */
	readonly #unfolded = new Set<string>();
	readonly #bars = drawOnce(strip);
	#pointed: Pointed | null = null;
	readonly #news = new LiveRegion();

	protected override render(): TemplateResult {
		const { snapshot, now } = this;
		// What was not heard of late may be so no longer: nothing is claimed, and least of all that all is well.
		const overall =
			snapshot && !isStale(snapshot, now) ? overallStatus(snapshot.state, now, this.isForVisitor) : null;
		const tone: Tone = overall ? toneOfStatus(overall) : 'info';
		const title = overall ? label('pills', overall) : message('statusUnknown');
		const sentence = overall ? label('sentences', overall) : title;
		if (!this.#popup.open) this.#unfolded.clear();
		return html`
			<button
				type="button"
				part="pill"
				class="pill ${this.look === 'dot' ? 'dot' : ''}"
				data-tone=${tone}
				aria-label=${message('openPanel', { status: title })}
				aria-haspopup="dialog"
				aria-expanded=${String(this.#popup.open)}
				aria-controls="panel"
				@click=${this.#popup.toggle}
			>
				${this.icon('pill', tone)}${this.look === 'dot' ? nothing : html`<span>${title}</span>`}
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
				${this.#popup.open ? this.#panel(snapshot, sentence, tone) : nothing}
			</div>
			${
				// That nothing is known is no change: a lost connection tells nobody anything.
				this.#news.render(snapshot, overall && this.#ownNews(snapshot, overall), () => sentence)
			}
		`;
	}

	/** What this element tells changes of: of everything, or where another one tells of notices, of what was set by hand. */
	#ownNews(snapshot: FeedSnapshot | null, overall: ComponentStatus): ComponentStatus {
		return snapshot && isAnnouncedElsewhere()
			? overallStatus(snapshot.state, this.now, () => false)
			: overall;
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
			${snapshot && snapshot.heardAt !== null ? this.#lists(snapshot, snapshot.heardAt, stale !== '') : nothing}
			${
				about && (about.statusUrl || about.supportUrl || about.subscribe.length > 0)
					? html`<footer>
						${externalLink(about.statusUrl, message('statusPage'))} ${externalLink(about.supportUrl, message('support'))}
						${about.subscribe.map(({ by, href }) => externalLink(href, message('subscribe', { way: label('ways', by) })))}
					</footer>`
					: nothing
			}
		`;
	}

	/** `stale`: what is shown is what was known at `heardAt`, and is told as that. */
	#lists({ state }: FeedSnapshot, heardAt: number, stale: boolean): TemplateResult {
		const { now, isForVisitor } = this;
		const open = activeNotices(state, now).filter(isForVisitor);
		const planned = upcomingMaintenance(state, now).filter(isForVisitor);
		const look = {
			state,
			now,
			source: this.foundFeed?.source ?? '',
			words: (value: (typeof open)[number]['value']) => this.localize(value),
		};
		const all = components(state, now, isForVisitor);
		const { history = null, hasFailed = false } = this.#history.reader ?? {};
		const past = history && { history, now, bars: this.#bars, pointed: this.#pointed, point: this.#point };
		return html`
			${open.length > 0 || !stale ? noticeList(message('openNotices'), open, look) : nothing}
			${planned.length > 0 ? noticeList(message('upcoming'), planned, look) : nothing}
			${componentLists(all, {
				icon: (place, tone) => this.icon(place, tone),
				below: (id) => (past ? componentHistory(id, past) : nothing),
				asOf: stale ? timeText(heardAt, now) : '',
				isOpen: (group, isTroubled) => {
					if (isTroubled) this.#unfolded.add(group);
					return this.#unfolded.has(group);
				},
			})}
			${
				all.length > 0 && (history || hasFailed)
					? html`<p class="muted note">${message(history ? 'historyZone' : 'historyFailed')}</p>`
					: nothing
			}
		`;
	}

	readonly #point = (pointed: Pointed | null): void => {
		if (pointed?.index === this.#pointed?.index && pointed?.component === this.#pointed?.component) return;
		this.#pointed = pointed;
		this.requestUpdate();
	};
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-status': CandorStatus;
	}
}
