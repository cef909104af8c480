/**
 * Takes back the last command on a notice. What customers have read stays visible as withdrawn, or
 * as reopened; everything else is as it was before the command.
 */
import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { NoticeValue, RetractionValue, UpdateValue } from '../generated/record-types.ts';
import { newUpdate } from '../new-record.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, recordKey, type State } from '../state/state.ts';
import { effectivePhase, notice } from '../views/notices.ts';
import { isEndedPhase } from '../vocabulary.ts';
import { type Context, hasPassed, invalid } from './context.ts';
import { revisionOf, withoutContent } from './corrections.ts';
import { checkSameCourse } from './course.ts';
import { promiseFor } from './promises.ts';
import { putNotice } from './put-notice.ts';
import { restore, retract } from './retractions.ts';
import { companions } from './undo-companions.ts';

export type Undo = CommandOf<'undo'>;
type UndoneChange = Undo['changes'][number];

/** The commit that changed a notice last, or that retracted it; 0: there is no such notice. */
export const lastCommitOn = (state: State, id: string): number =>
	Math.max(...['notice', 'retraction'].map((kind) => state.records.get(recordKey(kind, id))?.seq ?? 0));

export function undo(command: Undo, state: State, context: Context): KnownChange[] {
	const { notice: id, commit, changes } = command;
	if (commit === 0 || lastCommitOn(state, id) !== commit)
		throw new CandorError(
			'precondition-failed',
			`The notice "${id}" has changed just now. Read it again before you take anything back.`,
		);
	const taken = changes
		// A merger changes two notices. The other one keeps what has been changed since.
		.filter((each) => each.kind === 'notice' && lastCommitOn(state, each.id) === commit)
		.flatMap((each) => undoneNotice(each, command, state, context));
	return [...taken, ...companions(command, taken, state, context)];
}

function undoneNotice(
	{ id, before, after }: UndoneChange,
	command: Undo,
	state: State,
	context: Context,
): KnownChange[] {
	if (after === null) return restore({ type: 'restore', notice: id }, state);
	if (before !== null) return changedBack(id, before as unknown as NoticeValue, command, state, context);
	const retraction = command.changes.find((each) => each.kind === 'retraction' && each.before !== null);
	const reason = (retraction?.before as RetractionValue | undefined)?.reason ?? 'Taken back.';
	return retract({ type: 'retract', notice: id, reason }, state, context);
}

function changedBack(
	id: string,
	before: NoticeValue,
	command: Undo,
	state: State,
	context: Context,
): KnownChange[] {
	const { now, newId } = context;
	const current = notice(state, id)?.value as NoticeValue;
	const reopens = isEndedPhase(current.phase) && !isEndedPhase(before.phase);
	const latestUpdate = current.latestUpdate + Number(reopens);
	const former = { ...before, ...(reopens && lasting(before, context)), latestUpdate, updatedAt: now };
	checkCourse(current, former, now);
	const updates = command.changes.filter(({ kind, after }) => kind === 'update' && after?.notice === id);
	const reopened = newUpdate({
		...{ notice: id, number: latestUpdate, at: now, body: [], impact: null },
		...{ phase: former.phase, affected: former.affected },
	});
	return [
		...putNotice(id, former, state),
		...updates.flatMap((each) => undoneUpdate(each, command, state, context)),
		// Visitors who closed the bar about the end see that it goes on.
		...(reopens ? [{ kind: 'update' as const, id: newId(), value: reopened }] : []),
	];
}

/** The times of a notice that is reopened: one that has passed would end or hide it again at once. */
function lasting({ promise, window, expiresAt, kind, impact }: NoticeValue, context: Context) {
	const { now } = context;
	return {
		promise:
			promise && hasPassed(promise.nextUpdateBy, now)
				? promiseFor(undefined, { kind, impact }, context)
				: promise,
		window: window && hasPassed(window.end, now) ? null : window,
		expiresAt: expiresAt && hasPassed(expiresAt, now) ? null : expiresAt,
	};
}

/** Refuses to begin, end or hide a notice by its former times alone. */
function checkCourse(current: NoticeValue, former: NoticeValue, now: string): void {
	if (current.phase === former.phase) {
		checkSameCourse(current, former, now);
		return;
	}
	if (isEndedPhase(former.phase) || effectivePhase(former, Date.parse(now)) === former.phase) return;
	throw invalid(
		'window',
		`By its window, this maintenance cannot be "${former.phase}" any more. Edit its window, or post an update.`,
	);
}

/** A new update is withdrawn. The words of an edited or withdrawn one come back. */
function undoneUpdate(
	{ id, before, after }: UndoneChange,
	{ changes }: Undo,
	state: State,
	context: Context,
): KnownChange[] {
	const value = liveRecord(state, 'update', id)?.value as UpdateValue | undefined;
	if (!value || !after) return [];
	if (before === null)
		return [
			{
				kind: 'update',
				id,
				value: { ...withoutContent(value, context), phase: null, impact: null, affected: [] },
			},
			revisionOf({ id, value }, 'withdrawn', context),
		];
	const former = before as unknown as UpdateValue;
	if (value.withdrawnAt !== null && former.withdrawnAt === null)
		return [{ kind: 'update', id, value: former }, ...removedRevisions(changes, id)];
	const isSame = JSON.stringify([former.body, former.author]) === JSON.stringify([value.body, value.author]);
	if (isSame) return [{ kind: 'update', id, value: former }];
	// Visitors have read the other words meanwhile.
	const edited = { ...former, editedAt: context.now };
	return [{ kind: 'update', id, value: edited }, revisionOf({ id, value }, 'edited', context)];
}

/** The records of former words that the commit made for an update. */
const removedRevisions = (changes: Undo['changes'], update: string): KnownChange[] =>
	changes
		.filter(({ kind, before, after }) => kind === 'revision' && before === null && after?.update === update)
		.map(({ id }) => ({ kind: 'revision', id, value: null }));
