/** Reviews of drafts that wait. under-rule.ts checks who gives them, and what they hold up. */
import type { CommandOf } from '../commands/command.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import type { Context } from './context.ts';
import { requireProposal } from './proposals.ts';

/** An objection ends an approval for a later time: the draft must not be published by itself. */
export function reviewDraft(
	{ draft, lane, verdict, comment }: CommandOf<'review-draft'>,
	state: State,
	{ now, actor = 'system' }: Context,
): KnownChange[] {
	const { id, value } = requireProposal(state, draft);
	const others = (value.reviews ?? []).filter((each) => each.lane !== lane);
	const reviews = [...others, { lane, verdict, comment: comment ?? null, by: actor, at: now }];
	const approvedBy = verdict === 'objected' ? null : value.approvedBy;
	return [{ kind: 'proposal', id, value: { ...value, reviews, approvedBy } }];
}
