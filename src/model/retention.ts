/**
 * Retention: which records new connections receive (docs/reference/protocol.md, "Retention"). A log grows for years, and every
 * new connection receives the whole state, so notices that ended more than 30 days ago are left out of it. The log keeps them.
 */

import { endOf } from './history/past-notices.ts';
import type { NoticeValue } from './records/notice.ts';
import type { PostmortemValue } from './records/postmortem.ts';
import type { RemedyValue } from './records/remedy.ts';
import { isPublic } from './state/public.ts';
import {
	liveRecord,
	ownerOf,
	recordKey,
	recordsOfNotice,
	type State,
	type StateRecord,
} from './state/state.ts';

/** How long a notice is retained after it ended and was last changed, in milliseconds. */
export const retentionMs = 30 * 86_400_000;

/** The notice that a record belongs to. A notice belongs to itself. */
const noticeOf = (record: StateRecord): string | null =>
	record.kind === 'notice' ? record.id : ownerOf(record);

/** Whether the last of these instants lies longer ago than the retention. */
const areLongAgo = (now: number, ...instants: readonly string[]): boolean =>
	instants.every((instant) => Date.parse(instant) <= now - retentionMs);

/** Whether a live record need not be retained for its own sake. An update never is: it is retained with its notice. */
function isOutdated({ kind, value }: StateRecord, now: number): boolean {
	if (kind === 'notice') {
		const end = endOf(value as NoticeValue, now);
		return end !== null && areLongAgo(now, end, (value as NoticeValue).updatedAt);
	}
	if (kind === 'postmortem') return areLongAgo(now, (value as PostmortemValue).updatedAt);
	if (kind !== 'remedy') return kind === 'update';
	// An offer is retained as long as it can be claimed.
	const { publishedAt, expiresAt } = value as RemedyValue;
	return expiresAt !== null && areLongAgo(now, expiresAt, publishedAt);
}

/**
 * The public records that are retained, removals included. A notice and the records that belong to it are retained together, as
 * long as one of them needs to be.
 */
export function retainedRecords(state: State, now: number): readonly StateRecord[] {
	const records = [...state.records.values()].filter(isPublic);
	const retained = new Set(
		records.filter((record) => record.value !== null && !isOutdated(record, now)).map(noticeOf),
	);
	return records.filter((record) => {
		const id = noticeOf(record);
		return record.value === null || (id === null ? !isOutdated(record, now) : retained.has(id));
	});
}

/**
 * The changed records, with all other records of the notices among them that are so old that a connection may not have received
 * them. Example: a post-mortem that is published late, or an incident that is reopened.
 */
export function withOldNotices(
	state: State,
	changed: readonly StateRecord[],
	now: number,
): readonly StateRecord[] {
	const notices = [...new Set(changed.map(noticeOf))].flatMap((id) => {
		const notice = id === null ? undefined : liveRecord(state, 'notice', id);
		const isOld = notice && Date.parse((notice.value as NoticeValue).openedAt) < now - retentionMs;
		return isOld ? [notice] : [];
	});
	if (notices.length === 0) return changed;
	const keys = new Set(changed.map(({ kind, id }) => recordKey(kind, id)));
	const others = notices
		.flatMap((notice) => [notice, ...recordsOfNotice(state, notice.id)])
		.filter((record) => isPublic(record) && !keys.has(recordKey(record.kind, record.id)));
	return [...changed, ...others];
}
