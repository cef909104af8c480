/** The time that a notice promises for its next update. */
import { parseDuration } from '../duration.ts';
import { dueReminder } from '../promises/reminders.ts';
import { dueStartReminder } from '../promises/start-reminders.ts';
import type { NoticeValue } from '../records/notice.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import type { Notice } from '../views/notices.ts';
import { isEndedPhase } from '../vocabulary.ts';
import type { Context } from './context.ts';

type Promised = NoticeValue['promise'];

/**
 * What the operator promises, `null` for nothing. If the command says nothing about it, an open
 * incident promises an update by the cadence of the policy pack.
 */
export function promiseFor(
	given: Promised | undefined,
	{ kind, impact }: Pick<NoticeValue, 'kind' | 'impact'>,
	{ now, pack }: Context,
): Promised {
	if (given !== undefined) return given;
	// A newer version may have written an impact that this one does not know.
	const cadence: Readonly<Record<string, string>> = pack?.cadence ?? {};
	const durationMs = kind === 'incident' ? parseDuration(cadence[impact] ?? '') : null;
	return durationMs === null ? null : { nextUpdateBy: new Date(Date.parse(now) + durationMs).toISOString() };
}

/** Records that an operator chose to promise no update of an open incident. */
export function declinedPromise(
	given: Promised | undefined,
	id: string,
	{ kind, phase }: Pick<NoticeValue, 'kind' | 'phase'>,
	{ now }: Context,
): KnownChange[] {
	if (given !== null || kind !== 'incident' || isEndedPhase(phase)) return [];
	return [{ kind: 'promise', id, value: { notice: id, at: now, declined: true, reminder: null } }];
}

/** Records the reminders that are due. */
export const reminderChanges = (state: State, { now }: Context): KnownChange[] =>
	(state.unsettled.toArray() as Notice[]).flatMap((notice): KnownChange[] => {
		const stage = dueReminder(notice, state, Date.parse(now));
		const { id, value } = notice;
		if (stage === null || !value.promise) return [];
		const reminder = { nextUpdateBy: value.promise.nextUpdateBy, stage };
		return [{ kind: 'promise', id, value: { notice: id, at: now, declined: false, reminder } }];
	});

/** Records the reminders of maintenance that begins soon. */
export const startReminderChanges = (state: State, { now }: Context): KnownChange[] =>
	(state.unsettled.toArray() as Notice[]).flatMap((notice): KnownChange[] => {
		const stage = dueStartReminder(notice, state, Date.parse(now));
		const { id, value } = notice;
		if (stage === null || !value.window) return [];
		return [{ kind: 'reminder', id, value: { notice: id, at: now, startsAt: value.window.start, stage } }];
	});
