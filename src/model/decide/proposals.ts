/** Drafts that wait for an approval: written, approved, discarded. */
import { type Command, type CommandOf, command as commandSchema } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { NoticeValue } from '../generated/record-types.ts';
import type { KnownChange } from '../state/commit.ts';
import { recordsOfKind, type State } from '../state/state.ts';
import { notice } from '../views/notices.ts';
import { overrides, type Proposal, proposal } from '../views/proposals.ts';
import type { SecondPersonReason } from '../vocabulary.ts';
import type { Context } from './context.ts';
import { checkedSchedule, type Schedule, unscheduled } from './draft-schedule.ts';
import { withPastInstants } from './times.ts';

/** `decide` itself, which imports this file. */
export type Decide = (command: Command, state: State, context: Context) => readonly KnownChange[];

/** Each server holds all of them in memory, and lists them at once. */
const mostWaiting = 100;

export function draftNotice(
	{ command, publishAt = null, discardAt = null }: CommandOf<'draft-notice'>,
	state: State,
	context: Context,
	decide: Decide,
): KnownChange[] {
	const schedule = checkedSchedule({ publishAt, discardAt }, context);
	return waitFor(command, decide(command, state, context), [], state, context, schedule);
}

export const acceptSuggestion = (
	{ command, model }: CommandOf<'accept-suggestion'>,
	state: State,
	context: Context,
	decide: Decide,
): KnownChange[] => waitFor(command, decide(command, state, context), [], state, context, unscheduled, model);

/**
 * Keeps a command until an operator approves it. `changes`: what it would change now. Durations
 * from now count from the approval; times in the past are fixed.
 */
export function waitFor(
	command: Command,
	changes: readonly KnownChange[],
	reasons: SecondPersonReason[],
	state: State,
	{ now, newId, actor = 'system' }: Context,
	schedule: Schedule = unscheduled,
	suggestedBy: string | null = null,
): KnownChange[] {
	const changed = changes.find((change) => change.kind === 'notice');
	if (!changed) throw new CandorError('internal', 'Only a command on a notice can wait for an approval.');
	if (recordsOfKind(state, 'proposal').length >= mostWaiting)
		throw new CandorError(
			'invalid',
			`${mostWaiting} drafts wait already. Approve or discard some of them first (candor drafts).`,
		);
	const before = notice(state, changed.id);
	const after = changed.value as NoticeValue | null;
	const opens = command.type === 'open-notice' || command.type === 'publish-draft';
	const kept = { ...withPastInstants(command, now), ...(opens && { id: changed.id }) };
	const value = {
		notice: changed.id,
		title: after?.title ?? before?.value.title ?? '',
		// Without fields that are `undefined`, which the log would not keep either.
		command: JSON.parse(JSON.stringify(kept)) as Record<string, unknown>,
		reasons,
		author: actor,
		at: now,
		noticeSeq: before?.seq ?? null,
		...schedule,
		approvedBy: null,
		held: null,
		suggestedBy,
		reviews: [],
		editedAt: null,
	};
	return [{ kind: 'proposal', id: newId(), value }];
}

export function requireProposal(state: State, id: string): Proposal {
	const found = proposal(state, id);
	if (found) return found;
	throw new CandorError(
		'not-found',
		`No draft "${id}" waits. It may have been approved or discarded just now: read the log, or list the drafts.`,
	);
}

export function approveDraft(
	{ draft, anyway, breakGlass }: CommandOf<'approve-draft'>,
	state: State,
	context: Context,
	decide: Decide,
): KnownChange[] {
	const { id, value } = requireProposal(state, draft);
	const { notice: noticeId, reasons, author } = value;
	if (!anyway && (notice(state, noticeId)?.seq ?? null) !== value.noticeSeq)
		throw new CandorError(
			'precondition-failed',
			`The notice "${noticeId}" has changed since this draft was written. Read it again. Then approve the draft with "anyway", or discard it.`,
		);
	const { now, newId, actor = 'system' } = context;
	const removed: KnownChange = { kind: 'proposal', id, value: null };
	const changes = [removed, ...decide(commandOf(value), state, context)];
	if (breakGlass === undefined) return changes;
	const record = {
		notice: noticeId,
		reason: breakGlass,
		reasons,
		lanes: [],
		author,
		publisher: actor,
		at: now,
	};
	return [...changes, ...outdated(state, now), { kind: 'override', id: newId(), value: record }];
}

/** The records of publications without a second person that operators are no longer shown. */
function outdated(state: State, now: string): KnownChange[] {
	const shown = new Set(overrides(state, Date.parse(now)).map(({ id }) => id));
	return recordsOfKind(state, 'override')
		.filter(({ id }) => !shown.has(id))
		.map(({ id }) => ({ kind: 'override', id, value: null }));
}

/** The command of a draft. Another version may have written it. */
export function commandOf({ command }: Proposal['value']): Command {
	const { data } = commandSchema.safeParse(command);
	if (data && data.type !== 'approve-draft') return data;
	throw new CandorError(
		'invalid',
		'This draft cannot be read by this version. Discard it, and write it again.',
	);
}
