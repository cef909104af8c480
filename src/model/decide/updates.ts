/** Commands that add to a notice's timeline: one small update record each, and the notice as it then stands. */
import type { CommandOf } from '../commands/commands.ts';
import { CandorError } from '../errors.ts';
import type { AffectedComponent, NoticeValue, UpdateValue } from '../records/records.ts';
import type { RichText } from '../rich-text.ts';
import type { Change, State } from '../state/commit.ts';
import { isEnded, type Notice } from '../views/notices.ts';
import { finalPhaseOf, isEndedPhase, type Phase, reopenedPhaseOf } from '../vocabulary.ts';
import {
	type Context,
	checkPhase,
	detailsOf,
	endedError,
	mergeAffected,
	mustFind,
	phasesThat,
	store,
	withStatus,
} from './context.ts';
import { checkLanguages, translated } from './translations.ts';

/** What one update says, beside what it changes. */
interface Said {
	readonly body?: RichText | undefined;
	readonly affected: readonly AffectedComponent[];
	readonly author?: string | null | undefined;
	readonly translations?: UpdateValue['translations'] | undefined;
}

/** An update's own words, and who says them. `language` is the notice's. */
export function wordsOf(
	{ body = [], author = null, translations = {} }: Omit<Said, 'affected'>,
	language: string | null,
): Pick<UpdateValue, 'body' | 'author' | 'translations'> {
	checkLanguages(language, translations);
	return { body, author, translations };
}

/** One step of a notice: its next update, and the notice with what the step changes. Endings settle themselves. */
export function step(
	{ id, value: before }: Notice,
	patch: Partial<NoticeValue>,
	said: Said,
	state: State,
	{ now, newId }: Context,
): Change[] {
	const merged = translated(before, { ...before, ...patch }, undefined);
	const ends = isEndedPhase(merged.phase);
	const value: NoticeValue = {
		...merged,
		endedAt: ends ? (merged.endedAt ?? now) : null,
		promise: ends ? null : merged.promise,
		updatedAt: now,
		latestUpdate: before.latestUpdate + 1,
	};
	// The timeline tells that an ending puts the components right; the notice goes on saying which they were.
	const affected =
		ends && before.endedAt === null
			? value.affected.map(({ component }) => ({ component, status: 'operational' as const }))
			: [...said.affected];
	return [
		...store(id, value, state),
		{
			kind: 'update',
			id: newId(),
			value: {
				notice: id,
				number: value.latestUpdate,
				at: now,
				...wordsOf(said, value.language),
				phase: value.phase === before.phase ? null : value.phase,
				impact: value.impact === before.impact ? null : value.impact,
				affected,
			},
		},
	];
}

/** Refuses a phase that is not of the notice's kind, and an open one for a notice that has ended. */
function checkMove(found: Notice, phase: Phase, now: string): Phase {
	checkPhase(found.value.kind, phase);
	const ended = endedError(found, now);
	if (ended && !isEndedPhase(phase)) throw ended;
	return phase;
}

export function postUpdate(command: CommandOf<'post-update'>, state: State, context: Context): Change[] {
	const found = mustFind(state, command.notice);
	const { value } = found;
	const phase = command.phase ? checkMove(found, command.phase, context.now) : value.phase;
	const impact = command.impact ?? value.impact;
	const news = withStatus(command.affected ?? [], { kind: value.kind, impact });
	const details = detailsOf(command, context.now);
	// This update is the word that was promised; what has ended promises no other.
	const promise = isEnded(value, Date.parse(context.now)) ? null : (details.promise ?? null);
	const affected = mergeAffected(value.affected, news);
	const patch = { ...details, phase, impact, affected, promise };
	return step(found, patch, { ...command, affected: news }, state, context);
}

export function changePhase(command: CommandOf<'change-phase'>, state: State, context: Context): Change[] {
	const found = mustFind(state, command.notice);
	const phase = checkMove(found, command.phase, context.now);
	return step(found, { phase }, { affected: [] }, state, context);
}

export function resolve(command: CommandOf<'resolve'>, state: State, context: Context): Change[] {
	const found = mustFind(state, command.notice);
	const ended = endedError(found, context.now);
	if (ended) throw ended;
	const { kind } = found.value;
	const phase = checkPhase(kind, command.phase ?? finalPhaseOf[kind], phasesThat(true, kind));
	return step(found, { phase }, { ...command, affected: [] }, state, context);
}

export function reopen(command: CommandOf<'reopen'>, state: State, context: Context): Change[] {
	const found = mustFind(state, command.notice);
	const { kind, window, expiresAt, affected } = found.value;
	if (!endedError(found, context.now))
		throw new CandorError('notice-open', `The notice "${found.id}" is open. Post an update instead.`);
	const phase = checkPhase(kind, command.phase ?? reopenedPhaseOf[kind], phasesThat(false, kind));
	const { promise = null } = detailsOf({ promise: command.promise ?? null }, context.now);
	const past = (instant: string): boolean => Date.parse(instant) <= Date.parse(context.now);
	const patch: Partial<NoticeValue> = {
		phase,
		promise,
		endedAt: null,
		// What has passed already would end or hide the notice again at once.
		window: window && past(window.end) ? null : window,
		expiresAt: expiresAt && past(expiresAt) ? null : expiresAt,
	};
	return step(found, patch, { ...command, affected }, state, context);
}
