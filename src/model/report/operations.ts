/** What the trust report says of drills and backups, which the log does not know. */
import { percentile } from './percentile.ts';

/** A drill that has ended. */
export interface HeldDrill {
	readonly endedAt: string;
	/** Scenario time until customers would have read something, seconds; `null`: there was no notice. */
	readonly firstNoticeSeconds: number | null;
	readonly promises: { readonly kept: number; readonly broken: number };
}

/** The newest backup that was restored to try it out. */
export interface VerifiedBackup {
	/** When it was restored, and when it had been made; `null`: none was restored. */
	readonly verifiedAt: string | null;
	readonly backupAt: string | null;
	/** Whether the last attempt failed. */
	readonly hasFailed: boolean;
}

export interface DrillFigures {
	/** Drills that ended in the time of the report. */
	readonly held: number;
	readonly lastAt: string | null;
	/** Of the drills with a notice, whole minutes; `null`: there is none. */
	readonly medianFirstNoticeMinutes: number | null;
	readonly promises: { readonly kept: number; readonly broken: number };
}

/** `from` and `until`: epoch milliseconds. */
export function drillFigures(all: readonly HeldDrill[], from: number, until: number): DrillFigures {
	const drills = all.filter(({ endedAt }) => Date.parse(endedAt) >= from && Date.parse(endedAt) < until);
	const sum = (of: (drill: HeldDrill) => number): number =>
		drills.reduce((total, each) => total + of(each), 0);
	const median = percentile(
		drills.flatMap(({ firstNoticeSeconds }) => firstNoticeSeconds ?? []),
		50,
	);
	return {
		held: drills.length,
		lastAt:
			drills
				.map(({ endedAt }) => endedAt)
				.sort()
				.at(-1) ?? null,
		medianFirstNoticeMinutes: median === null ? null : Math.round(median / 60),
		promises: { kept: sum(({ promises }) => promises.kept), broken: sum(({ promises }) => promises.broken) },
	};
}
