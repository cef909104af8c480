import { dayMs } from './days.ts';
import type { PastDays } from './history.ts';

/** The last `count` days of a history, with the notices of these days. `count` is at most `history.days`. */
export function lastDays(history: PastDays, count: number): PastDays {
	const since = Date.parse(history.from) + (history.days - count) * dayMs;
	return {
		...history,
		from: new Date(since).toISOString().slice(0, 10),
		days: count,
		components: history.components.map(({ id, worst, seconds }) => ({
			id,
			worst: worst.slice(-count),
			seconds: seconds.slice(-count),
		})),
		notices: history.notices.filter(({ endedAt }) => endedAt === null || Date.parse(endedAt) >= since),
	};
}
