/** Backdated notices and updates: their times are in the past. */
import type { CommandOf } from '../commands/command.ts';
import type { NoticeValue } from '../records/notice.ts';
import type { UpdateValue } from '../records/update.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { isEnded } from '../views/notices.ts';
import { timeline } from '../views/updates.ts';
import { finalPhaseOf } from '../vocabulary.ts';
import { type Context, hasPassed, invalid, requireNotice } from './context.ts';
import { type OpenNow, openNotice } from './notices.ts';
import { checkPhase, endPhases } from './phases.ts';
import { putNotice } from './put-notice.ts';
import { messageOf, step } from './step.ts';
import { postUpdate } from './updates.ts';

/** Opens a notice. One that began and ended in the past is history: it is never announced. */
export function openNoticeAt(
	{ started, ended, ...command }: CommandOf<'open-notice'>,
	state: State,
	context: Context,
): KnownChange[] {
	if (started === undefined && ended === undefined) return openNotice(command, state, context);
	const { now } = context;
	if (started === undefined)
		throw invalid('started', 'A notice that has ended needs its start too. Give "started" and "ended".');
	if (!hasPassed(started, now))
		throw invalid(
			'started',
			'This start is still to come. Only maintenance can be announced: give a window.',
		);
	const isEarlier = ended === undefined;
	const changes = isEarlier
		? openNotice(command, state, context)
		: endedNotice(command, { started, ended }, state, context);
	return changes.map((change): KnownChange => {
		if (change.kind === 'notice')
			return {
				...change,
				value: { ...(change.value as NoticeValue), openedAt: started, updatedAt: now, addedAt: now },
			};
		// The first message of a notice that is still open is new.
		return change.kind === 'update' && !isEarlier
			? { ...change, value: { ...(change.value as UpdateValue), addedAt: now } }
			: change;
	});
}

type Span = { readonly started: string; readonly ended: string };

/** What would be in the state if the notice had been opened and ended at these times. */
function endedNotice(
	command: OpenNow,
	{ started, ended }: Span,
	state: State,
	{ now, newId }: Context,
): KnownChange[] {
	const { kind, phase, window, promise: _, expiresAt, ...others } = command;
	if (!hasPassed(ended, now))
		throw invalid(
			'ended',
			'This end is still to come. Leave it out, and resolve the notice when it is over.',
		);
	if (!hasPassed(started, ended) || started === ended)
		throw invalid('ended', 'The end must be after the start.');
	if (window) throw invalid('window', 'Give "started" and "ended" instead of a window.');
	if (expiresAt)
		throw invalid('expiresAt', 'A notice with an end in the past is only in the history. Leave this out.');
	const last = checkPhase(kind, phase ?? finalPhaseOf[kind], endPhases(kind));
	const span = kind === 'maintenance' ? { window: { start: started, end: ended } } : {};
	const opened = openNotice({ ...others, kind, ...span, anyway: true }, state, { now: started, newId });
	const notice = opened.find((change) => change.kind === 'notice');
	const value = notice?.value as NoticeValue;
	const id = notice?.id ?? '';
	const closed = step({ id, seq: 0, value }, { phase: last }, { affected: [] }, state, { now: ended, newId });
	// The components that do not exist yet are in both lists.
	return [
		...opened.filter((change) => change.kind !== 'notice'),
		...closed.filter(({ kind }) => kind === 'notice' || kind === 'update'),
	];
}

/**
 * Posts an update. One at a time in the past changes the timeline, and nothing else of the notice.
 */
export function postUpdateAt(
	{ at, ...command }: CommandOf<'post-update'>,
	state: State,
	context: Context,
): KnownChange[] {
	if (at === undefined) return postUpdate(command, state, context);
	const { type: _, notice: id, body, author, translations, ...others } = command;
	const { now, newId } = context;
	const { value } = requireNotice(state, id);
	const [other] = Object.entries(others).find(([, field]) => field !== undefined) ?? [];
	if (other !== undefined)
		throw invalid(
			other,
			`An update in the past only has words. Leave "${other}" out, or post it without "at".`,
		);
	if (!hasPassed(at, now))
		throw invalid('at', 'This time is still to come. Leave it out to post the update now.');
	if (Date.parse(at) < Date.parse(value.openedAt))
		throw invalid('at', `The notice began at ${value.openedAt}. Give a time after that.`);
	const end = isEnded(value, Date.parse(now)) ? value.endedAt : null;
	const before = timeline(state, id).find((each) => Date.parse(each.value.at) <= Date.parse(at));
	const update: UpdateValue = {
		...{ notice: id, at, phase: null, impact: null, affected: [] },
		// No dismissal ends, and no page announces it: the number of the newest update stays.
		number: before?.value.number ?? 1,
		...messageOf({ body, author, translations }, value.language),
		...{ editedAt: null, withdrawnAt: null, addedAt: now },
	};
	return [
		...putNotice(id, { ...value, updatedAt: end === null ? now : value.updatedAt }, state),
		{ kind: 'update', id: newId(), value: update },
	];
}
