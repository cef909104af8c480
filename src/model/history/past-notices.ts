/** The notices of the last days, for `GET /v1/history`. `now` is epoch milliseconds. */
import type { NoticeValue } from '../generated/record-types.ts';
import { byLastInterest } from '../retention.ts';
import { defineIndex, inOrder } from '../state/indexes.ts';
import type { State, StateRecord } from '../state/state.ts';
import { mergedInto } from '../views/mergers.ts';
import { isUpcoming, type Notice } from '../views/notices.ts';
import type { PastNotice } from './history.ts';
import { endOf, isBackdated } from './notice-end.ts';

/** How many notices a history holds at most. */
const mostNotices = 200;

/**
 * When a notice started. For maintenance that started before its window only the announcement is
 * known.
 */
const startOf = ({ window, openedAt }: NoticeValue, now: number): string =>
	window && Date.parse(window.start) <= now ? window.start : openedAt;

/**
 * Index: the notices by their start. Maintenance that begins before its window has the start of the
 * window.
 */
export const byStart = defineIndex(({ kind, value }) => {
	if (kind !== 'notice' || !value) return null;
	const { window, openedAt } = value as NoticeValue;
	return Date.parse(window?.start ?? openedAt);
});

/** Instants further ahead than this come from a clock that was wrong. In milliseconds. */
const aheadMs = 86_400_000;
const notAhead = (instant: string, now: number): string =>
	Date.parse(instant) - now > aheadMs ? new Date(now).toISOString() : instant;

/** A notice of the past. `null` for drills, and for upcoming or cancelled maintenance. */
function pastNotice(record: StateRecord, now: number): PastNotice | null {
	const { id, value } = record as Notice;
	if (value.drill || value.phase === 'cancelled' || isUpcoming(value, now)) return null;
	const { kind, title, impact } = value;
	const components = [...new Set(value.affected.map(({ component }) => component))];
	const [startedAt, end] = [startOf(value, now), endOf(value, now)];
	const endedAt = end === null ? null : notAhead(end, now);
	const span = { startedAt: notAhead(startedAt, now), endedAt };
	return { id, kind, title, impact, components, ...span, addedLater: isBackdated(value) };
}

/**
 * The notices that were open after `since`, the newest first, without drills and without upcoming
 * or cancelled maintenance.
 */
export function pastNotices(state: State, now: number, since: number): PastNotice[] {
	const found: PastNotice[] = [];
	const add = (record: StateRecord): void => {
		const past = pastNotice(record, now);
		// What a duplicate reports counts with the other notice.
		if (
			past &&
			mergedInto(state, past.id) === null &&
			(past.endedAt === null || Date.parse(past.endedAt) >= since)
		)
			found.push(past);
	};
	const startsBefore = (record: StateRecord): boolean => (byStart.keyOf(record) ?? 0) < since;
	for (const record of inOrder(state, byStart)) {
		if (startsBefore(record) || found.length >= mostNotices) break;
		add(record);
	}
	for (const record of inOrder(state, byLastInterest)) {
		if ((byLastInterest.keyOf(record) ?? 0) < since || found.length >= mostNotices) break;
		if (record.kind === 'notice' && startsBefore(record)) add(record);
	}
	return found.sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
}
