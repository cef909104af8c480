/**
 * Reminders that announced maintenance begins. The log holds the newest one of each notice, so that
 * none is given twice. `now` is epoch milliseconds.
 */
import type { NoticeValue, ReminderValue } from '../generated/record-types.ts';
import { liveRecord, type State } from '../state/state.ts';
import { isExpired, isUpcoming, type Notice } from '../views/notices.ts';
import { type StartStage, startLeadMs, startStages } from './start-stages.ts';

/**
 * A time before the notice was last changed is none of them: an operator who has just announced work
 * that begins in three hours needs no reminder a day before.
 */
function marksOf({ window, updatedAt }: NoticeValue) {
	if (!window) return [];
	const start = Date.parse(window.start);
	return startStages
		.map((stage) => ({ stage, at: start - startLeadMs[stage] }))
		.filter(({ at }) => at > Date.parse(updatedAt));
}

const isAhead = (value: NoticeValue, now: number): boolean =>
	isUpcoming(value, now) && !isExpired(value, now);

/** The reminder that is due and was not given yet. After a time without a server, the newest one. */
export function dueStartReminder({ id, value }: Notice, state: State, now: number): StartStage | null {
	if (!isAhead(value, now)) return null;
	const stage = marksOf(value)
		.filter(({ at }) => at <= now)
		.at(-1)?.stage;
	if (stage === undefined) return null;
	const given = liveRecord(state, 'reminder', id)?.value as ReminderValue | undefined;
	const isSame = given?.startsAt === value.window?.start;
	return isSame && given && startStages.indexOf(given.stage) >= startStages.indexOf(stage) ? null : stage;
}

/** When the next reminder is due. `null` if none will be. */
export function nextStartReminderAt(state: State, now: number): number | null {
	let next = Number.POSITIVE_INFINITY;
	for (const { value } of state.unsettled.toArray() as Notice[])
		if (isAhead(value, now)) for (const { at } of marksOf(value)) if (at > now) next = Math.min(next, at);
	return next < Number.POSITIVE_INFINITY ? next : null;
}
