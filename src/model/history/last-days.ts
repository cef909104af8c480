import { dayMs } from './days.ts';
import type { History } from './history.ts';

/** The last of a history's days, with the notices that it has of them; `count` is not more than there are. */
export function lastDays(history: History, count: number): History {
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
