/** Which notice the reader sees, and what a screen reader says of changes. */
import { activeNotices, isEnded, type Notice, recentNotices } from '../../model/views/notices.ts';
import { applyLanguage } from '../i18n/apply-language.ts';
import { message } from '../i18n/messages.ts';
import { announcementText, noticeTitle, phaseText } from '../i18n/notice-text.ts';
import { DismissEvent } from '../shared/dismiss-event.ts';
import type { FeedController } from '../shared/feed-controller.ts';
import { shownSnapshot } from '../shared/shown-snapshot.ts';
import { visitorContext } from '../shared/visitor-context.ts';
import type { Told } from './look.ts';
import { insteadOf, toldTo } from './meant.ts';
import { isNews } from './news.ts';
import { rehearse } from './rehearse.ts';
import { takeRoom } from './room.ts';
import { seenNotices } from './seen.ts';
import { bannerView } from './view.ts';

/** For how long a resolution is still news to somebody who saw the incident. */
const resolutionMs = 6 * 60 * 60_000;

/** Fills the banner's shadow root. Returns what draws the feed's notices as they are now. */
export async function presentNotices(
	host: HTMLElement,
	root: ShadowRoot,
	source: FeedController,
	told: Told,
): Promise<() => void> {
	/** What is open, worst first, then what ended under the reader's eyes; without what the reader put away. */
	let shown: readonly Notice[] = [];
	let worst: string | undefined;
	let current: Notice | undefined;
	const seen = seenNotices();
	const view = bannerView(dismiss, turn);
	root.append(...view.nodes);
	// Whoever has been told something sees it, and shall not see it go for that.
	if (!told.size) await rehearse(view.card);
	const room = takeRoom(host, view.card);

	function dismiss(): void {
		if (current && host.dispatchEvent(new DismissEvent(current.id))) source.feed?.dismissals.dismiss(current);
	}

	/** Goes on by so many notices. */
	function turn(by: number): void {
		const { length } = shown;
		const index = (shown.indexOf(current as Notice) + by + length) % length;
		const next = shown[index];
		if (!next || next === current) return;
		current = next;
		view.say(message('turnedTo', { index: index + 1, count: length, title: noticeTitle(next) }), false);
		draw();
	}

	function draw(): void {
		source.hostUpdate();
		const { feed } = source;
		applyLanguage(feed);
		const snapshot = shownSnapshot(feed);
		const now = feed?.clock.now() ?? 0;
		// Who saw nothing of it is not told how it ended either.
		const saw = (notice: Notice) => told.has(notice.id) || (!!feed && seen.has(feed, notice));
		const visitor = visitorContext(host);
		const known = snapshot
			? toldTo(visitor, [
					...activeNotices(snapshot.state, now),
					...recentNotices(snapshot.state, now, resolutionMs).filter(saw),
				])
			: [];
		shown = known.filter((notice) => !feed?.dismissals.isDismissed(notice));
		if (feed) seen.add(feed, shown, now);
		// Where the reader had turned to counts until something else is the worst.
		const [first] = shown;
		current = (first?.id === worst && shown.find(({ id }) => id === current?.id)) || first;
		worst = first?.id;
		if (feed && current) view.follow(feed, current.id);
		view.show(current, shown, snapshot, now, current ? insteadOf(current, visitor) : null);
		room();

		const news = known.filter((notice) => isNews(told, notice, now) && shown.includes(notice));
		if (news.length || !first)
			// Only what is critical interrupts.
			view.say(
				news.map((notice) => announcementText(notice, noticeTitle(notice), phaseText(notice, now))).join(' '),
				news.some(({ value }) => value.impact === 'critical' && !isEnded(value, now)),
			);
	}
	return draw;
}
