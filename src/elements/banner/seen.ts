/**
 * Which notices this reader has seen while they were open, kept in this browser alone. Many products load a new page at every step: whoever saw
 * an incident on one is told on another how it ended, once.
 */
import type { Feed } from '../../client/index.ts';
import { visitorFlagsFor } from '../../client/storage/visitor-flags.ts';
import { localId } from '../../model/state/commit.ts';
import { isEnded, type Notice } from '../../model/views/notices.ts';

export interface Seen {
	/** Whether it was seen while it was open, in an earlier page. */
	has(feed: Feed, notice: Notice): boolean;
	/** To be called with what the reader now sees. What has ended is forgotten: this page shows it, and none after it. */
	add(feed: Feed, notices: readonly Notice[], now: number): void;
}

// An id that an operator chose may come again in another log: it is another notice then.
const nameOf = ({ id, value }: Notice): string => `saw ${id} ${value.openedAt}`;

export function seenNotices(): Seen {
	/** What this page has written, so that a tick of the clock writes nothing. */
	const written = new Map<string, boolean>();
	return {
		has: (feed, notice) => visitorFlagsFor(feed.source).has(nameOf(notice)),
		add(feed, notices, now) {
			for (const notice of notices) {
				if (notice.id === localId) continue;
				const name = nameOf(notice);
				const isOpen = !isEnded(notice.value, now);
				if (written.get(name) === isOpen) continue;
				written.set(name, isOpen);
				visitorFlagsFor(feed.source).set(name, isOpen);
			}
		},
	};
}
