/** The course of a notice: its opening, its updates, its end, and reminders. */
import type { NoticeValue } from '../../../../src/model/generated/record-types.ts';
import { isEnded, type Notice } from '../../../../src/model/views/notices.ts';
import { isWithdrawn } from '../../../../src/model/views/phased-updates.ts';
import { timeline } from '../../../../src/model/views/updates.ts';
import { noticeText, type UpdateText } from '../../../site/notice-text.ts';
import type { SiteView } from '../../../site/view.ts';
import type { ChannelEvent } from '../channel-events.ts';
import { type Content, factsOf, nextOf, noticeOf } from './content.ts';

/** `null`: nothing is sent now, because the update was withdrawn, or the reminder comes too late. */
export function updateContent(view: SiteView, event: ChannelEvent, notice: Notice): Content | null {
	const text = noticeText(view, notice);
	const update = text.updates.find(({ id }) => id === event.update);
	if (!isSent(event, update, notice.value, view.now)) return null;
	const phase = update?.phase ?? text.phase;
	const isLatest = update?.id === text.updates[0]?.id;
	const value = { ...text.value, promise: isLatest ? text.value.promise : null };
	const words = update && !isWithdrawn(update) ? update.body : [];
	const updates = timeline(view.state, notice.id).map((each) => each.value);
	return {
		head: view.words.phases[event.what === 'reminder' ? 'scheduled' : phase],
		notice: noticeOf({ id: notice.id, value, phase, updates }, view),
		...{ note: null, words, wordsLanguage: update?.language ?? text.language },
		body: [...factsOf(value, text.affected, view), ...words, ...nextOf(value, view)],
	};
}

/** The opening and the end are sent without their words if those were withdrawn. */
function isSent(
	{ what, update: id }: ChannelEvent,
	update: UpdateText | undefined,
	value: NoticeValue,
	now: number,
): boolean {
	// A reminder of work that has been ended, or was moved to the past, comes too late.
	if (id === null) return !isEnded(value, now) && Date.parse(value.window?.start ?? '') > now;
	if (!update) return false;
	if (!isWithdrawn(update) || what === 'opened') return true;
	return what === 'ended' && isEnded(value, now);
}
