/**
 * The renderer with icons, translations and every field of a notice. It chooses the notice that is
 * shown and what is announced.
 */
import { activeNotices, isEnded, type Notice, recentNotices } from '../../model/views/notices.ts';
import { applyLanguage } from '../i18n/apply-language.ts';
import { message } from '../i18n/messages.ts';
import { announcementText, noticeTitle, phaseText } from '../i18n/notice-text.ts';
import { markAnnounced } from '../shared/announced-notices.ts';
import { DismissEvent } from '../shared/dismiss-event.ts';
import { shownSnapshot } from '../shared/shown-snapshot.ts';
import { visitorContext } from '../shared/visitor-context.ts';
import { yieldToMain } from '../shared/yield-to-main.ts';
import { detailsStyles } from './details-styles.ts';
import { detailsView } from './details-view.ts';
import { notAffectedText, noticesFor } from './notices-for-visitor.ts';
import { pageInset } from './page-inset.ts';
import { prewarmLayout } from './prewarm-layout.ts';
import type { BannerRenderer, RendererContext } from './renderer.ts';
import { seenNotices } from './seen-notices.ts';

/** How long the end of a notice is shown to a visitor who saw it open. */
const resolutionMs = 6 * 60 * 60_000;

async function attach({ host, root, source, announced }: RendererContext): Promise<() => void> {
	/**
	 * Open notices, worst first, then those that ended while the visitor watched; without dismissed
	 * ones.
	 */
	let shown: readonly Notice[] = [];
	let worstId: string | undefined;
	let current: Notice | undefined;
	const seen = seenNotices();
	const view = detailsView(dismiss, showNext);
	root.append(...view.nodes);
	// Not when something was shown already: it would disappear meanwhile.
	if (!announced.size) await prewarmLayout(view.card);
	const updateInset = pageInset(host, view.card);

	function dismiss(): void {
		if (current && host.dispatchEvent(new DismissEvent(current.id))) source.feed?.dismissals.dismiss(current);
	}

	function showNext(by: number): void {
		const count = shown.length;
		const index = (shown.indexOf(current as Notice) + by + count) % count;
		const next = shown[index];
		if (!next || next === current) return;
		current = next;
		view.announce(message('turnedTo', { index: index + 1, count, title: noticeTitle(next) }), false);
		draw();
	}

	function draw(): void {
		const { feed } = source;
		applyLanguage(feed);
		const snapshot = shownSnapshot(feed);
		const now = feed?.clock.now() ?? 0;
		// The end of a notice concerns only visitors who saw it open.
		const wasSeen = (notice: Notice) => announced.has(notice.id) || (!!feed && seen.has(feed, notice));
		const visitor = visitorContext(host);
		const all = snapshot
			? noticesFor(visitor, [
					...activeNotices(snapshot.state, now),
					...recentNotices(snapshot.state, now, resolutionMs).filter(wasSeen),
				])
			: [];
		shown = all.filter((notice) => !feed?.dismissals.isDismissed(notice));
		// The visitor's choice holds until another notice is the worst.
		const [worst] = shown;
		current = (worst?.id === worstId && shown.find(({ id }) => id === current?.id)) || worst;
		worstId = worst?.id;
		if (feed && current) view.setTimeline(feed, current.id);
		view.show(current, shown, snapshot, now, current ? notAffectedText(current, visitor) : null);
		updateInset();
		// Storage is slow, and what is drawn comes first.
		const drawn = shown;
		if (feed) void yieldToMain().then(() => seen.add(feed, drawn, now));
		announceNews(
			all.filter((notice) => markAnnounced(announced, notice, now) && shown.includes(notice)),
			now,
		);
	}

	function announceNews(news: readonly Notice[], now: number): void {
		// Without news the last announcement stays, unless nothing is shown any more.
		if (!news.length && shown.length) return;
		view.announce(
			news.map((notice) => announcementText(notice, noticeTitle(notice), phaseText(notice, now))).join(' '),
			// Only a critical notice interrupts.
			news.some(({ value }) => value.impact === 'critical' && !isEnded(value, now)),
		);
	}
	return draw;
}

export const detailsRenderer: BannerRenderer = { styles: detailsStyles, attach };
