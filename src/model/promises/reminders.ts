/**
 * Reminders of promised updates. The log holds the newest one of each notice, so that none is
 * given twice: not after a restart, and not by two servers. `now` is epoch milliseconds.
 */
import type { NoticeValue, PromiseValue } from '../generated/record-types.ts';
import { liveRecord, type State } from '../state/state.ts';
import { isEnded, isExpired, type Notice } from '../views/notices.ts';
import { leadMs, type ReminderStage, reminderStages } from './stages.ts';

interface Mark {
	readonly stage: ReminderStage;
	readonly at: number;
}

/**
 * The times at which operators are reminded. A time before the notice was last changed is none of
 * them: an operator who has just promised an update in three minutes needs no reminder at five.
 */
function marksOf({ promise, updatedAt }: NoticeValue): Mark[] {
	if (!promise) return [];
	const by = Date.parse(promise.nextUpdateBy);
	return reminderStages
		.map((stage) => ({ stage, at: by - leadMs[stage] }))
		.filter(({ stage, at }) => stage === 'late' || at > Date.parse(updatedAt));
}

export const promiseRecord = (state: State, notice: string): PromiseValue | undefined =>
	liveRecord(state, 'promise', notice)?.value as PromiseValue | undefined;

const needsUpdate = (value: NoticeValue, now: number): boolean =>
	!isEnded(value, now) && !isExpired(value, now);

/**
 * The reminder that is due and was not given yet. After a time without a server it is the newest
 * one alone.
 */
export function dueReminder({ id, value }: Notice, state: State, now: number): ReminderStage | null {
	if (!needsUpdate(value, now)) return null;
	const stage = marksOf(value)
		.filter(({ at }) => at <= now)
		.at(-1)?.stage;
	if (stage === undefined) return null;
	const given = promiseRecord(state, id)?.reminder;
	const isSame = given != null && given.nextUpdateBy === value.promise?.nextUpdateBy;
	return isSame && reminderStages.indexOf(given.stage) >= reminderStages.indexOf(stage) ? null : stage;
}

/** When the next reminder is due. `null` if none will be. */
export function nextReminderAt(state: State, now: number): number | null {
	let next = Number.POSITIVE_INFINITY;
	for (const { value } of state.unsettled.toArray() as Notice[])
		if (needsUpdate(value, now)) for (const { at } of marksOf(value)) if (at > now) next = Math.min(next, at);
	return next < Number.POSITIVE_INFINITY ? next : null;
}
