/**
 * Announces what followed an outage, in the banners of browsers that showed the outage: once, at
 * most one a day, and never beside an open notice.
 */
import { outageMemoryFor } from '../../client/storage/outage-memory.ts';
import { isFor } from '../../model/audience.ts';
import { findingId } from '../../model/finding.ts';
import { followedUp, followUpsOf, isOutage, outageName } from '../../model/views/follow-ups.ts';
import { isEnded, type Notice, notice } from '../../model/views/notices.ts';
import { isStale } from '../shared/staleness.ts';
import { followUpView } from './follow-up-view.ts';
import type { NoticeView } from './view.ts';
import type { Situation } from './visitor-views.ts';

/** What this page announces, until it is dismissed. */
interface Announcement {
	readonly outage: string;
	readonly names: readonly string[];
}

export type FollowUps = ReturnType<typeof createFollowUps>;

export function createFollowUps() {
	let current: Announcement | null = null;
	let isClaiming = false;
	/** Outages that this page has recorded, so that a tick of the clock reads nothing. */
	const recorded = new Set<string>();

	/** What is new to this browser, of the outage that ended last and has anything new. */
	function find({ feed, snapshot, visitor, now }: Situation): Announcement | null {
		const memory = outageMemoryFor(feed.source);
		for (const about of followedUp(snapshot.state, now)) {
			if (!memory.hasSeen(outageName(about))) continue;
			const names = followUpsOf(snapshot.state, about, visitor, now)
				.map(({ name }) => name)
				.filter((name) => !memory.isAnnounced(name));
			if (names.length) return { outage: about.id, names };
		}
		return null;
	}

	return {
		/** Records the outages that a visitor sees now and that affect them. */
		record(shown: readonly Notice[], { feed, visitor, now }: Situation): void {
			if (document.visibilityState === 'hidden') return;
			for (const each of shown) {
				const name = outageName(each);
				const isSeen = isOutage(each) && each.id !== findingId && !isEnded(each.value, now);
				if (!isSeen || recorded.has(name) || !isFor(each.value, visitor)) continue;
				recorded.add(name);
				outageMemoryFor(feed.source).recordSeen(name);
			}
		},
		/** Resolves to whether there is something to announce that was not there before. */
		async look(situation: Situation): Promise<boolean> {
			const { feed, snapshot, now } = situation;
			// In the background the visitor would miss it, and a saved state may be old.
			const mayLook = document.visibilityState !== 'hidden' && !isStale(snapshot, now);
			if (current || isClaiming || !mayLook || snapshot.connection === 'connecting') return false;
			const found = find(situation);
			if (!found) return false;
			isClaiming = true;
			if (await outageMemoryFor(feed.source).claim(found.names, now)) current = found;
			isClaiming = false;
			return current !== null;
		},
		views(situation: Situation): NoticeView[] {
			const { state } = situation.snapshot;
			const about = current && notice(state, current.outage);
			if (!current || !about) return [];
			const { names } = current;
			const all = followUpsOf(state, about, situation.visitor, situation.now);
			const news = all.filter(({ name }) => names.includes(name));
			return news.length ? [followUpView(about, news, situation)] : [];
		},
		/** The visitor dismisses the announcement. */
		dismiss(id: string): void {
			if (current?.outage === id) current = null;
		},
	};
}
