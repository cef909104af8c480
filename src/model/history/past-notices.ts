/** The notices of the last days, as `GET /v1/history` lists them. */

import type { NoticeValue } from '../records/records.ts';
import type { State } from '../state/commit.ts';
import { isUpcoming, notices } from '../views/notices.ts';
import type { PastNotice } from './history.ts';

const mostNotices = 200;

/** When a notice ended or was no longer shown, by the clock as well; `null` while it is open. */
export function endOf({ endedAt, window, expiresAt }: NoticeValue, now: number): string | null {
	if (endedAt !== null) return endedAt;
	const [first = null] = [window?.end ?? null, expiresAt]
		.filter((instant) => instant !== null)
		.filter((instant) => Date.parse(instant) <= now)
		.sort((a, b) => Date.parse(a) - Date.parse(b));
	return first;
}

/** Maintenance that was begun before its window has no better beginning than its announcement. */
const startOf = ({ window, openedAt }: NoticeValue, now: number): string =>
	window && Date.parse(window.start) <= now ? window.start : openedAt;

/** Those that were open since `since`, the newest first. Not among them: exercises, and maintenance that is ahead or was called off. */
export const pastNotices = (state: State, now: number, since: number): PastNotice[] =>
	notices(state)
		.filter(({ value }) => !value.drill && value.phase !== 'cancelled' && !isUpcoming(value, now))
		.map(({ id, value }) => {
			const { kind, title, impact } = value;
			const named = [...new Set(value.affected.map(({ component }) => component))];
			const span = { startedAt: startOf(value, now), endedAt: endOf(value, now) };
			return { id, kind, title, impact, components: named, ...span };
		})
		.filter(({ endedAt }) => endedAt === null || Date.parse(endedAt) >= since)
		.sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt))
		.slice(0, mostNotices);
