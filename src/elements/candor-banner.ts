import { type PropertyDeclarations, ReactiveElement } from '@lit/reactive-element';
import type { Feed } from '../client/index.ts';
import type { State } from '../model/commit.ts';
import { activeNotices, effectivePhase, isEnded, type Notice, recentNotices } from '../model/view.ts';
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
 * @fires {DismissEvent} candor-dismiss - The reader dismissed a notice; cancel it to keep the notice.
 * @csspart card - The banner itself.
 * @csspart title - The notice's title.
 * @csspart actions - The row of buttons.
 * @cssprop [--candor-banner-z=2147483000] - The stacking order when it is placed at the top or the bottom.
 * @cssprop [--candor-banner-width=46rem] - The greatest width when it is placed at the top or the bottom.
 */
export class CandorBanner extends ReactiveElement {
	static override properties: PropertyDeclarations = {
		feed: { attribute: false },
		src: {},
		placement: { reflect: true },
	};

	/** A feed given by script; otherwise `src`, the closest `candor-feed`, or the embed script says where it is. */
	declare feed: Feed | null | undefined;
	/** The status server's origin. */
	declare src: string | null | undefined;
	/** `top`, `bottom`: over the page's edge, moving nothing. Without it, or `inline`: in the page where it stands. */
	declare placement: 'inline' | 'top' | 'bottom' | null | undefined;

	readonly #source = new FeedController(this);
	readonly #view = bannerView(
		() => this.#dismiss(),
		(by) => this.#turn(by),
	);
	/** The notices that this reader has been shown: they alone are told how it ended. */
	readonly #seen = new Set<string>();
	readonly #said = new Map<string, string>();
	/** The notice that the reader turned to; without one, the worst is shown. */
	#chosen: string | undefined;
	#worst: string | undefined;
	#shown: readonly Notice[] = [];

	protected override createRenderRoot(): HTMLElement | DocumentFragment {
		const root = this.attachShadow({ mode: 'open' });
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(bannerStyles);
		root.adoptedStyleSheets = [sheet];
		root.append(...this.#view.nodes);
		return root;
	}

	protected override update(changed: Map<PropertyKey, unknown>): void {
		super.update(changed);
		const { snapshot, now } = this.#source;
		this.#shown = snapshot ? this.#choose(snapshot.state, now) : [];
		const worst = this.#shown[0]?.id;
		if (worst !== this.#worst) this.#chosen = undefined;
		this.#worst = worst;
		this.#view.show(this.#current(), this.#shown, snapshot, now);
		this.#announce(now);
	}

	/** What is shown of all that there is. */
	#current(): Notice | undefined {
		return this.#shown.find(({ id }) => id === this.#chosen) ?? this.#shown[0];
	}

	/** What is open, worst first, then what ended under this reader's eyes; without what the reader put away. */
	#choose(state: State, now: number): readonly Notice[] {
		const active = activeNotices(state, now);
		const ended = recentNotices(state, now, resolutionMs).filter(({ id }) => this.#seen.has(id));
		for (const { id } of active) this.#seen.add(id);
		return [...active, ...ended].filter((notice) => !this.#source.feed?.dismissals.isDismissed(notice));
	}

	/** Says each change once; only what is critical interrupts. */
	#announce(now: number): void {
		const news = this.#shown.filter(({ id, value }) => {
			const { latestUpdate, impact, title } = value;
			const key = [id, latestUpdate, effectivePhase(value, now), impact, title].join();
			return this.#said.get(id) !== key && this.#said.set(id, key);
		});
		if (!this.#shown.length) this.#view.say('', false);
		if (!news.length) return;
		this.#view.say(
			news.map((notice) => messages.said(notice.value.title, phaseText(notice, now))).join(' '),
			news.some(({ value }) => value.impact === 'critical' && !isEnded(value, now)),
		);
	}

	#dismiss(): void {
		const notice = this.#current();
		if (!notice || !this.dispatchEvent(new DismissEvent(notice.id))) return;
		this.#chosen = undefined;
		this.#source.feed?.dismissals.dismiss(notice);
	}

	#turn(by: number): void {
		const shown = this.#shown;
		const current = this.#current();
		const index = current ? (shown.indexOf(current) + by + shown.length) % shown.length : 0;
		const next = shown[index];
		if (!next || next === current) return;
		this.#chosen = next.id;
		this.#view.say(`${messages.position(index + 1, shown.length)}: ${next.value.title}`, false);
		this.requestUpdate();
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-banner': CandorBanner;
	}
}
