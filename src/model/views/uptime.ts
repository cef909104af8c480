/** What a component's history amounts to: for those who show it in a sentence. */
import type { ComponentHistory, Seconds } from '../history/history.ts';
import type { ComponentStatus } from '../vocabulary.ts';

export interface PastDay {
	/** Its place in the history, from 0. */
	readonly index: number;
	readonly status: ComponentStatus;
	/** For how long it was so. */
	readonly seconds: number;
}

export interface Uptime {
	/** The share of the time in which it was not out, in part or as a whole: 0 to 1, rounded down to hundredths of a percent, so that no outage is rounded away. */
	readonly share: number;
	/** Days on which anything but normal work was seen, the latest first. */
	readonly days: readonly PastDay[];
	/** How many of them were no maintenance. */
	readonly troubled: number;
}

const daySeconds = 86_400;
/** For how long it was out, in part or as a whole. */
const downSeconds = (of: Seconds): number => (of['partial-outage'] ?? 0) + (of['major-outage'] ?? 0);

/** One day; `null` where the component did not exist. */
export function pastDay({ worst, seconds }: ComponentHistory, index: number): PastDay | null {
	const status = worst[index];
	if (!status) return null;
	return { index, status, seconds: status === 'operational' ? 0 : (seconds[index]?.[status] ?? 0) };
}

/** `null` where the component has not existed on any of the days. `now`: epoch milliseconds; today counts as far as it has come. */
export function uptimeOf(history: ComponentHistory, now: number): Uptime | null {
	const { worst, seconds } = history;
	const existed = worst.filter((status) => status !== null).length;
	if (!existed) return null;
	const today = (now / 1000) % daySeconds;
	const whole = (existed - 1) * daySeconds + today;
	const down = seconds.reduce((sum, each) => sum + downSeconds(each), 0);
	const days = worst
		.flatMap((_, index) => pastDay(history, index) ?? [])
		.filter(({ status }) => status !== 'operational');
	return {
		share: Math.floor(Math.max(0, 1 - down / Math.max(whole, 1)) * 10_000) / 10_000,
		days: days.reverse(),
		troubled: days.filter(({ status }) => status !== 'maintenance').length,
	};
}
