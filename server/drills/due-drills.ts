import { parseDuration } from '../../src/model/duration.ts';
import type { PolicyPack } from '../../src/model/policy-pack/policy-pack.ts';
import type { DrillInfo } from './drills.ts';

/**
 * When the policy pack expects the next drill, counted from the last one that ended; ISO 8601.
 * `critical`: the same for what is critical.
 */
export function dueDrills(
	drills: readonly DrillInfo[],
	pack: PolicyPack | null,
): { readonly next: string | null; readonly critical: string | null } {
	const ends = drills.flatMap(({ endedAt }) => (endedAt === null ? [] : [Date.parse(endedAt)]));
	if (!pack || ends.length === 0) return { next: null, critical: null };
	const last = Math.max(...ends);
	const after = (every: string): string => new Date(last + (parseDuration(every) ?? 0)).toISOString();
	return { next: after(pack.drills.every), critical: after(pack.drills.criticalEvery) };
}
