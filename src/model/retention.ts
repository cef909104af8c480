/**
 * What readers are told of a log that grows for years (docs/reference/protocol.md, "Retention"): everybody who comes is sent the
 * state, so what has been over for long leaves it. The log keeps it all, for operators and for `GET /v1/history`.
 */

import { endOf } from './history/past-notices.ts';
import type { NoticeValue } from './records/records.ts';
import type { PostmortemValue, RemedyValue } from './records/remedies.ts';
import {
	isPublic,
	liveRecords,
	publicState,
	recordKey,
	type State,
	type StateRecord,
} from './state/commit.ts';
import { notice } from './views/notices.ts';

/** For how long a notice that is over is told after the last word of it, in milliseconds. */
export const toldForMs = 30 * 86_400_000;

/** The notice that a record belongs to, which for a notice is itself. */
const noticeOf = ({ kind, id, value }: StateRecord): string | null =>
	kind === 'notice' ? id : ((value as { readonly notice?: string | null } | null)?.notice ?? null);

/** Whether the last of these instants was long ago. */
const areLongAgo = (now: number, ...instants: readonly string[]): boolean =>
	instants.every((instant) => Date.parse(instant) <= now - toldForMs);

/** Whether there has been nothing to say of it for long; an update goes with its notice, and what belongs to none stays. */
function isOver({ kind, value }: StateRecord, now: number): boolean {
	if (kind === 'notice') {
		const end = endOf(value as NoticeValue, now);
		return end !== null && areLongAgo(now, end, (value as NoticeValue).updatedAt);
	}
	if (kind === 'postmortem') return areLongAgo(now, (value as PostmortemValue).updatedAt);
	if (kind !== 'remedy') return kind === 'update';
	// What can still be claimed stays.
	const { publishedAt, expiresAt } = value as RemedyValue;
	return expiresAt !== null && areLongAgo(now, expiresAt, publishedAt);
}

/** What readers are told of a state: what is public, without notices that are over for long and what belongs to them; removals stay. */
export function toldState(state: State, now: number): State {
	const open = publicState(state);
	const live = liveRecords(open);
	const told = new Set(live.filter((record) => !isOver(record, now)).map(noticeOf));
	const isTold = (record: StateRecord): boolean => {
		const id = noticeOf(record);
		return record.value === null || (id === null ? !isOver(record, now) : told.has(id));
	};
	return { ...open, records: new Map([...open.records].filter(([, record]) => isTold(record))) };
}

/**
 * Changed records, and with them the rest of every notice among them that began so long ago that it may have been left out of what
 * readers have: a post-mortem that comes late, an incident that was opened again.
 */
export function withTheRest(
	state: State,
	changed: readonly StateRecord[],
	now: number,
): readonly StateRecord[] {
	const old = new Set(
		changed.map(noticeOf).filter((id) => {
			const openedAt = id === null ? undefined : notice(state, id)?.value.openedAt;
			return openedAt !== undefined && Date.parse(openedAt) < now - toldForMs;
		}),
	);
	if (old.size === 0) return changed;
	const keys = new Set(changed.map(({ kind, id }) => recordKey(kind, id)));
	const rest = liveRecords(state).filter(
		(record) => isPublic(record) && old.has(noticeOf(record)) && !keys.has(recordKey(record.kind, record.id)),
	);
	return [...changed, ...rest];
}
