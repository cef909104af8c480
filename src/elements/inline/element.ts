import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FeedSnapshot } from '../../client/index.ts';
import { activeNotices, isEnded, type Notice, notice } from '../../model/views/notices.ts';
import { page } from '../../model/views/page.ts';
import { type ComponentStatus, componentStatuses } from '../../model/vocabulary.ts';
import { staleText } from '../i18n/connection-text.ts';
import { lang } from '../i18n/lang-directive.ts';
import { message } from '../i18n/messages.ts';
import { phaseText, promiseText, windowText } from '../i18n/notice-text.ts';
import { markAnnounced } from '../shared/announced-notices.ts';
import { announcement } from '../shared/announcement.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { cardStyles } from '../shared/card-styles.ts';
import { externalLink } from '../shared/controls.ts';
import { h } from '../shared/dom.ts';
import { elementStyles } from '../shared/element-styles.ts';
import { isAnnouncedElsewhere } from '../shared/live-region.ts';
import { drillLabel, stateWords, titleText } from '../shared/notice-parts.ts';
import { isStale } from '../shared/staleness.ts';
import { toneOfNotice } from '../shared/tones.ts';

/** A status that this version does not know (-1) ranks like the mildest problem (1). */
const rank = (status: string): number => Math.abs(componentStatuses.indexOf(status as ComponentStatus));

/** The name of the slot that contains `target`; `undefined` if none does. */
const slotOf = (host: Element, target: Element | null): string | undefined =>
	[...host.children].find((child) => child.contains(target))?.slot;

/**
 * Shows a notice in place of the part of the page that is broken. While nothing is wrong, or
 * nothing is known, it shows the page's own content as if this element were not there. A notice that
 * may be out of date stands above that content.
 *
 * @tag candor-inline
 * @slot - The page's content while the component works.
 * @slot affected - Content that replaces the notice.
 * @slot actions - Content beneath the notice, such as another way to pay.
 * @csspart card - The notice.
 * @csspart title - Its title.
 * @csspart drill - The label of a drill.
 */
export class CandorInline extends CandorElement {
	static override styles: CSSResultGroup = [
		...elementStyles,
		cardStyles,
		css`
			/*
			 * The page's own content is laid out, and inherits, as without this element. So the card
			 * takes the margin and the width that the page gives to the element.
			 */
			:host {
				display: contents;
				color: inherit;
				font: inherit;
				letter-spacing: inherit;
				text-align: inherit;
				text-transform: inherit;
				white-space: inherit;
				text-wrap: inherit;
				overflow-wrap: inherit;
			}
			slot[name='affected'],
			.card {
				margin: inherit;
				max-width: inherit;
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		component: {},
		status: {},
		keep: { type: Boolean },
	};

	/** The id of the component. Several ids are separated by spaces. */
	declare component: string | null;
	/**
	 * The mildest status that shows the notice: `maintenance`, `degraded`, `partial-outage` or
	 * `major-outage`. Without it: any status except `operational`.
	 */
	declare status: string | null;
	/** Keeps the page's own content visible beneath the notice. */
	declare keep: boolean;

	/** Shows the page's own content before the first rendering, and for good if that throws. */
	readonly #ownContent = h('slot');
	#hasFailed = false;
	readonly #announced = new Map<string, string>();
	#announcement: HTMLElement | null = null;
	#shownId = '';

	constructor() {
		super();
		this.component = null;
		this.status = null;
		this.keep = false;
		this.addEventListener('focusout', () => this.requestUpdate());
	}

	protected override createRenderRoot(): HTMLElement | DocumentFragment {
		const root = super.createRenderRoot();
		root.append(this.#ownContent);
		return root;
	}

	protected override performUpdate(): void {
		if (this.#hasFailed) return;
		try {
			super.performUpdate();
			this.#ownContent.remove();
		} catch (error) {
			this.#hasFailed = true;
			this.renderRoot.replaceChildren(this.#ownContent);
			reportError(error);
		}
	}

	protected override render(): TemplateResult {
		const { snapshot } = this;
		const { activeElement } = this.getRootNode() as Document | ShadowRoot;
		const focusedSlot = activeElement === this ? 'affected' : slotOf(this, activeElement);
		// What has the focus stays until it loses it.
		const found = snapshot
			? (this.#find(snapshot) ?? (focusedSlot ? notice(snapshot.state, this.#shownId) : undefined))
			: undefined;
		if (snapshot) this.#announce(snapshot, found);
		// A notice from an earlier visit may be over: it does not take the page's own content away.
		const replaces = found && snapshot && !isStale(snapshot, this.now) && !this.keep;
		return html`
			<div class="live-region" role="status">${this.#announcement}</div>
			${found && snapshot ? html`<slot name="affected">${this.#card(found, snapshot)}</slot>` : nothing}
			<slot ?hidden=${replaces && focusedSlot !== ''}></slot>
		`;
	}

	#find({ state }: FeedSnapshot): Notice | undefined {
		const ids = this.component?.split(/\s+/) ?? [];
		const least = Math.max(1, rank(this.status ?? 'operational'));
		return activeNotices(state, this.now)
			.filter(this.isForVisitor)
			.find(({ value }) =>
				value.affected.some(({ component, status }) => ids.includes(component) && rank(status) >= least),
			);
	}

	/** Announces a new notice or update, and the end, unless another element of the page does. */
	#announce({ state }: FeedSnapshot, found: Notice | undefined): void {
		const { now } = this;
		const before = notice(state, this.#shownId);
		const ended = before && isEnded(before.value, now) ? before : undefined;
		const changed = found ?? ended;
		this.#shownId = found?.id ?? '';
		if (!changed || !markAnnounced(this.#announced, changed, now) || isAnnouncedElsewhere()) return;
		this.#announcement = announcement(this.announcement(changed, phaseText(changed, now)));
	}

	#card(found: Notice, snapshot: FeedSnapshot): TemplateResult {
		const { now } = this;
		const { value, language } = this.localize(found.value);
		const tone = toneOfNotice(found.value, now);
		const times = [promiseText(found, now), windowText(found, now), staleText(snapshot, now)].filter(Boolean);
		return html`
			<article class="card head" part="card" aria-labelledby="title" data-tone=${tone}>
				${this.icon('head', tone)}
				<div class="stack">
					${drillLabel(found)}
					<h3 id="title" part="title" ${lang(language)} .textContent=${titleText(value, now)}></h3>
					<div class="meta">
						${stateWords(found, now)}
						${times.map((time) => html`<span .textContent=${time}></span>`)}
					</div>
					${value.workaround?.length && !isEnded(value, now) ? this.richText(value.workaround, language) : nothing}
					<div class="actions">
						${value.moreUrl ? externalLink(value.moreUrl, message('readMore')) : externalLink(page(snapshot.state)?.statusUrl, message('statusPage'))}
						<slot name="actions"></slot>
					</div>
				</div>
			</article>
		`;
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-inline': CandorInline;
	}
}
