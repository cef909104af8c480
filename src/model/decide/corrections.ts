/**
 * Commands that correct an update with a visible trail. A private record keeps the former words.
 */
import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { NoticeValue } from '../records/notice.ts';
import type { RevisionValue } from '../records/revision.ts';
import type { UpdateValue } from '../records/update.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, type State } from '../state/state.ts';
import type { Notice } from '../views/notices.ts';
import { byNewest, timeline, type Update } from '../views/updates.ts';
import { isEndedPhase } from '../vocabulary.ts';
import { type Context, hasPassed, invalid, requireNotice } from './context.ts';
import { promiseFor } from './promises.ts';
import { putNotice } from './put-notice.ts';
import { checkLanguages } from './translations.ts';

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The update of the notice. Throws CandorError `not-found` or `update-withdrawn`. */
function requireUpdate(state: State, { id: notice }: Notice, id: string): Update {
	const found = liveRecord(state, 'update', id) as Update | undefined;
	if (found?.value.notice !== notice)
		throw new CandorError(
			'not-found',
			`The notice "${notice}" has no update "${id}". Read the notice to see the ids of its updates.`,
		);
	if (found.value.withdrawnAt != null)
		throw new CandorError('update-withdrawn', `The update "${id}" was withdrawn. It has no words any more.`);
	return found;
}

/** Keeps the former words of an update. */
export const revisionOf = (
	{ id, value }: Update,
	reason: RevisionValue['reason'],
	{ now, newId }: Context,
): KnownChange => ({
	kind: 'revision',
	id: newId(),
	value: { notice: value.notice, update: id, at: now, reason, former: value },
});

/**
 * Changes the words of an update. Only new translations are no correction: no visitor read them
 * before.
 */
export function editUpdate(command: CommandOf<'edit-update'>, state: State, context: Context): KnownChange[] {
	const notice = requireNotice(state, command.notice);
	const update = requireUpdate(state, notice, command.update);
	const { value } = update;
	const body = command.body ?? value.body;
	const author = command.author === undefined ? value.author : command.author;
	const kept = isEqual(body, value.body) ? value.translations : {};
	const translations = command.translations ?? kept;
	checkLanguages(notice.value.language, translations);
	const edited = { ...value, body, author, translations };
	if (isEqual(edited, value))
		throw invalid('body', 'The update says this already. Change its words, or leave it as it is.');
	const isCorrection =
		!isEqual([body, author], [value.body, value.author]) ||
		Object.entries(value.translations).some(([tag, text]) => !isEqual(text, translations[tag]));
	const editedAt = isCorrection ? context.now : value.editedAt;
	return [
		...putNotice(notice.id, { ...notice.value, updatedAt: context.now }, state),
		{ kind: 'update', id: update.id, value: { ...edited, editedAt } },
		...(isCorrection ? [revisionOf(update, 'edited', context)] : []),
	];
}

/** Removes the words of an update. Its time stays visible. */
export function withdrawUpdate(
	command: CommandOf<'withdraw-update'>,
	state: State,
	context: Context,
): KnownChange[] {
	const notice = requireNotice(state, command.notice);
	const update = requireUpdate(state, notice, command.update);
	const { value } = update;
	const others = timeline(state, notice.id).filter(({ id }) => id !== update.id);
	const isFirst = !others.some((each) => isBefore(each, update) && each.value.phase !== null);
	const withdrawn = withoutContent(value, context);
	// Without an update before it, there is nothing to fall back to: the notice was opened with this
	// one.
	const fallback = isFirst ? {} : { phase: null, impact: null, affected: [] };
	const after = isFirst ? notice.value : without(update, notice.value, others, context);
	return [
		...putNotice(notice.id, { ...after, updatedAt: context.now }, state),
		{ kind: 'update', id: update.id, value: { ...withdrawn, ...fallback } },
		revisionOf(update, 'withdrawn', context),
	];
}

/** A withdrawn update, which keeps its time. */
export const withoutContent = (value: UpdateValue, { now }: Context): UpdateValue => ({
	...value,
	body: [],
	translations: {},
	author: null,
	withdrawnAt: now,
});

const isBefore = (a: Update, b: Update): boolean => byNewest(a, b) > 0;

/**
 * The notice without what an update brought. What later updates or an edit of the notice have
 * changed since then stays.
 *
 * @param others - All other updates of the notice, the newest first.
 */
function without(
	update: Update,
	value: NoticeValue,
	others: readonly Update[],
	context: Context,
): NoticeValue {
	const { now } = context;
	const { value: gone } = update;
	const later = others.filter((each) => !isBefore(each, update));
	const earlier = others.filter((each) => isBefore(each, update));
	const phaseUpdate = [...later, ...earlier].find((each) => each.value.phase !== null);
	const phase = (gone.phase !== null && phaseUpdate?.value.phase) || value.phase;
	const impactBefore = earlier.find((each) => each.value.impact !== null)?.value.impact;
	const isImpactGone =
		gone.impact !== null && gone.impact === value.impact && !later.some((each) => each.value.impact !== null);
	const statusBefore = (component: string) =>
		earlier.flatMap((each) => each.value.affected).find((each) => each.component === component)?.status;
	const isEnded = isEndedPhase(phase);
	const affected = value.affected.flatMap((entry) => {
		const names = ({ value: { affected } }: Update) =>
			affected.some(({ component }) => component === entry.component);
		const isGone = gone.affected.some((each) => isEqual(each, entry)) && !later.some(names);
		// A notice that has ended lists which components were affected, and how.
		if (isEnded || !isGone) return [entry];
		const status = statusBefore(entry.component);
		return status ? [{ ...entry, status }] : [];
	});
	const { window, expiresAt } = value;
	const reopens = !isEnded && value.endedAt !== null;
	const impact = (isImpactGone && impactBefore) || value.impact;
	const promise = reopens ? promiseFor(undefined, { kind: value.kind, impact }, context) : value.promise;
	return {
		...value,
		phase,
		impact,
		affected,
		endedAt: isEnded ? (value.endedAt ?? phaseUpdate?.value.at ?? now) : null,
		promise: isEnded ? null : promise,
		// A time that has passed already would end or hide the notice again at once.
		window: reopens && window && hasPassed(window.end, now) ? null : window,
		expiresAt: reopens && expiresAt && hasPassed(expiresAt, now) ? null : expiresAt,
	};
}
