/**
 * Retention: which records new connections receive (docs/reference/protocol.md, "Retention"). A log
 * grows for years, and every new connection receives the whole state. So notices that ended more
 * than 30 days ago are left out of it, and the oldest of the ended ones as well while all notices
 * together are too long. The log and the history keep them.
 */

import type { NoticeValue, PostmortemValue, RemedyValue } from './generated/record-types.ts';
import { endOf, lastEndOf } from './history/notice-end.ts';
import { defineIndex, inOrder } from './state/indexes.ts';
import { isPublic } from './state/public.ts';
import { byKindAndId } from './state/record-map.ts';
import {
	liveRecord,
	ownerOf,
	recordsOfKind,
	recordsOfNotice,
	type State,
	type StateRecord,
} from './state/state.ts';
import { utf8Length } from './utf8-length.ts';

/** How long a notice is retained after it ended and was last changed, in milliseconds. */
export const retentionMs = 30 * 86_400_000;

/**
 * How many bytes of JSON the notices may have, with all that belongs to them, before ended ones are
 * left out.
 */
export const retainedBytes = 64_000;

/** The notice that a record belongs to. A notice belongs to itself. */
export const noticeOf = (record: StateRecord): string | null =>
	record.kind === 'notice' ? record.id : ownerOf(record);

const latest = (...instants: readonly (string | null)[]): number =>
	Math.max(...instants.map((instant) => (instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant))));

/**
 * Index: the notices, post-mortems and remedies, by the last time at which they were of interest.
 * An open notice and an offer without an end come first. Updates are retained with their notice.
 */
export const byLastInterest = defineIndex(({ kind, value }) => {
	if (!value) return null;
	if (kind === 'notice') return latest(lastEndOf(value as NoticeValue), (value as NoticeValue).updatedAt);
	if (kind === 'postmortem') return latest((value as PostmortemValue).updatedAt);
	if (kind !== 'remedy') return null;
	const { publishedAt, expiresAt } = value as RemedyValue;
	return latest(expiresAt, publishedAt);
});

/** A notice that must not be left out: it has not ended, or its offer can be claimed. */
function isNeeded({ kind, value }: StateRecord, now: number): boolean {
	if (kind === 'notice') return endOf(value as NoticeValue, now) === null;
	if (kind !== 'remedy') return false;
	const { expiresAt } = value as RemedyValue;
	return expiresAt === null || Date.parse(expiresAt) > now;
}

export const publicRecordsOf = (state: State, notice: string): readonly StateRecord[] =>
	[liveRecord(state, 'notice', notice) ?? [], recordsOfNotice(state, notice)].flat().filter(isPublic);

const recordBytes = new WeakMap<StateRecord, number>();
const commaBytes = 1;

function bytesOf(records: readonly StateRecord[]): number {
	return records.reduce((sum, record) => {
		const bytes = recordBytes.get(record) ?? utf8Length(JSON.stringify(record)) + commaBytes;
		recordBytes.set(record, bytes);
		return sum + bytes;
	}, 0);
}

const lastRetained = new WeakMap<State, { readonly now: number; readonly records: readonly StateRecord[] }>();

/**
 * The public records that are retained. A notice and the records that belong to it are retained
 * together, or not at all. The index is read only until the limit of bytes is reached, so the cost
 * does not grow with the log.
 */
export function retainedRecords(state: State, now: number): readonly StateRecord[] {
	const last = lastRetained.get(state);
	if (last?.now === now) return last.records;
	const notices = new Set<string>();
	const found: StateRecord[] = [];
	let bytes = 0;
	for (const record of inOrder(state, byLastInterest)) {
		const at = byLastInterest.keyOf(record) ?? 0;
		if (at <= now - retentionMs) break;
		const notice = noticeOf(record);
		if (notice !== null && notices.has(notice)) continue;
		const records = notice === null ? [record] : publicRecordsOf(state, notice);
		bytes += bytesOf(records);
		if (bytes > retainedBytes && !records.some((each) => isNeeded(each, now))) {
			// What is needed comes before the rest, unless the clock of another server was ahead.
			if (at <= now) break;
			continue;
		}
		found.push(...records);
		if (notice !== null) notices.add(notice);
	}
	const others = ['component', 'page'].flatMap((kind) => recordsOfKind(state, kind));
	const records = [...others, ...found].sort(byKindAndId);
	lastRetained.set(state, { now, records });
	return records;
}
