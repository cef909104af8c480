/** Commands that add an update to a notice. */
import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { isEnded, isUpcoming, type Notice } from '../views/notices.ts';
import { finalPhaseOf, isEndedPhase, type Phase, reopenedPhaseOf } from '../vocabulary.ts';
import { mergeAffected, withoutRecovered, withStatus } from './affected.ts';
import { checkComponents } from './components.ts';
import { type Context, hasPassed, requireNotice, requireOpen } from './context.ts';
import { checkSameExpiry } from './course.ts';
import { detailsOf } from './details.ts';
import { mergeDetails } from './merge-details.ts';
import { checkPhase, endPhases, openPhases } from './phases.ts';
import { declinedPromise, promiseFor } from './promises.ts';
import { step } from './step.ts';

/** Refuses a phase of another kind, and an open phase for a notice that has ended. */
function checkMove(notice: Notice, phase: Phase, now: string): Phase {
	checkPhase(notice.value.kind, phase);
	if (!isEndedPhase(phase)) requireOpen(notice, now);
	return phase;
}

export function postUpdate(
	command: Omit<CommandOf<'post-update'>, 'at'>,
	state: State,
	context: Context,
): KnownChange[] {
	const {
		type: _,
		notice: id,
		body,
		phase,
		impact,
		affected = [],
		newComponents,
		author,
		translations,
		notify: _notify,
		...others
	} = command;
	const { now } = context;
	const notice = requireNotice(state, id);
	const { value } = notice;
	checkComponents({ affected, unaffected: others.unaffected, newComponents }, value, state);
	const next = {
		phase: phase ? checkMove(notice, phase, now) : value.phase,
		impact: impact ?? value.impact,
	};
	const changed = withStatus(affected, { kind: value.kind, impact: next.impact });
	const details = detailsOf(mergeDetails(others, value, now), now);
	checkSameExpiry(value, { ...value, ...details }, now);
	// This update fulfils the promise of before. A notice that has ended cannot make another.
	const wasEnded = isEnded(value, Date.parse(now));
	const promise = wasEnded
		? null
		: promiseFor(details.promise, { kind: value.kind, impact: next.impact }, context);
	const hasEnded = isEndedPhase(next.phase) || wasEnded;
	const recorded = hasEnded ? withoutRecovered(value.affected, changed) : changed;
	const patch = { ...details, ...next, affected: mergeAffected(value.affected, recorded), promise };
	return [
		...step(notice, patch, { body, author, translations, affected: changed }, state, context),
		...declinedPromise(others.promise, id, { kind: value.kind, phase: next.phase }, context),
	];
}

export function changePhase(
	command: CommandOf<'change-phase'>,
	state: State,
	context: Context,
): KnownChange[] {
	const notice = requireNotice(state, command.notice);
	const phase = checkMove(notice, command.phase, context.now);
	return step(notice, { phase }, { affected: [] }, state, context);
}

export function resolve(command: CommandOf<'resolve'>, state: State, context: Context): KnownChange[] {
	const notice = requireNotice(state, command.notice);
	requireOpen(notice, context.now);
	const { kind } = notice.value;
	// Work that never began is not completed.
	const final = isUpcoming(notice.value, Date.parse(context.now)) ? 'cancelled' : finalPhaseOf[kind];
	const phase = checkPhase(kind, command.phase ?? final, endPhases(kind));
	return step(notice, { phase }, { ...command, affected: [] }, state, context);
}

export function reopen(command: CommandOf<'reopen'>, state: State, context: Context): KnownChange[] {
	const notice = requireNotice(state, command.notice);
	const { now } = context;
	const { kind, impact, window, expiresAt } = notice.value;
	checkComponents(command, notice.value, state);
	if (!isEnded(notice.value, Date.parse(now)))
		throw new CandorError('notice-open', `The notice "${notice.id}" is open. Post an update instead.`);
	const changed = withStatus(command.affected ?? [], { kind, impact });
	const affected = mergeAffected(notice.value.affected, changed);
	const patch = {
		affected,
		promise: promiseFor(detailsOf({ promise: command.promise }, now).promise, { kind, impact }, context),
		phase: checkPhase(kind, command.phase ?? reopenedPhaseOf[kind], openPhases(kind)),
		endedAt: null,
		// A time that has passed already would end or hide the notice again at once.
		window: window && hasPassed(window.end, now) ? null : window,
		expiresAt: expiresAt && hasPassed(expiresAt, now) ? null : expiresAt,
	};
	return [
		...step(notice, patch, { ...command, affected }, state, context),
		...declinedPromise(command.promise, notice.id, { kind, phase: patch.phase }, context),
	];
}
