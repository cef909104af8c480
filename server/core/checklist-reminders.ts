/** What operators learn about the time after an outage: steps whose day has passed. */
import type { ChecklistStep } from '../../src/model/checklist/steps.ts';
import type { ChecklistReminderValue } from '../../src/model/records/checklist.ts';
import type { State, StateRecord } from '../../src/model/state/state.ts';
import { checklistOf, hasChecklist } from '../../src/model/views/checklist.ts';
import { notice } from '../../src/model/views/notices.ts';

/** A reminder that steps after an outage are due. */
export interface ChecklistReminder {
	/** The commit that recorded it: the cursor. */
	readonly seq: number;
	/** ISO 8601, UTC. */
	readonly at: string;
	readonly notice: string;
	readonly title: string;
	/** Those that are still open. */
	readonly steps: readonly ChecklistStep[];
}

/** `null`: all of it was done since. */
export function checklistReminderOf({ id, seq, value }: StateRecord, state: State): ChecklistReminder | null {
	const found = notice(state, id);
	if (!value || !found) return null;
	const { at, steps: all } = value as ChecklistReminderValue;
	if (!hasChecklist(found, Date.parse(at))) return null;
	const open = checklistOf(state, found, null, Date.parse(at)).steps.filter(({ state }) => state === 'open');
	const steps = all.filter((step) => open.some((each) => each.step === step));
	return steps.length > 0 ? { seq, at, notice: id, title: found.value.title, steps } : null;
}
