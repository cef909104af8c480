/** Drafts that are edited, and those that the clock publishes or discards. */
import type { CommandOf } from '../commands/command.ts';
import { openNotice } from '../commands/notices.ts';
import { CandorError, type Issue } from '../errors.ts';
import { isSameValue } from '../same-value.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { type Proposal, proposal } from '../views/proposals.ts';
import { type Context, invalid } from './context.ts';
import { checkedSchedule, isDiscardDue, isPublishDue } from './draft-schedule.ts';
import { commandOf, type Decide, requireProposal } from './proposals.ts';

/**
 * The author of the last words is the author of the draft: other persons review and approve them. An edit
 * that changes nothing keeps the author, the reviews and the approval; a draft that is held is tried again.
 */
export function editDraft(
	{ draft, change, publishAt, discardAt, keepSchedule = false }: CommandOf<'edit-draft'>,
	state: State,
	context: Context,
	decide: Decide,
): KnownChange[] {
	const { id, value } = requireProposal(state, draft);
	const { actor = 'system', now } = context;
	const before = commandOf(value);
	if (before.type !== 'open-notice')
		throw invalid(
			'draft',
			`Only a draft of a new notice can be edited, and this one is a "${before.type}". Discard it, and send it again.`,
		);
	const command = editedCommand(before, change);
	// Refused as when it is written.
	decide(command, state, context);
	const kept = { publishAt: keepSchedule ? value.publishAt : null, discardAt: value.discardAt };
	const schedule = {
		publishAt: publishAt === undefined ? kept.publishAt : publishAt,
		discardAt: discardAt === undefined ? kept.discardAt : discardAt,
	};
	// A time that stays may have passed, where the server could not publish the draft.
	const isSame = schedule.publishAt === value.publishAt && schedule.discardAt === value.discardAt;
	const edited = {
		...value,
		...(isSame ? schedule : checkedSchedule(schedule, { now })),
		title: command.title,
		command: JSON.parse(JSON.stringify(command)) as Record<string, unknown>,
		held: null,
	};
	if (isSameValue(edited, value)) return [];
	return [
		{
			kind: 'proposal',
			id,
			value: { ...edited, author: actor, approvedBy: null, reviews: [], editedAt: now },
		},
	];
}

function editedCommand(before: CommandOf<'open-notice'>, change: Readonly<Record<string, unknown>>) {
	const merged = Object.entries({ ...before, ...change, id: before.id }).filter(
		([, field]) => field !== null && field !== undefined,
	);
	const { data, error } = openNotice.safeParse(Object.fromEntries(merged));
	if (data) return data;
	const issues = error.issues.map(({ path, message }): Issue => ({ path: path.join('.'), message }));
	throw new CandorError('invalid', issues[0]?.message ?? 'This draft is not complete.', issues);
}

/** Changes nothing if another server has published the draft, or if an operator has changed it. */
export function publishScheduled(
	{ draft }: CommandOf<'publish-scheduled'>,
	state: State,
	context: Context,
	decide: Decide,
): KnownChange[] {
	const found = proposal(state, draft);
	if (!found || !isPublishDue(found.value, context.now)) return [];
	try {
		const removed: KnownChange = { kind: 'proposal', id: draft, value: null };
		return [removed, ...decide(commandOf(found.value), state, context)];
	} catch (error) {
		if (!(error instanceof CandorError) || error.code === 'internal') throw error;
		return [heldBack(found, error.message)];
	}
}

/** The draft waits on, and operators learn why. */
export const heldBack = ({ id, value }: Proposal, held: string): KnownChange => ({
	kind: 'proposal',
	id,
	value: { ...value, held },
});

export function expireDraft(
	{ draft }: CommandOf<'expire-draft'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	const found = proposal(state, draft);
	return found && isDiscardDue(found.value, now) ? [{ kind: 'proposal', id: draft, value: null }] : [];
}
