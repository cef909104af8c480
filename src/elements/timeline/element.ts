import {
	type CSSResultGroup,
	html,
	nothing,
	type PropertyDeclarations,
	type PropertyValues,
	type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FeedSnapshot } from '../../client/index.ts';
import type { State } from '../../model/state/state.ts';
import { componentChanges } from '../../model/views/component-changes.ts';
import {
	activeNotices,
	isEnded,
	isExpired,
	type Notice,
	notice,
	notices,
	rank,
} from '../../model/views/notices.ts';
import { postmortemOf } from '../../model/views/postmortems.ts';
import { latestOf, timeline, type Update } from '../../model/views/updates.ts';
import { staleText } from '../i18n/connection-text.ts';
import { message } from '../i18n/messages.ts';
import { correctionText, noticeTitle } from '../i18n/notice-text.ts';
import { timeText } from '../i18n/time.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { externalLink } from '../shared/controls.ts';
import { nothingOpenText } from '../shared/empty-text.ts';
import { noticeHeader, noticeHelp } from '../shared/notice-parts.ts';
import { isStale } from '../shared/staleness.ts';
import { type Tone, toneOfNotice } from '../shared/tones.ts';
import { TimelineAnnouncer } from './announcer.ts';
import { groupByDay, timeOfDay } from './days.ts';
import { postmortemSection } from './postmortem.ts';
import { timelineStyles } from './styles.ts';
import { updateItem } from './update-item.ts';

/**
 * The updates of one notice, or of all open notices, the newest first. A notice that ends while the
 * visitor is on the page stays until they leave.
 *
 * @tag candor-timeline
 * @csspart card - One notice with its updates.
 * @csspart title - A notice's title.
 * @csspart drill - The label of a drill.
 * @csspart report - The post-mortem at a notice's end.
 */
export class CandorTimeline extends CandorElement {
	static override styles: CSSResultGroup = timelineStyles;
	static override properties: PropertyDeclarations = { notice: {}, look: {} };

	/**
	 * The id of the notice, which is shown until 30 days after its end. Without it: all open notices.
	 */
	declare notice: string | null;
	/** `earlier`: only the updates before the newest one, for a page that shows the rest itself. */
	declare look: 'earlier' | null | undefined;

	#announcer = new TimelineAnnouncer();
	/** Ids of the notices that were open while the visitor was on the page. */
	readonly #seenOpen = new Set<string>();
	/** Ids of the updates that the first render showed. */
	#initialUpdates: ReadonlySet<string> | null = null;

	constructor() {
		super();
		this.notice = null;
	}

	/** What another notice has shown or announced does not count for this one. */
	protected override willUpdate(changed: PropertyValues): void {
		if (!changed.has('notice')) return;
		this.#announcer = new TimelineAnnouncer();
		this.#initialUpdates = null;
	}

	protected override render(): TemplateResult {
		const { snapshot, now } = this;
		const shown = snapshot ? this.#shownNotices(snapshot) : [];
		const renderEach = (card: (notice: Notice, state: State) => TemplateResult) =>
			repeat(
				shown,
				({ id }) => id,
				(each) => (snapshot ? card(each, snapshot.state) : nothing),
			);
		if (this.look === 'earlier')
			return html`<div class="stack">${renderEach((each, state) => this.#earlierUpdates(each, state))}</div>`;
		const stale = staleText(snapshot, now);
		return html`
			<div class="live-region" role="status">${snapshot ? this.#announcement(shown, snapshot) : nothing}</div>
			<div class="stack" role="region" aria-label=${this.#name(shown)}>
				${stale ? html`<p class="muted" .textContent=${stale}></p>` : nothing}
				${snapshot && shown.length === 0 && !stale ? html`<p class="muted" .textContent=${this.#emptyText(snapshot)}></p>` : nothing}
				${renderEach((each, state) => this.#card(each, state))}
			</div>
		`;
	}

	/** Several timelines of a page differ by their names, and from the banner, which has the title. */
	#name(shown: readonly Notice[]): string {
		const only = this.notice ? shown[0] : undefined;
		return only ? `${message('updates')} – ${noticeTitle(only)}` : message('updates');
	}

	#emptyText({ state }: FeedSnapshot): string {
		return this.notice ? message('noNotices') : nothingOpenText(state, this.now, this.isForVisitor);
	}

	/** A notice that has ended keeps its place, so that nothing moves while the visitor reads. */
	#shownNotices({ state }: FeedSnapshot): readonly Notice[] {
		const { now } = this;
		if (this.notice) {
			const found = notice(state, this.notice);
			return found && !isExpired(found.value, now) && this.isForVisitor(found) ? [found] : [];
		}
		for (const { id } of activeNotices(state, now).filter(this.isForVisitor)) this.#seenOpen.add(id);
		return notices(state)
			.filter((each) => this.#seenOpen.has(each.id) && !isExpired(each.value, now) && this.isForVisitor(each))
			.sort((a, b) => rank(b) - rank(a));
	}

	#announcement(shown: readonly Notice[], { state, heardAt }: FeedSnapshot): HTMLElement | null {
		if (heardAt === null) return null;
		this.#initialUpdates ??= new Set(
			shown.flatMap(({ id }) => timeline(state, id).map((update) => update.id)),
		);
		const hasBanner = !!document.querySelector('candor-banner');
		return this.#announcer.contentFor(shown, state, hasBanner);
	}

	#card(each: Notice, state: State): TemplateResult {
		const { now } = this;
		const { value, language } = this.localize(each.value);
		const { workaround } = value;
		const tone = this.#tone(each);
		const updates = timeline(state, each.id);
		const found = postmortemOf(state, each.id);
		const postmortem = found && this.localize(found.value);
		return html`
			<article class="card stack" part="card" data-tone=${tone}>
				<div class="head">
					${this.icon(`head ${each.id}`, tone)}
					<div class="stack">
						${noticeHeader(each, { state, now, level: 3 })}
						${noticeHelp(each, { now, level: 3 }, workaround?.length ? this.richText(workaround, language) : null)}
					</div>
				</div>
				${updates.length === 0 ? html`<p class="muted" .textContent=${message('noUpdates')}></p>` : nothing}
				${this.#updates(each, state, updates)}
				${externalLink(value.moreUrl, message('readMore'))}
				${
					postmortem
						? postmortemSection(
								postmortem.value,
								postmortem.language,
								this.richText(postmortem.value.body, postmortem.language),
								now,
							)
						: nothing
				}
			</article>
		`;
	}

	/** An end that may be out of date does not have the reassuring tone. */
	#tone({ value }: Notice): Tone {
		const isOld = !this.snapshot || isStale(this.snapshot, this.now);
		return isOld && isEnded(value, this.now) ? 'info' : toneOfNotice(value, this.now);
	}

	#earlierUpdates(each: Notice, state: State): TemplateResult {
		const all = timeline(state, each.id);
		const latest = latestOf(all);
		const updates = all.filter((update) => update !== latest);
		return html`<div class="card stack" part="card" data-tone=${this.#tone(each)}>${this.#updates(each, state, updates)}</div>`;
	}

	/** A list for each day, the newest first. The days have names if there is more than one. */
	#updates(of: Notice, state: State, updates: readonly Update[]): unknown {
		const days = groupByDay(updates);
		const hasNames = days.length > 1;
		const changes = componentChanges(timeline(state, of.id));
		const item = (update: Update): TemplateResult => {
			const { value: body, language } = this.localizeBody(update.value, of.value.language);
			return updateItem(
				{
					update,
					time: (hasNames ? timeOfDay : timeText)(update.value.at, this.now),
					correction: correctionText(update, this.now),
					body: this.richText(body, language),
					changes: changes.get(update.id) ?? [],
					isNew: !!this.#initialUpdates && !this.#initialUpdates.has(update.id),
				},
				state,
			);
		};
		return repeat(
			days,
			({ name }) => name,
			({ name, updates }) => html`
				${hasNames ? html`<h4 class="label day" .textContent=${name}></h4>` : nothing}
				<ol class="stack updates" aria-label=${hasNames ? name : message('updates')}>
					${repeat(updates, ({ id }) => id, item)}
				</ol>
			`,
		);
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-timeline': CandorTimeline;
	}
}
