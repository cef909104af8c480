import { checklistReminderChanges } from '../checklist/reminders.ts';
import { drillReminderChanges } from '../drills/due.ts';
import type { ComponentValue } from '../records/component.ts';
import type { KnownChange } from '../state/commit.ts';
import { recordsOfKind, type State } from '../state/state.ts';
import { effectivePhase, type Notice } from '../views/notices.ts';
import { isEndedPhase } from '../vocabulary.ts';
import { type Context, hasPassed } from './context.ts';
import { reminderChanges, startReminderChanges } from './promises.ts';
import { step } from './step.ts';

/**
 * Writes down what time alone has changed: maintenance that started or completed with its window,
 * statuses set by an operator that ended, and reminders of promised updates,
 * of maintenance that begins soon, of drills, and of steps after an outage.
 */
export const advanceClock = (state: State, context: Context): KnownChange[] => [
	...noticeChanges(state, context),
	...componentChanges(state, context),
	...reminderChanges(state, context),
	...startReminderChanges(state, context),
	...drillReminderChanges(state, context),
	...checklistReminderChanges(state, context),
];

const componentChanges = (state: State, { now }: Context): KnownChange[] =>
	recordsOfKind(state, 'component').flatMap(({ id, value: component }): KnownChange[] => {
		const value = component as ComponentValue;
		if (value.until == null || !hasPassed(value.until, now)) return [];
		return [{ kind: 'component', id, value: { ...value, status: null, until: null } }];
	});

const noticeChanges = (state: State, context: Context): KnownChange[] =>
	(state.unsettled.toArray() as Notice[]).flatMap((notice) => {
		const { value } = notice;
		const phase = effectivePhase(value, Date.parse(context.now));
		if (phase === value.phase) return [];
		// It ended with its window, even if this commit comes later.
		const patch = isEndedPhase(phase) ? { phase, endedAt: value.window?.end ?? context.now } : { phase };
		return step(notice, patch, { affected: [] }, state, context);
	});
