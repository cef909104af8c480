import { parseDuration } from '../../src/model/duration.ts';
import type { PolicyPack } from '../../src/model/policy-pack/policy-pack.ts';
import type { State } from '../../src/model/state/state.ts';
import { lastDrillAt } from '../../src/model/views/drills.ts';
import type { DrillInfo } from './drill-info.ts';

/** ISO 8601, UTC, and durations such as `90d`. */
export interface DueDrills {
	/** When the last drill ended. `null`: there was none. */
	readonly last: string | null;
	/** How often the policy pack expects one. `null`: no pack. */
	readonly every: string | null;
	readonly criticalEvery: string | null;
	/** When it expects the next one, counted from the last; `null`: one of the two is missing. */
	readonly next: string | null;
	readonly critical: string | null;
}

/**
 * The log says when the last drill ended. The private store knows those that earlier versions did not
 * write to the log.
 */
export function dueDrills(state: State, drills: readonly DrillInfo[], pack: PolicyPack | null): DueDrills {
	const ends = [lastDrillAt(state), ...drills.map(({ endedAt }) => endedAt)].flatMap((at) => at ?? []);
	const last = ends.sort().at(-1) ?? null;
	const { every = null, criticalEvery = null } = pack?.drills ?? {};
	const after = (duration: string | null): string | null =>
		last === null || duration === null
			? null
			: new Date(Date.parse(last) + (parseDuration(duration) ?? 0)).toISOString();
	return { last, every, criticalEvery, next: after(every), critical: after(criticalEvery) };
}
