/** Post-mortems while operators write them: begun from the log, edited, reviewed, published. */
import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { PostmortemDraftValue } from '../generated/record-types.ts';
import { startingWords } from '../postmortems/starting-draft.ts';
import { isSameValue } from '../same-value.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { type PostmortemDraft, postmortemDraft } from '../views/postmortem-drafts.ts';
import { postmortemOf } from '../views/postmortems.ts';
import { type Context, invalid, requireNotice } from './context.ts';
import { putPostmortem } from './postmortems.ts';
import { instantOf } from './times.ts';

const changeOf = (value: PostmortemDraftValue): KnownChange => ({
	kind: 'postmortem-draft',
	id: value.notice,
	value,
});

/** Throws CandorError `not-found`. */
export function requirePostmortemDraft(state: State, notice: string): PostmortemDraft {
	const found = postmortemDraft(state, notice);
	if (found) return found;
	requireNotice(state, notice);
	throw new CandorError(
		'not-found',
		`The notice "${notice}" has no draft of a post-mortem. Begin one with POST to its address (candor postmortem draft ${notice}).`,
	);
}

function requireVersion(state: State, notice: string, seq: number): PostmortemDraft {
	const found = requirePostmortemDraft(state, notice);
	if (found.seq === seq) return found;
	throw new CandorError('precondition-failed', 'The draft was changed meanwhile. Read it again.');
}

/** Changes nothing if there is a draft. */
export function startPostmortemDraft(
	{ notice: id }: CommandOf<'start-postmortem-draft'>,
	state: State,
	{ now, actor = 'system' }: Context,
): KnownChange[] {
	const notice = requireNotice(state, id);
	if (postmortemDraft(state, id)) return [];
	const published = postmortemOf(state, id)?.value;
	const words = startingWords(state, notice, now);
	return [
		changeOf({
			notice: id,
			...words,
			...(published && { title: published.title }),
			causes: '',
			wentWell: '',
			internal: '',
			actions: (published?.actions ?? []).map((action) => ({ ...action, owner: null, isInternal: false })),
			language: published?.language ?? null,
			startedAt: now,
			updatedAt: now,
			author: actor,
			reviewedBy: null,
			publishedAt: null,
		}),
	];
}

/** Words that stay as they are keep their author, their review and their publication. */
export function putPostmortemDraft(
	{ type: _, notice, actions, ...words }: CommandOf<'put-postmortem-draft'>,
	state: State,
	{ now, actor = 'system' }: Context,
): KnownChange[] {
	requireNotice(state, notice);
	const before = postmortemDraft(state, notice)?.value;
	const written = {
		notice,
		...words,
		actions: actions.map((action) => ({ ...action, dueBy: action.dueBy && instantOf(action.dueBy, now) })),
		startedAt: before?.startedAt ?? now,
	};
	if (isSameValue(before, { ...before, ...written })) return [];
	return [changeOf({ ...written, updatedAt: now, author: actor, reviewedBy: null, publishedAt: null })];
}

/** The caller has checked that it is another person than the author. */
export function reviewPostmortemDraft(
	{ notice, draftSeq }: CommandOf<'review-postmortem-draft'>,
	state: State,
	{ actor = 'system' }: Context,
): KnownChange[] {
	const { value } = requireVersion(state, notice, draftSeq);
	return [changeOf({ ...value, reviewedBy: actor })];
}

export function discardPostmortemDraft(
	{ notice }: CommandOf<'discard-postmortem-draft'>,
	state: State,
): KnownChange[] {
	requirePostmortemDraft(state, notice);
	return [{ kind: 'postmortem-draft', id: notice, value: null }];
}

/** Only after the end: before that, it is not known how it ended. */
export function publishPostmortemDraft(
	{ type: _, draftSeq, unreviewed = false, ...published }: CommandOf<'publish-postmortem-draft'>,
	state: State,
	context: Context,
): KnownChange[] {
	const { value } = requireVersion(state, published.notice, draftSeq);
	if (value.reviewedBy === null && !unreviewed)
		throw invalid(
			'unreviewed',
			'Another person has not reviewed this draft. Ask for a review, or publish it with "unreviewed" (on the command line: --unreviewed).',
		);
	return [
		...putPostmortem({ type: 'put-postmortem', ...published }, state, context),
		changeOf({ ...value, publishedAt: context.now }),
	];
}
