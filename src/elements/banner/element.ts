import { type PropertyDeclarations, ReactiveElement } from '@lit/reactive-element';
import type { Feed } from '../../client/index.ts';
import { type AnnouncedNotices, markAnnounced } from '../shared/announced-notices.ts';
import { announcement } from '../shared/announcement.ts';
import { DismissEvent } from '../shared/dismiss-event.ts';
import { setText } from '../shared/dom.ts';
import { feedController } from '../shared/feed-controller.ts';
import { yieldToMain } from '../shared/yield-to-main.ts';
import { createBar } from './bar.ts';
import type { BannerContent } from './content.ts';
import { isPlaced } from './placement.ts';
import type { NoticeView } from './view.ts';

/**
 * A bar with the most important notice, which opens to the details of all notices.
 *
 * @cssprop [--candor-font=inherit] - The font family.
 * @cssprop [--candor-radius=12px] - The corners of cards, panels and buttons.
 * @cssprop --candor-TONE-surface - The background in the tone `TONE`.
 * @cssprop --candor-TONE-border - The border in the tone `TONE`.
 * @cssprop --candor-TONE-accent - The icon and the severity in the tone `TONE`.
 * @cssprop --candor-TONE-text - The text in the tone `TONE`.
 * @cssprop --candor-TONE-muted - The small text in the tone `TONE`.
 */
export abstract class BannerElement extends ReactiveElement {
	static override properties: PropertyDeclarations = {
		feed: { attribute: false },
		src: { reflect: true },
		placement: { reflect: true },
		space: { reflect: true },
	};
	/** What fills every banner of this class. A banner uses another one from its next update on. */
	static content: BannerContent;

	/**
	 * The feed, if a script supplies it. Otherwise `src`, the closest `candor-feed` or the script tag
	 * decides.
	 */
	declare feed: Feed | null | undefined;

	/** The address of the status server. Several servers of the same log are separated by spaces. */
	declare src: string | null | undefined;

	/**
	 * `top`, `bottom`: over that edge of the window. `inline`: in the page, where the element is.
	 * Default: `inline`.
	 */
	declare placement: 'inline' | 'top' | 'bottom' | null | undefined;

	/**
	 * How the banner gets its space. `overlay`: it lies over the page, which can be scrolled so much
	 * further that nothing stays covered. `push`, at the top or the bottom: the page moves to make
	 * room. `reserve`, inline: the height `--candor-reserve` is always kept free. Default: `overlay`.
	 */
	declare space: 'overlay' | 'push' | 'reserve' | null | undefined;

	readonly #source = feedController(this);
	readonly #announced: AnnouncedNotices = new Map();
	readonly #bar = createBar();
	#content: BannerContent | undefined;
	/**
	 * Whether the details are open.
	 *
	 * @internal
	 */
	isOpen = false;
	#afterDraw: ReturnType<NonNullable<BannerContent['enhance']>> | undefined;
	#views: readonly NoticeView[] = [];

	constructor() {
		super();
		this.addController(this.#source);
	}

	/** It must not draw after `candor-status` has turned green, so it yields as the others do. */
	protected override async scheduleUpdate(): Promise<void> {
		await yieldToMain();
		await super.scheduleUpdate();
	}

	/** Not by `adoptStyles`: a style sheet can only be adopted in the document that created it. */
	#adoptStyles(text: string): void {
		const { CSSStyleSheet } = this.ownerDocument.defaultView ?? window;
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(text);
		(this.renderRoot as ShadowRoot).adoptedStyleSheets = [sheet];
	}

	/** The banner was moved to another document, for example a picture-in-picture window. */
	adoptedCallback(): void {
		if (this.#content) this.#adoptStyles(this.#content.styles);
	}

	protected override firstUpdated(): void {
		const { toggle, close, nodes } = this.#bar;
		this.renderRoot.append(...nodes);
		toggle.onclick = () => this.#setOpen(!this.isOpen);
		close.onclick = () => this.#dismiss();
	}

	protected override updated(): void {
		const { content } = this.constructor as typeof BannerElement;
		if (this.#content !== content) {
			this.#adoptStyles(content.styles);
			this.#afterDraw = content.enhance?.(this, this.#bar);
		}
		this.#content = content;
		this.#draw(content);
		this.#afterDraw?.(this.#source.feed, this.#views);
	}

	#draw(content: BannerContent): void {
		const { feed } = this.#source;
		const bar = this.#bar;
		this.#views = feed ? content.views(feed, this) : [];
		const [first, ...others] = this.#views;
		bar.card.hidden = !first;
		if (isPlaced(this)) {
			// As an attribute, which the style sheet reads in browsers without popovers too.
			bar.card.setAttribute('popover', 'manual');
			if (this.isConnected) bar.card.togglePopover?.(!!first);
		} else bar.card.removeAttribute('popover');
		// What comes next must not open by itself.
		this.isOpen &&= !!first;
		if (!first || !feed) return;
		bar.draw(first, others.length ? content.text('others', { count: others.length }) : '');
		setText(bar.toggle, content.text('details'));
		bar.toggle.ariaExpanded = `${this.isOpen}`;
		bar.close.ariaLabel = content.text('dismissNotice', { title: first.title });
		bar.details.hidden = !this.isOpen;
		if (this.isOpen) content.drawDetails(bar.details, this.#views);
		const now = feed.clock.now();
		const news = this.#views.filter(({ notice }) => markAnnounced(this.#announced, notice, now));
		if (!news.length) return;
		const isUrgent = news.some(({ tone }) => tone === 'critical');
		bar[isUrgent ? 'urgent' : 'polite'].replaceChildren(
			announcement(news.map(({ spoken }) => spoken).join(' ')),
		);
	}

	#setOpen(isOpen: boolean): void {
		this.isOpen = isOpen;
		this.requestUpdate();
	}

	#dismiss(): void {
		const notice = this.#views[0]?.notice;
		if (notice && this.dispatchEvent(new DismissEvent(notice.id)))
			this.#source.feed?.dismissals.dismiss(notice);
	}
}
