/**
 * When the policy pack expects the next drill, counted from the last one, and the reminders of it.
 * Where none was held yet, none is due.
 */
import { parseDuration } from '../duration.ts';
import type { DrillDueValue } from '../generated/record-types.ts';
import type { PolicyPack } from '../policy-pack/policy-pack.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, type State } from '../state/state.ts';
import { lastDrillAt } from '../views/drills.ts';
import type { DrillCadence } from './cadences.ts';

type Pack = Pick<PolicyPack, 'drills'> | null | undefined;

interface DueDrill {
	readonly cadence: DrillCadence;
	/** Epoch milliseconds. */
	readonly at: number;
}

function dueDrillsOf(state: State, pack: Pack): DueDrill[] {
	const last = lastDrillAt(state);
	if (last === null || !pack) return [];
	const { every, criticalEvery } = pack.drills;
	return [
		{ cadence: 'regular', at: Date.parse(last) + (parseDuration(every) ?? 0) },
		{ cadence: 'critical', at: Date.parse(last) + (parseDuration(criticalEvery) ?? 0) },
	];
}

/** The reminders that are due and were not given yet. */
export const drillReminderChanges = (
	state: State,
	{ now, pack }: { readonly now: string; readonly pack?: Pack },
): KnownChange[] =>
	dueDrillsOf(state, pack).flatMap(({ cadence, at }): KnownChange[] => {
		const dueAt = new Date(at).toISOString();
		const given = liveRecord(state, 'drill-due', cadence)?.value as DrillDueValue | undefined;
		if (at > Date.parse(now) || given?.dueAt === dueAt) return [];
		return [{ kind: 'drill-due', id: cadence, value: { cadence, at: now, dueAt } }];
	});

/** When the next reminder is due. `null` if none will be. `now` is epoch milliseconds. */
export function nextDrillReminderAt(state: State, pack: Pack, now: number): number | null {
	const ahead = dueDrillsOf(state, pack).flatMap(({ at }) => (at > now ? [at] : []));
	return ahead.length > 0 ? Math.min(...ahead) : null;
}
