/** The notices of the last days, for `GET /v1/history`. `now` is epoch milliseconds. */
import type { NoticeValue } from '../records/notice.ts';
import type { State } from '../state/state.ts';
import { isUpcoming, notices } from '../views/notices.ts';
import type { PastNotice } from './history.ts';

/** How many notices a history holds at most. */
const mostNotices = 200;

/** When a notice ended in the log, or by its window or its expiry. `null` while it is open. */
export function endOf({ endedAt, window, expiresAt }: NoticeValue, now: number): string | null {
	if (endedAt !== null) return endedAt;
	const [first = null] = [window?.end ?? null, expiresAt]
		.filter((instant) => instant !== null)
		.filter((instant) => Date.parse(instant) <= now)
		.sort((a, b) => Date.parse(a) - Date.parse(b));
	return first;
}

/** When a notice started. For maintenance that started before its window only the announcement is known. */
const startOf = ({ window, openedAt }: NoticeValue, now: number): string =>
	window && Date.parse(window.start) <= now ? window.start : openedAt;

/** The notices that were open after `since`, the newest first, without drills and without upcoming or cancelled maintenance. */
export const pastNotices = (state: State, now: number, since: number): PastNotice[] =>
	notices(state)
		.filter(({ value }) => !value.drill && value.phase !== 'cancelled' && !isUpcoming(value, now))
		.map(({ id, value }) => {
			const { kind, title, impact } = value;
			const components = [...new Set(value.affected.map(({ component }) => component))];
			const span = { startedAt: startOf(value, now), endedAt: endOf(value, now) };
			return { id, kind, title, impact, components, ...span };
		})
		.filter(({ endedAt }) => endedAt === null || Date.parse(endedAt) >= since)
		.sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt))
		.slice(0, mostNotices);
