/**
 * Reminders of steps after an outage. The log holds the newest one of each notice, so that none is
 * given twice. `now` is epoch milliseconds.
 */
import type { ChecklistReminderValue } from '../generated/record-types.ts';
import type { PolicyPack } from '../policy-pack/policy-pack.ts';
import type { KnownChange } from '../state/commit.ts';
import { inOrder } from '../state/indexes.ts';
import { liveRecord, type State } from '../state/state.ts';
import { checklistOf, hasChecklist } from '../views/checklist.ts';
import { byOpening } from '../views/notice-lists.ts';
import type { Notice } from '../views/notices.ts';
import type { ChecklistStep } from './steps.ts';

type Pack = Pick<PolicyPack, 'afterwards'> | null | undefined;

const dayMs = 86_400_000;
/** A notice that was opened longer ago has no reminders, whenever it ended. */
const openedWithinMs = 120 * dayMs;
/**
 * A step that was due longer ago is none to remind of: a server that is new to checklists must not
 * remind of all old notices, and one that was off for a week still reminds.
 */
const lateMs = 14 * dayMs;

interface DueStep {
	readonly notice: string;
	readonly step: ChecklistStep;
	readonly at: number;
}

/** The open steps of major and critical incidents that operators were not reminded of. */
function* stepsToRemindOf(state: State, pack: Pack, now: number): Generator<DueStep> {
	if (!pack) return;
	for (const record of inOrder(state, byOpening)) {
		const about = record as Notice;
		const { impact, openedAt } = about.value;
		if (Date.parse(openedAt) < now - openedWithinMs) return;
		if ((impact !== 'major' && impact !== 'critical') || !hasChecklist(about, now)) continue;
		const given = reminderOf(state, about.id)?.given ?? [];
		for (const { step, state: current, dueAt } of checklistOf(state, about, pack, now).steps)
			if (current === 'open' && dueAt !== null && !given.includes(step))
				yield { notice: about.id, step, at: Date.parse(dueAt) };
	}
}

const reminderOf = (state: State, notice: string): ChecklistReminderValue | undefined =>
	liveRecord(state, 'checklist-reminder', notice)?.value as ChecklistReminderValue | undefined;

/** The reminders that are due and were not given yet: one for each notice, with all its steps. */
export function checklistReminderChanges(
	state: State,
	{ now, pack }: { readonly now: string; readonly pack?: Pack },
): KnownChange[] {
	const due = new Map<string, ChecklistStep[]>();
	for (const { notice, step, at } of stepsToRemindOf(state, pack, Date.parse(now)))
		if (at <= Date.parse(now) && at > Date.parse(now) - lateMs)
			due.set(notice, [...(due.get(notice) ?? []), step]);
	return [...due].map(([id, steps]): KnownChange => {
		const given = [...(reminderOf(state, id)?.given ?? []), ...steps];
		return { kind: 'checklist-reminder', id, value: { notice: id, at: now, steps, given } };
	});
}

/** When the next reminder is due. `null` if none will be. */
export function nextChecklistReminderAt(state: State, pack: Pack, now: number): number | null {
	let next = Number.POSITIVE_INFINITY;
	for (const { at } of stepsToRemindOf(state, pack, now)) if (at > now) next = Math.min(next, at);
	return next < Number.POSITIVE_INFINITY ? next : null;
}
