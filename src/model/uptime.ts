/** What a component's history amounts to: for those who show it in a sentence. */
import type { ComponentHistory } from './history.ts';
import type { ComponentStatus } from './vocabulary.ts';

export interface PastDay {
	/** Its place in the history, from 0. */
	readonly index: number;
	readonly status: ComponentStatus;
	/** For how long it was out, in part or as a whole. */
	readonly downSeconds: number;
}

export interface Uptime {
	/** The share of the time in which it was not out: 0 to 1, rounded down to hundredths of a percent, so that no outage is rounded away. */
	readonly share: number;
	/** Days on which anything but normal work was seen, the latest first. */
	readonly days: readonly PastDay[];
	/** How many of them were no maintenance. */
	readonly troubled: number;
}

const daySeconds = 86_400;

/** `null` where the component has not existed on any of the days. `now`: epoch milliseconds; today counts as far as it has come. */
export function uptimeOf({ worst, downSeconds }: ComponentHistory, now: number): Uptime | null {
	const existed = worst.filter((status) => status !== null).length;
	if (!existed) return null;
	const today = (now / 1000) % daySeconds;
	const seconds = (existed - 1) * daySeconds + today;
	const down = downSeconds.reduce((sum, each) => sum + each, 0);
	const days = worst.flatMap((status, index) =>
		status === null || status === 'operational'
			? []
			: [{ index, status, downSeconds: downSeconds[index] ?? 0 }],
	);
	return {
		share: Math.floor(Math.max(0, 1 - down / Math.max(seconds, 1)) * 10_000) / 10_000,
		days: days.reverse(),
		troubled: days.filter(({ status }) => status !== 'maintenance').length,
	};
}
