/** Sentences about the age of what is shown. */
import type { FeedSnapshot } from '../../client/index.ts';
import { isIntermittent, isStale } from '../shared/staleness.ts';
import { message } from './messages.ts';
import { relativeTime } from './relative-time.ts';

/**
 * When a server was last reached. Empty while what is shown is up to date, and before the first
 * contact.
 */
export function ageText(snapshot: FeedSnapshot, now: number): string {
	const { connection, heardAt } = snapshot;
	if (heardAt === null || !isStale(snapshot, now)) return '';
	return message(isIntermittent(connection) ? 'heard' : 'stale', { ago: relativeTime(heardAt, now) });
}

/**
 * Why what is shown may be out of date, or why there is nothing to show. Empty while it is up to
 * date.
 */
export function staleText(snapshot: FeedSnapshot | null, now: number): string {
	if (snapshot && snapshot.heardAt !== null) return ageText(snapshot, now);
	return message(snapshot && snapshot.connection !== 'connecting' ? 'neverHeard' : 'connecting');
}
