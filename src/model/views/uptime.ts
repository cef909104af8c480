/** Figures about a component's history. */
import type { ComponentHistory, Seconds } from '../history/history.ts';
import type { ComponentStatus } from '../vocabulary.ts';

export interface PastDay {
	/** The index of the day in the history, from 0. */
	readonly index: number;
	/** The worst status of the day. */
	readonly status: ComponentStatus;
	/** How long that status lasted; 0 for `operational`, whose time is not counted. */
	readonly seconds: number;
}

export interface Uptime {
	/**
	 * The share of the time without a partial or major outage, 0 to 1. It is rounded down to
	 * hundredths of a percent, and is below 1 if any day had trouble, so that none disappears.
	 */
	readonly share: number;
	/** The days on which the worst status was not `operational`, the latest first. */
	readonly days: readonly PastDay[];
	/** How many of these days had a worse status than `maintenance`. */
	readonly troubled: number;
}

const daySeconds = 86_400;
/** A share is a whole number of these steps: hundredths of a percent. */
const steps = 10_000;

const outageSeconds = (day: Seconds): number => (day['partial-outage'] ?? 0) + (day['major-outage'] ?? 0);

/** One day of a component. `null` if the component did not exist. */
export function pastDay({ worst, seconds }: ComponentHistory, index: number): PastDay | null {
	const status = worst[index];
	if (!status) return null;
	return { index, status, seconds: status === 'operational' ? 0 : (seconds[index]?.[status] ?? 0) };
}

/**
 * The uptime of a component. `null` if it existed on none of the days.
 *
 * @param now - Epoch milliseconds. Today counts only up to now.
 */
export function uptimeOf(history: ComponentHistory, now: number): Uptime | null {
	const { worst, seconds } = history;
	const existed = worst.filter((status) => status !== null).length;
	if (!existed) return null;
	const secondsToday = (now / 1000) % daySeconds;
	const total = Math.max(1, (existed - 1) * daySeconds + secondsToday);
	const down = seconds.reduce((sum, day) => sum + outageSeconds(day), 0);
	const days = worst
		.flatMap((_, index) => pastDay(history, index) ?? [])
		.filter(({ status }) => status !== 'operational');
	const troubled = days.filter(({ status }) => status !== 'maintenance').length;
	const share = Math.floor((Math.max(0, total - down) * steps) / total) / steps;
	return {
		share: Math.min(share, troubled ? 1 - 1 / steps : 1),
		days: days.reverse(),
		troubled,
	};
}
