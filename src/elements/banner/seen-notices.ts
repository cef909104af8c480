/**
 * Which open notices the visitor has seen, stored in this browser only. Many products load a new
 * page at every step: a visitor who saw an incident on one page learns once on another page that
 * it ended.
 */
import type { Feed } from '../../client/index.ts';
import { visitorFlagsFor } from '../../client/storage/visitor-flags.ts';
import { findingId } from '../../model/finding.ts';
import { isEnded, type Notice } from '../../model/views/notices.ts';

export interface SeenNotices {
	/** Whether an earlier page showed the notice while it was open. */
	has(feed: Feed, notice: Notice): boolean;
	/**
	 * Records what is shown now. A notice that has ended is removed: this page shows its end, and
	 * no later page does.
	 */
	add(feed: Feed, notices: readonly Notice[], now: number): void;
}

// With `openedAt`, because an operator can reuse an id of their own choice in another log.
const flagOf = ({ id, value }: Notice): string => `saw ${id} ${value.openedAt}`;

export function seenNotices(): SeenNotices {
	/** What this page has written, so that a tick of the clock writes nothing. */
	const written = new Map<string, boolean>();
	return {
		has: (feed, notice) => visitorFlagsFor(feed.source).has(flagOf(notice)),
		add(feed, notices, now) {
			for (const notice of notices) {
				// A finding ends when the page recovers; how it ended is not announced.
				if (notice.id === findingId) continue;
				const flag = flagOf(notice);
				const isOpen = !isEnded(notice.value, now);
				if (written.get(flag) === isOpen) continue;
				written.set(flag, isOpen);
				visitorFlagsFor(feed.source).set(flag, isOpen);
			}
		},
	};
}
