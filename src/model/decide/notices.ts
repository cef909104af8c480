/** Commands on a notice as a whole: open, edit, take back, and what the clock does to it. */
import type { CommandOf } from '../commands/commands.ts';
import { noticeDefaults } from '../defaults.ts';
import type { NoticeValue, UpdateValue } from '../records/records.ts';
import { type Change, recordKey, type State } from '../state/commit.ts';
import { effectivePhase, isEnded, notices, timeline } from '../views/notices.ts';
import { isEndedPhase, phasesOf } from '../vocabulary.ts';
import {
	type Context,
	checkPhase,
	detailsOf,
	invalid,
	mustFind,
	store,
	wasRetracted,
	withStatus,
} from './context.ts';
import { aftermathOf } from './remedies.ts';
import { translated } from './translations.ts';
import { step, wordsOf } from './updates.ts';

/** Only maintenance has a window, and a new one that is over already would end it at once. */
function checkWindow(
	kind: NoticeValue['kind'],
	window: NoticeValue['window'] | undefined,
	now: string,
): void {
	if (!window) return;
	if (kind !== 'maintenance')
		throw invalid(
			'window',
			`Only maintenance has a window. Leave it out of this ${kind}, or give an estimate.`,
		);
	if (Date.parse(window.end) <= Date.parse(now))
		throw invalid('window.end', 'This window is over already. Give an end still to come.');
}

const isTaken = (state: State, id: string): boolean =>
	state.records.has(recordKey('notice', id)) || wasRetracted(state, id);

export function openNotice(command: CommandOf<'open-notice'>, state: State, context: Context): Change[] {
	const { kind, title, window = null } = command;
	const { now, newId } = context;
	const id = command.id ?? newId();
	if (isTaken(state, id)) throw invalid('id', `The id "${id}" is taken. Choose another, or leave it out.`);
	const phase = checkPhase(kind, command.phase ?? phasesOf[kind][0]);
	checkWindow(kind, window, now);
	if (kind === 'maintenance' && !window && phase !== 'in-progress')
		throw invalid(
			'window',
			'Maintenance needs a window. Give its start and end, or open it as "in-progress".',
		);
	const impact = command.impact ?? (kind === 'incident' ? 'minor' : 'none');
	const ends = isEndedPhase(phase);
	const details = detailsOf(command, now);
	if (details.expiresAt && Date.parse(details.expiresAt) <= Date.parse(now))
		throw invalid('expiresAt', 'This notice would never be shown. Give an instant still to come.');
	const value: NoticeValue = {
		kind,
		title,
		phase,
		impact,
		affected: withStatus(command.affected ?? [], { kind, impact }),
		unaffected: [],
		workaround: null,
		actions: [],
		checklist: [],
		dataSafety: null,
		estimate: null,
		promise: null,
		window,
		openedAt: now,
		updatedAt: now,
		endedAt: ends ? now : null,
		expiresAt: null,
		latestUpdate: 1,
		...noticeDefaults,
		...details,
		...(ends && { promise: null }),
	};
	const [words, bodies] = inLanguages(command.translations ?? {});
	// Work that is announced while its window is open has begun; the timeline need not say so twice.
	const begun = translated(value, { ...value, phase: effectivePhase(value, Date.parse(now)) }, words);
	return [
		...store(id, begun, state),
		{
			kind: 'update',
			id: newId(),
			value: {
				notice: id,
				number: 1,
				at: now,
				...wordsOf({ ...command, translations: bodies }, begun.language),
				phase: begun.phase,
				impact,
				affected: begun.affected,
			},
		},
	];
}

/** The notice's translations, and those of its first update, which came together. */
function inLanguages(
	translations: NonNullable<CommandOf<'open-notice'>['translations']>,
): [NoticeValue['translations'], UpdateValue['translations']] {
	const words: NoticeValue['translations'] = {};
	const bodies: UpdateValue['translations'] = {};
	for (const [tag, { body, ...said }] of Object.entries(translations)) {
		words[tag] = said;
		if (body) bodies[tag] = body;
	}
	return [words, bodies];
}

/** Puts right what a notice says, without a word to the timeline. */
export function editNotice(command: CommandOf<'edit-notice'>, state: State, { now }: Context): Change[] {
	const { id, value } = mustFind(state, command.notice);
	checkWindow(value.kind, command.window, now);
	const impact = command.impact ?? value.impact;
	const next: NoticeValue = {
		...value,
		...detailsOf(command, now),
		impact,
		updatedAt: now,
		...(command.title !== undefined && { title: command.title }),
		...(command.affected && { affected: withStatus(command.affected, { kind: value.kind, impact }) }),
		...(command.window !== undefined && { window: command.window }),
	};
	const said = translated(value, next, command.translations);
	return store(id, isEnded(value, Date.parse(now)) ? { ...said, promise: null } : said, state);
}

/** Takes a notice back: gone for readers with all that belongs to it, with a private record that says why. */
export function retract(command: CommandOf<'retract'>, state: State, { now }: Context): Change[] {
	const { id, value } = mustFind(state, command.notice);
	return [
		{ kind: 'notice', id, value: null },
		...timeline(state, id).map((update): Change => ({ kind: 'update', id: update.id, value: null })),
		...aftermathOf(state, id).map(({ kind, id }): Change => ({ kind, id, value: null })),
		{ kind: 'retraction', id, value: { title: value.title, reason: command.reason ?? '', at: now } },
	];
}

/** Writes down what the clock has brought about: maintenance that began or completed by its window. */
export const keepTime = (state: State, context: Context): Change[] =>
	notices(state).flatMap((found) => {
		const phase = effectivePhase(found.value, Date.parse(context.now));
		if (phase === found.value.phase) return [];
		// It ended with its window, however late this is written down.
		const patch = isEndedPhase(phase)
			? { phase, endedAt: found.value.window?.end ?? context.now }
			: { phase };
		return step(found, patch, { affected: [] }, state, context);
	});
