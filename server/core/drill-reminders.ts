/** What operators learn about drills: the policy pack expects one. */
import type { DrillCadence } from '../../src/model/drills/cadences.ts';
import type { DrillDueValue } from '../../src/model/records/drill-due.ts';
import type { State, StateRecord } from '../../src/model/state/state.ts';
import { lastDrillAt } from '../../src/model/views/drills.ts';

/** A reminder that a drill is due. */
export interface DrillReminder {
	/** The commit that recorded it: the cursor. */
	readonly seq: number;
	/** ISO 8601, UTC. */
	readonly at: string;
	readonly cadence: DrillCadence;
	readonly dueAt: string;
	/** When the last drill ended. */
	readonly lastDrillAt: string;
}

/** `null`: a drill was held since. */
export function drillReminderOf({ seq, value }: StateRecord, state: State): DrillReminder | null {
	const last = lastDrillAt(state);
	if (!value || last === null) return null;
	const { at, cadence, dueAt } = value as DrillDueValue;
	return last < at ? { seq, at, cadence, dueAt, lastDrillAt: last } : null;
}
