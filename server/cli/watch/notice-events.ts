/** The events of notices between two states. Pure. */

import { isBackdated } from '../../../src/model/history/notice-end.ts';
import { impactLabels, phaseLabels } from '../../../src/model/labels.ts';
import type { NoticeValue } from '../../../src/model/records/notice.ts';
import { plainText, type RichText } from '../../../src/model/rich-text.ts';
import {
	isEnded,
	isExpired,
	isWindowLate,
	type Notice,
	notice,
	notices,
	promiseState,
} from '../../../src/model/views/notices.ts';
import { timeline, type Update } from '../../../src/model/views/updates.ts';
import { labelOf } from '../render/label.ts';
import { oneLine } from '../terminal-text.ts';
import type { StateAt, WatchEvent } from './event.ts';

const titleOf = (value: NoticeValue): string => `${value.drill ? 'Drill ' : ''}“${oneLine(value.title)}”`;
const textOf = (body: RichText): string => oneLine(plainText(body));
const joined = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' · ');

/** Retractions first, then the other events, the oldest notice first. */
export const noticeEvents = (before: StateAt, after: StateAt): WatchEvent[] => [
	...notices(before.state)
		.filter(({ id }) => !notice(after.state, id))
		.map(
			({ id, value }): WatchEvent => ({
				type: 'retracted',
				notice: id,
				text: `Retracted: ${titleOf(value)}`,
			}),
		),
	...notices(after.state)
		.reverse()
		.flatMap((found) => eventsOf(found, before, after)),
];

function eventsOf(found: Notice, before: StateAt, after: StateAt): WatchEvent[] {
	const { id, value } = found;
	const old = notice(before.state, id);
	const newUpdates = timeline(after.state, id)
		.filter(({ value: update }) => update.number > (old?.value.latestUpdate ?? 0))
		.reverse();
	const events = old ? changeEvents(old, found, newUpdates, after.now) : [openedEvent(found, newUpdates)];
	const isOverdue = (value: NoticeValue, now: number): boolean =>
		promiseState(value, now).state === 'overdue';
	const hasBecome = (test: (value: NoticeValue, now: number) => boolean): boolean =>
		test(value, after.now) && !(old && test(old.value, before.now));
	if (hasBecome(isOverdue))
		events.push({
			type: 'overdue',
			notice: id,
			text: `Overdue: the promised update to ${titleOf(value)} has not been published`,
		});
	if (hasBecome(isWindowLate))
		events.push({ type: 'late', notice: id, text: `Late: ${titleOf(value)} is taking longer than planned` });
	if (old && hasBecome(isExpired))
		events.push({ type: 'expired', notice: id, text: `Expired: ${titleOf(value)} is no longer shown` });
	return events;
}

function openedEvent({ id, value }: Notice, [first]: readonly Update[]): WatchEvent {
	const text = joined(
		titleOf(value),
		labelOf(impactLabels, value.impact),
		labelOf(phaseLabels, value.phase),
		first ? textOf(first.value.body) : '',
	);
	return { type: 'opened', notice: id, text: `${isBackdated(value) ? 'Added later' : 'Opened'}: ${text}` };
}

function changeEvents(
	old: Notice,
	{ id, seq, value }: Notice,
	newUpdates: readonly Update[],
	now: number,
): WatchEvent[] {
	if (newUpdates.length === 0)
		return seq === old.seq ? [] : [{ type: 'edited', notice: id, text: `Changed: ${titleOf(value)}` }];
	let wasEnded = isEnded(old.value, now);
	return newUpdates.map(({ value: update }, index): WatchEvent => {
		// The notice has the phase after its last update. For earlier ones, assume that nothing
		// changed.
		const isLast = index === newUpdates.length - 1;
		const ended = isLast ? isEnded(value, now) : wasEnded;
		const type = ended === wasEnded ? 'update' : ended ? 'ended' : 'reopened';
		wasEnded = ended;
		const label = { update: 'Update', ended: 'Ended', reopened: 'Reopened' }[type];
		const text = joined(
			titleOf(value),
			update.phase && labelOf(phaseLabels, update.phase),
			update.impact && labelOf(impactLabels, update.impact),
			textOf(update.body),
		);
		return { type, notice: id, text: `${label}: ${text}` };
	});
}
