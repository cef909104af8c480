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
import type { State } from '../../model/state/commit.ts';
import { componentChanges } from '../../model/views/component-changes.ts';
import {
	activeNotices,
	isEnded,
	isExpired,
	type Notice,
	notice,
	notices,
	rank,
	timeline,
	type Update,
} from '../../model/views/notices.ts';
import { postmortemOf } from '../../model/views/remedies.ts';
import type { Translated } from '../../model/views/translation.ts';
import { staleText } from '../i18n/connection-text.ts';
import { message } from '../i18n/messages.ts';
import { timeText } from '../i18n/time.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { externalLink } from '../shared/controls.ts';
import { bulletList, noticeHeader } from '../shared/notice-parts.ts';
import { isStale } from '../shared/staleness.ts';
import { type Tone, toneOfNotice } from '../shared/tones.ts';
import { byDay, timeOfDay } from './days.ts';
import { entry } from './entry.ts';
import { News } from './news.ts';
import { report } from './postmortem.ts';
import { timelineStyles } from './styles.ts';

/**
 * What has happened, update by update, the newest first, as it happens: of one notice, or of all that are open. What ends while
 * the reader is here stays until they leave.
 *
 * @tag candor-timeline
 * @csspart card - One notice with its updates.
 * @csspart title - A notice's title.
 * @csspart drill - The mark of an exercise.
 * @csspart report - The post-mortem at a notice's end.
 */
export class CandorTimeline extends CandorElement {
	static override styles: CSSResultGroup = timelineStyles;
	static override properties: PropertyDeclarations = { notice: {}, look: {} };

	/** The id of the notice to follow, until 30 days after its end; without it, all that are open. */
	declare notice: string | null;
	/** `earlier`: only the updates before the newest, where all else is told around it. */
	declare look: 'earlier' | null | undefined;

	#news = new News();
	/** The notices that the reader saw open. */
	readonly #seen = new Set<string>();
	/** The updates that were there when the reader came. */
	#first: ReadonlySet<string> | null = null;

	constructor() {
		super();
		this.notice = null;
	}

	/** Another notice is no news of this one. */
	protected override willUpdate(changed: PropertyValues): void {
		if (!changed.has('notice')) return;
		this.#news = new News();
		this.#first = null;
	}

	protected override render(): TemplateResult {
		const { snapshot, now } = this;
		const shown = snapshot ? this.#choose(snapshot) : [];
		const draw = (card: (each: Notice, state: State) => TemplateResult) =>
			repeat(
				shown,
				({ id }) => id,
				(each) => (snapshot ? card(each, snapshot.state) : nothing),
			);
		if (this.look === 'earlier')
			return html`<div class="stack">${draw((each, state) => this.#earlier(each, state))}</div>`;
		const stale = staleText(snapshot, now);
		return html`
			<div class="said" role="status">${snapshot ? this.#tell(shown, snapshot) : nothing}</div>
			<div class="stack" role="region" aria-label=${message('updates')}>
				${stale ? html`<p class="muted">${stale}</p>` : nothing}
				${shown.length === 0 && !stale ? html`<p class="muted">${message('noNotices')}</p>` : nothing}
				${draw((each, state) => this.#card(each, state))}
			</div>
		`;
	}

	/** What has ended keeps its place among the others, so that nothing moves under a reader's eyes. */
	#choose({ state }: FeedSnapshot): readonly Notice[] {
		const { now } = this;
		if (this.notice) {
			const one = notice(state, this.notice);
			return one && !isExpired(one.value, now) && this.isForVisitor(one) ? [one] : [];
		}
		for (const { id } of activeNotices(state, now).filter(this.isForVisitor)) this.#seen.add(id);
		return notices(state)
			.filter((each) => this.#seen.has(each.id) && !isExpired(each.value, now) && this.isForVisitor(each))
			.sort((a, b) => rank(b) - rank(a));
	}

	/** Says what is new since the last draw, unless a banner on the page says it already. */
	#tell(shown: readonly Notice[], { state, heardAt }: FeedSnapshot): string {
		if (heardAt === null) return '';
		this.#first ??= new Set(shown.flatMap(({ id }) => timeline(state, id).map((update) => update.id)));
		const translator = {
			title: (value: Translated & { readonly title: string }) => this.localize(value).value.title,
			body: ({ value }: Update, of: Notice) => this.localizeBody(value, of.value.language).value,
		};
		return this.#news.tell(shown, state, translator, !!document.querySelector('candor-banner'));
	}

	#card(each: Notice, state: State): TemplateResult {
		const { now } = this;
		const { value, language } = this.localize(each.value);
		const updates = timeline(state, each.id);
		const end = postmortemOf(state, each.id);
		const told = end && this.localize(end.value);
		return html`
			<article class="card stack" part="card" data-tone=${this.#tone(each)}>
				${noticeHeader(each, state, now)}
				${
					value.actions.length > 0 && !isEnded(value, now)
						? html`<h4>${message('doing')}</h4>${bulletList(value.actions, language)}`
						: nothing
				}
				${updates.length === 0 ? html`<p class="muted">${message('noUpdates')}</p>` : nothing}
				${this.#days(each, state, updates)}
				${externalLink(value.moreUrl, message('readMore'))}
				${told ? report(told.value, told.language, this.richText(told.value.body, told.language), now) : nothing}
			</article>
		`;
	}

	/** What was over when it was last heard of is not drawn as sure. */
	#tone(each: Notice): Tone {
		const isOld = !this.snapshot || isStale(this.snapshot, this.now);
		return isOld && isEnded(each.value, this.now) ? 'info' : toneOfNotice(each.value, this.now);
	}

	#earlier(each: Notice, state: State): TemplateResult {
		const [, ...updates] = timeline(state, each.id);
		return html`<div class="card stack" part="card" data-tone=${this.#tone(each)}>${this.#days(each, state, updates)}</div>`;
	}

	/** `updates`: those that are shown, the newest first. */
	#days(of: Notice, state: State, updates: readonly Update[]): unknown {
		const days = byDay(updates);
		const time = days.length > 1 ? timeOfDay : timeText;
		const changes = componentChanges(timeline(state, of.id));
		return repeat(
			days,
			({ name }) => name,
			({ name, updates }) => html`
				${days.length > 1 ? html`<h4 class="day">${name}</h4>` : nothing}
				<ol class="stack updates" aria-label=${days.length > 1 ? name : message('updates')}>
					${repeat(
						updates,
						({ id }) => id,
						(update) => {
							const { value: words, language } = this.localizeBody(update.value, of.value.language);
							return entry(
								{
									update,
									time: time(update.value.at, this.now),
									body: this.richText(words, language),
									changes: changes.get(update.id) ?? [],
									isNew: !!this.#first && !this.#first.has(update.id),
								},
								state,
							);
						},
					)}
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
