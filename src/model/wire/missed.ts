/** What a connection missed, and what it may not have because of the retention. */

import type { NoticeValue, UpdateValue } from '../generated/record-types.ts';
import { endOf, lastEndOf } from '../history/notice-end.ts';
import { noticeOf, publicRecordsOf, retainedRecords } from '../retention.ts';
import { defineIndex, inOrder } from '../state/indexes.ts';
import { isPublic } from '../state/public.ts';
import { liveRecord, recordKey, recordsOfNotice, type State, type StateRecord } from '../state/state.ts';
import { isEndedPhase } from '../vocabulary.ts';

/** How many changed records one frame brings at most. A client that missed more gets a snapshot. */
const mostMissed = 1_000;

/** Index: the public records by their last change, removals included. */
export const bySeq = defineIndex((record) => (isPublic(record) ? record.seq : null));

/** The public records that changed after `since`, the latest first. */
export function missedSince(state: State, since: number, most = Number.POSITIVE_INFINITY): StateRecord[] {
	const missed: StateRecord[] = [];
	for (const record of inOrder(state, bySeq)) {
		if (record.seq <= since || missed.length >= most) break;
		missed.push(record);
	}
	return missed;
}

/**
 * Whether a client that has everything up to `since` can receive what it missed as a change. It
 * needs a snapshot if that is too much, or if some of it is no longer retained: the client would
 * show for ever what has left.
 */
export function canResume(state: State, since: number, now: number): boolean {
	const missed = missedSince(state, since, mostMissed + 1);
	if (missed.length > mostMissed) return false;
	const retained = new Set(retainedRecords(state, now));
	return missed.every((record) => record.value === null || retained.has(record));
}

/**
 * Whether a notice may have been left out before a change: it has ended, or had ended in the past.
 */
function mayHaveLeft(state: State, { id, value }: StateRecord): boolean {
	const { expiresAt } = value as NoticeValue;
	if (expiresAt !== null || lastEndOf(value as NoticeValue) !== null) return true;
	return recordsOfNotice(state, id).some(
		({ kind, value }) => kind === 'update' && isEndedPhase((value as UpdateValue).phase ?? ''),
	);
}

/**
 * The changed records, with all other records of the notices among them that a connection may not
 * have received, because they had ended. Example: a post-mortem that is published late, or an
 * incident that is reopened.
 *
 * @param before - The state before the change. Without it, more is added than may be necessary.
 */
export function withEndedNotices(
	state: State,
	changed: readonly StateRecord[],
	now: number,
	before?: State,
): readonly StateRecord[] {
	const isAbsent = (notice: StateRecord): boolean => {
		if (!before) return mayHaveLeft(state, notice);
		const known = liveRecord(before, 'notice', notice.id);
		return known !== undefined && endOf(known.value as NoticeValue, now) !== null;
	};
	const notices = [...new Set(changed.map(noticeOf))].flatMap((id) => {
		const notice = id === null ? undefined : liveRecord(state, 'notice', id);
		return notice && isAbsent(notice) ? [notice.id] : [];
	});
	if (notices.length === 0) return changed;
	const keys = new Set(changed.map(({ kind, id }) => recordKey(kind, id)));
	const others = notices
		.flatMap((notice) => publicRecordsOf(state, notice))
		.filter(({ kind, id }) => !keys.has(recordKey(kind, id)));
	return [...changed, ...others];
}
