import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FeedSnapshot } from '../../client/index.ts';
import { activeNotices, isEnded, type Notice, notice, page } from '../../model/views/notices.ts';
import { type ComponentStatus, componentStatuses } from '../../model/vocabulary.ts';
import { isNews } from '../banner/news.ts';
import { staleText } from '../i18n/connection-text.ts';
import { lang } from '../i18n/lang-directive.ts';
import { message } from '../i18n/messages.ts';
import { phaseText, promiseText, windowText } from '../i18n/notice-text.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { cardStyles } from '../shared/card-styles.ts';
import { externalLink } from '../shared/controls.ts';
import { h } from '../shared/dom.ts';
import { elementStyles } from '../shared/element-styles.ts';
import { isAnnouncedElsewhere } from '../shared/live-region.ts';
import { drillLabel } from '../shared/notice-parts.ts';
import { toneOfNotice } from '../shared/tones.ts';

/** A word that this version does not know says that something is wrong: the mildest that it can be. */
const rank = (status: string): number => Math.abs(componentStatuses.indexOf(status as ComponentStatus));

/** The slot in which something of the page's is; `undefined`: in none of this element's. */
const slotOf = (host: Element, target: Element | null): string | undefined =>
	[...host.children].find((child) => child.contains(target))?.slot;

/**
 * A notice in the place of what is broken. While nothing is wrong, or nothing is known, the page's own content stands there as if
 * this element were not.
 *
 * @tag candor-inline
 * @slot - What the page shows while the component works.
 * @slot affected - What the page shows instead of the notice.
 * @slot actions - What the page adds to the notice, such as another way to pay.
 * @csspart card - The notice.
 * @csspart title - Its title.
 * @csspart drill - The mark of an exercise.
 */
export class CandorInline extends CandorElement {
	static override styles: CSSResultGroup = [
		...elementStyles,
		cardStyles,
		css`
			/* The page's own content looks as it does anywhere else in the page. */
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
			.card {
				font-family: var(--candor-font, inherit);
				font-size: max(14px, 1em);
				font-weight: 400;
				line-height: 1.5;
				letter-spacing: normal;
				text-align: start;
				text-transform: none;
				white-space: normal;
				text-wrap: pretty;
				overflow-wrap: anywhere;
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		component: {},
		status: {},
		keep: { type: Boolean },
	};

	/** The id of the component that it tells of; several have spaces between. */
	declare component: string | null;
	/** How bad it must be: `maintenance`, `degraded`, `partial-outage` or `major-outage`; without it, anything but `operational`. */
	declare status: string | null;
	/** Whether the page's own content stays in sight beneath the notice. */
	declare keep: boolean;

	readonly #told = new Map<string, string>();
	#news: HTMLElement | null = null;
	#shown = '';

	constructor() {
		super();
		this.component = null;
		this.status = null;
		this.keep = false;
		this.addEventListener('focusout', () => this.requestUpdate());
	}

	protected override render(): TemplateResult {
		const { snapshot } = this;
		const { activeElement } = this.getRootNode() as Document | ShadowRoot;
		const place = activeElement === this ? 'affected' : slotOf(this, activeElement);
		// What the reader is on is not taken away; once they have left it, it may go.
		const found = snapshot
			? (this.#find(snapshot) ?? (place ? notice(snapshot.state, this.#shown) : undefined))
			: undefined;
		if (snapshot) this.#listen(snapshot, found);
		return html`
			<div class="said" role="status">${this.#news}</div>
			${found && snapshot ? html`<slot name="affected">${this.#card(found, snapshot)}</slot>` : nothing}
			<slot ?hidden=${found && !this.keep && place !== ''}></slot>
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

	/** Says what is new, and that it is over, unless another element of the page does. */
	#listen({ state }: FeedSnapshot, found: Notice | undefined): void {
		const { now } = this;
		const before = notice(state, this.#shown);
		const over = before && isEnded(before.value, now) ? before : undefined;
		const news = found ?? over;
		this.#shown = found?.id ?? '';
		if (!news || !isNews(this.#told, news, now) || isAnnouncedElsewhere()) return;
		// A new node each time, so that the same words are said again.
		this.#news = h('span', {}, this.announcement(news, phaseText(news, now)));
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
					<h3 id="title" part="title" ${lang(language)}>${value.title}</h3>
					<div class="meta">
						<span class="tone">${phaseText(found, now)}</span>
						${times.map((time) => html`<span>${time}</span>`)}
					</div>
					${value.workaround?.length ? this.richText(value.workaround, language) : nothing}
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
