import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FeedSnapshot } from '../../client/index.ts';
import type { RichText } from '../../model/rich-text.ts';
import { components, overallStatus } from '../../model/views/components.ts';
import { activeNotices, upcomingMaintenance } from '../../model/views/notices.ts';
import { page } from '../../model/views/page.ts';
import type { ComponentStatus } from '../../model/vocabulary.ts';
import { staleText } from '../i18n/connection-text.ts';
import { label, message } from '../i18n/messages.ts';
import { timeText } from '../i18n/time.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { externalLink } from '../shared/controls.ts';
import { nothingOpenText } from '../shared/empty-text.ts';
import { isAnnouncedElsewhere, LiveRegion } from '../shared/live-region.ts';
import { Popup } from '../shared/popup.ts';
import { isStale } from '../shared/staleness.ts';
import type { Tone } from '../shared/tones.ts';
import { ComponentSection } from './components.ts';
import { PanelNotices } from './notices.ts';
import { overallTone } from './overall-tone.ts';
import { statusStyles } from './styles.ts';

/**
 * A pill or a dot that shows the overall status. It opens a panel with the open notices, the
 * planned maintenance, and every component with its last 90 days. From 20 components on, the panel
 * has a search, and its worst groups come first.
 *
 * @tag candor-status
 * @csspart pill - The button.
 * @csspart panel - The panel that the button opens.
 * @csspart title - A notice's title.
 * @csspart drill - The label of a drill.
 * @csspart bars - The last days of a component.
 * @cssprop --candor-panel-surface - The background of the panel.
 */
export class CandorStatus extends CandorElement {
	static override styles: CSSResultGroup = statusStyles;
	static override properties: PropertyDeclarations = { look: {} };

	/** `dot`: only the icon; screen readers still read its word. Default: a pill with the word. */
	declare look: 'dot' | null | undefined;

	readonly #popup = new Popup(this);
	readonly #components = new ComponentSection(
		this,
		() => this.foundFeed,
		() => this.#popup.isOpen,
	);
	readonly #notices = new PanelNotices(() => this.requestUpdate());
	readonly #liveRegion = new LiveRegion();

	protected override willUpdate(): void {
		if (!this.#popup.isOpen) this.#notices.reset();
	}

	protected override updated(): void {
		if (this.#popup.isOpen && this.snapshot?.heardAt != null) this.#notices.endDrawing();
	}

	protected override render(): TemplateResult {
		const { snapshot, now } = this;
		// While the state is stale, the status is unknown, and above all not "operational".
		const overall =
			snapshot && !isStale(snapshot, now) ? overallStatus(snapshot.state, now, this.isForVisitor) : null;
		const tone = snapshot && overall ? overallTone(snapshot.state, now, overall, this.isForVisitor) : 'info';
		const title = overall ? label('pills', overall) : message('statusUnknown');
		const sentence = overall ? label('sentences', overall) : title;
		return html`
			<button
				type="button"
				part="pill"
				class="pill ${this.look === 'dot' ? 'dot' : ''}"
				data-tone=${tone}
				aria-label=${message('openPanel', { status: title })}
				aria-haspopup="dialog"
				aria-expanded=${String(this.#popup.isOpen)}
				aria-controls="panel"
				@click=${this.#popup.toggle}
			>
				${this.icon('pill', tone)}${this.look === 'dot' ? nothing : html`<span .textContent=${title}></span>`}
			</button>
			<div
				id="panel"
				part="panel"
				class="panel"
				role="dialog"
				aria-label=${message('region')}
				tabindex="-1"
				popover="auto"
				?hidden=${this.#popup.isHidden}
				@toggle=${this.#popup.onToggle}
			>
				${this.#popup.isOpen ? this.#panel(snapshot, sentence, tone) : nothing}
			</div>
			${
				// A lost connection is not announced: an unknown status is no change.
				this.#liveRegion.render(snapshot, overall && this.#announcedStatus(snapshot, overall), () => sentence)
			}
		`;
	}

	/**
	 * The status whose changes are announced. Where another element announces notices, they do not
	 * count here.
	 */
	#announcedStatus(snapshot: FeedSnapshot | null, overall: ComponentStatus): ComponentStatus {
		return snapshot && isAnnouncedElsewhere()
			? overallStatus(snapshot.state, this.now, () => false)
			: overall;
	}

	#panel(snapshot: FeedSnapshot | null, sentence: string, tone: Tone): TemplateResult {
		const { now } = this;
		const stale = staleText(snapshot, now);
		const pageValue = snapshot && page(snapshot.state);
		return html`
			<div class="scroll">
				<div class="head" data-tone=${tone}>
					${this.icon('panel', tone)}
					<div>
						${pageValue ? html`<p class="muted" dir="auto" .textContent=${pageValue.name}></p>` : nothing}
						<h2 .textContent=${sentence}></h2>
						${stale ? html`<p class="muted" .textContent=${stale}></p>` : nothing}
					</div>
					<button type="button" class="close" aria-label=${message('close')} @click=${this.#popup.close}>✕</button>
				</div>
				${snapshot && snapshot.heardAt !== null ? this.#lists(snapshot, snapshot.heardAt, stale !== '') : nothing}
				${
					pageValue && (pageValue.statusUrl || pageValue.supportUrl || pageValue.subscribe.length > 0)
						? html`<div class="actions links">
							${externalLink(pageValue.statusUrl, message('statusPage'))} ${externalLink(pageValue.supportUrl, message('support'))}
							${pageValue.subscribe.map(({ by, href }) => externalLink(href, message('subscribe', { way: label('ways', by) })))}
						</div>`
						: nothing
				}
			</div>
		`;
	}

	/**
	 * `isOld`: the lists may be out of date, and say `heardAt`, when the state was last known to be
	 * current.
	 */
	#lists({ state }: FeedSnapshot, heardAt: number, isOld: boolean): TemplateResult {
		const { now, isForVisitor } = this;
		const open = activeNotices(state, now).filter(isForVisitor);
		const planned = upcomingMaintenance(state, now).filter(isForVisitor);
		const icon = (place: string, tone: Tone) => this.icon(place, tone);
		const options = {
			...{ state, now, icon },
			feed: this.foundFeed,
			richText: (text: RichText, language: string) => this.richText(text, language),
			empty: nothingOpenText(state, now, isForVisitor),
		};
		return html`
			${open.length > 0 || !isOld ? this.#notices.render(message('openNotices'), open, options) : nothing}
			${planned.length > 0 ? this.#notices.render(message('upcoming'), planned, options) : nothing}
			${this.#components.render(components(state, now, isForVisitor), {
				icon,
				now,
				isOld,
				asOf: isOld ? timeText(heardAt, now) : '',
			})}
		`;
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-status': CandorStatus;
	}
}
