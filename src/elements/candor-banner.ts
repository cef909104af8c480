import { type CSSResultGroup, type PropertyDeclarations, ReactiveElement } from '@lit/reactive-element';
import type { Feed } from '../client/index.ts';
import type { State } from '../model/commit.ts';
import { activeNotices, effectivePhase, isEnded, type Notice, page, recentNotices } from '../model/view.ts';
import { bannerStyles } from './banner/styles.ts';
import { bannerView } from './banner/view.ts';
import { DismissEvent } from './events.ts';
import { FeedController } from './feed-controller.ts';
import * as messages from './messages.ts';
import { phaseText } from './words.ts';

/** For how long a resolution is still news to somebody who saw the incident. */
const resolutionMs = 6 * 60 * 60_000;

/**
 * Says what is wrong, worst first, one notice at a time. It draws with DOM calls alone: it must appear where no
 * template library may run, under any content security policy.
 *
 * @tag candor-banner
 * @fires candor-dismiss - The reader dismissed a notice; cancel it to keep the notice.
 * @csspart card - The banner itself.
 * @csspart title - The notice's title.
 * @csspart actions - The row of buttons.
 * @cssprop [--candor-banner-z=2147483000] - The stacking order when it is placed at the top or the bottom.
 * @cssprop [--candor-banner-width=46rem] - The greatest width when it is placed at the top or the bottom.
 */
export class CandorBanner extends ReactiveElement {
	static override styles: CSSResultGroup = bannerStyles;
	static override properties: PropertyDeclarations = {
		feed: { attribute: false },
		src: {},
		placement: { reflect: true },
	};

	/** A feed given by script; otherwise `src`, the closest `candor-feed`, or the embed script says where it is. */
	declare feed: Feed | null;
	/** The status server's origin. */
	declare src: string | null;
	/** `inline` (default): in the page where it stands. `top`, `bottom`: over the page's edge, moving nothing. */
	declare placement: 'inline' | 'top' | 'bottom';

	readonly #source = new FeedController(this);
	readonly #view = bannerView({
		dismiss: () => this.#dismiss(),
		turn: (by) => this.#turn(by),
		toggle: () => this.#toggle(),
	});
	/** The notices that this reader has been shown: they alone are told how it ended. */
	readonly #seen = new Set<string>();
	readonly #said = new Set<string>();
	/** The notice that the reader turned to; `null` shows the worst. */
	#chosen: string | null = null;
	#open: string | null = null;
	#shown: readonly Notice[] = [];

	constructor() {
		super();
		this.feed = null;
		this.src = null;
		this.placement = 'inline';
	}

	protected override createRenderRoot(): HTMLElement | DocumentFragment {
		const root = super.createRenderRoot();
		root.append(...this.#view.nodes);
		return root;
	}

	protected override update(changed: Map<PropertyKey, unknown>): void {
		super.update(changed);
		const { snapshot, now } = this.#source;
		this.#shown = snapshot ? this.#choose(snapshot.state, now) : [];
		const notice = this.#current();
		if (!snapshot || !notice) {
			this.#view.hide();
			return;
		}
		this.#view.show({
			notice,
			snapshot,
			now,
			index: this.#shown.indexOf(notice),
			all: this.#shown.length,
			open: this.#open === notice.id,
			page: page(snapshot.state),
		});
		this.#announce(now);
	}

	#current(): Notice | undefined {
		return this.#shown.find(({ id }) => id === this.#chosen) ?? this.#shown[0];
	}

	/** What is open, worst first, then what ended under this reader's eyes; without what the reader put away. */
	#choose(state: State, now: number): readonly Notice[] {
		const active = activeNotices(state, now);
		const ended = recentNotices(state, now, resolutionMs).filter(({ id }) => this.#seen.has(id));
		const shown = [...active, ...ended].filter(
			(notice) => !this.#source.feed?.dismissals.isDismissed(notice),
		);
		for (const { id } of active) this.#seen.add(id);
		return shown;
	}

	/** Says each change once; only what is critical interrupts. */
	#announce(now: number): void {
		const news = this.#shown.filter(({ id, value }) => {
			const key = `${id} ${value.latestUpdate} ${effectivePhase(value, now)} ${value.impact} ${value.title}`;
			return !this.#said.has(key) && this.#said.add(key);
		});
		if (news.length === 0) return;
		const urgent = news.some(({ value }) => value.impact === 'critical' && !isEnded(value, now));
		this.#view.say(
			news.map((notice) => messages.said(notice.value.title, phaseText(notice, now))).join(' '),
			urgent,
		);
	}

	#dismiss(): void {
		const notice = this.#current();
		if (!notice || !this.dispatchEvent(new DismissEvent(notice.id))) return;
		this.#chosen = null;
		this.#source.feed?.dismissals.dismiss(notice);
		this.requestUpdate();
	}

	#turn(by: number): void {
		const all = this.#shown.length;
		const notice = this.#current();
		const next = notice && this.#shown[(this.#shown.indexOf(notice) + by + all) % all];
		if (!next || all < 2) return;
		this.#chosen = next.id;
		this.#view.say(`${messages.position(this.#shown.indexOf(next) + 1, all)}: ${next.value.title}`, false);
		this.requestUpdate();
	}

	#toggle(): void {
		const id = this.#current()?.id ?? null;
		this.#open = this.#open === id ? null : id;
		this.requestUpdate();
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-banner': CandorBanner;
	}
}
