/** What a banner remembers of notices while its page is open. */
import type { Feed } from '../../client/index.ts';
import { visitorFlagsFor } from '../../client/storage/visitor-flags.ts';
import { isEnded, type Notice } from '../../model/views/notices.ts';
import { type AnnouncedNotices, markAnnounced } from '../shared/announced-notices.ts';
import { createFollowUps } from './follow-ups.ts';
import { seenNotices } from './seen-notices.ts';

/**
 * The flag of a visitor who dismissed the notice when it said that data is affected. Such a finding
 * brings back a notice that was dismissed before.
 */
const alarmFlag = ({ id, value }: Notice): string => `alarm ${id} ${value.openedAt}`;
const isAlarm = ({ value }: Notice): boolean => value.dataSafety?.state === 'affected';

/** How long news is shown before worse notices, unless the visitor has read it. */
const newsMs = 10 * 60_000;

export type BannerMemory = ReturnType<typeof createMemory>;

export function createMemory() {
	const seen = seenNotices();
	const followUps = createFollowUps();
	const known: AnnouncedNotices = new Map();
	/** Notices that changed before the visitor's eyes, until the details have been read. */
	const changed = new Set<string>();
	const restored = new Set<string>();
	const versionOf = ({ id, value }: Notice): string => `${id} ${value.latestUpdate}`;
	/** Versions of notices whose details the visitor has read. */
	const read = new Set<string>();

	return {
		seen,
		/** What is announced after outages that the visitor saw. */
		followUps,
		/** The dismissed notices that the visitor brought back. */
		restored,
		/** Whether the visitor has dismissed the notice, and no finding about data got worse since. */
		isDismissed: (feed: Feed, notice: Notice): boolean =>
			feed.dismissals.isDismissed(notice) &&
			(!isAlarm(notice) || visitorFlagsFor(feed.source).has(alarmFlag(notice))),
		/** Records that the visitor dismisses the notice as it is now. */
		recordDismissal(feed: Feed, notice: Notice): void {
			restored.delete(notice.id);
			followUps.dismiss(notice.id);
			if (isAlarm(notice)) visitorFlagsFor(feed.source).set(alarmFlag(notice), true);
		},
		/** Whether the notice changed since it was first shown, and was not read since. */
		isChanged: ({ id }: Notice): boolean => changed.has(id),
		/** Whether this page or an earlier one showed the notice while it was open. */
		wasSeen: (feed: Feed, notice: Notice): boolean => known.has(notice.id) || seen.has(feed, notice),
		/** Records what is shown now. */
		record(notices: readonly Notice[], now: number): void {
			for (const notice of notices) {
				const isKnown = known.has(notice.id);
				if (markAnnounced(known, notice, now) && isKnown) changed.add(notice.id);
			}
		},
		markRead(notices: readonly Notice[]): void {
			for (const notice of notices) read.add(versionOf(notice));
			changed.clear();
		},
		/**
		 * When the notice became news, which comes before worse notices: it has just ended, or what is
		 * known about data has just changed. Epoch milliseconds; `null`: it is none.
		 */
		newsSince(notice: Notice, now: number): number | null {
			const { endedAt, dataSafety, openedAt } = notice.value;
			if (read.has(versionOf(notice))) return null;
			const at = isEnded(notice.value, now)
				? endedAt
				: dataSafety && dataSafety.state !== 'investigating' && dataSafety.asOf > openedAt
					? dataSafety.asOf
					: null;
			const since = at === null ? null : Date.parse(at);
			return since !== null && now - since < newsMs ? since : null;
		},
	};
}
