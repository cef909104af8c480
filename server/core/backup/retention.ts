/** Which backups are kept: the newest of each of the last hours, days and months. */

import { byAge } from './format.ts';

export interface Retention {
	/** How many hours, days and months keep their newest backup. */
	readonly hourly: number;
	readonly daily: number;
	readonly monthly: number;
}

export const defaultRetention: Retention = { hourly: 24, daily: 30, monthly: 12 };

/** The length of the part of an ISO 8601 time that names the period. */
const periods = { hourly: 13, daily: 10, monthly: 7 } as const;

export interface StoredBackup {
	readonly name: string;
	/** When it was made, epoch milliseconds. */
	readonly at: number;
	/** Its last commit. */
	readonly seq: number;
}

/**
 * The backups that no period needs. Periods without a backup do not count, so a server that was off
 * keeps as many. The newest backup is always kept.
 */
export function expired<Backup extends StoredBackup>(
	backups: readonly Backup[],
	retention: Retention,
): Backup[] {
	const newestFirst = [...backups].sort((a, b) => byAge(b, a));
	const kept = new Set<Backup>(newestFirst.slice(0, 1));
	for (const period of ['hourly', 'daily', 'monthly'] as const) {
		const seen = new Set<string>();
		for (const backup of newestFirst) {
			const key = new Date(backup.at).toISOString().slice(0, periods[period]);
			if (seen.has(key) || seen.size >= retention[period]) continue;
			seen.add(key);
			kept.add(backup);
		}
	}
	return newestFirst.filter((backup) => !kept.has(backup));
}
