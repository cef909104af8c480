/** The review lanes of a server: who may answer in them, and which have not. */
import type { Command, CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import { type LaneLimit, laneReviews } from '../proposals/reviews.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { proposal } from '../views/proposals.ts';
import type { ReviewLane } from '../vocabulary.ts';
import { invalid } from './context.ts';
import type { Approval, Rule } from './under-rule.ts';

/** `changes` of a review, if this server has the lane, and another person than the author gives it. */
export function underLanes(
	{ lane }: CommandOf<'review-draft'>,
	changes: readonly KnownChange[],
	{ approval = 'unknown-approver', lanes = [] }: Omit<Rule, 'reasons'>,
): readonly KnownChange[] {
	if (!lanes.some((each) => each.lane === lane))
		throw invalid(
			'lane',
			lanes.length === 0
				? 'This server has no review lanes. Set CANDOR_REVIEW to have some.'
				: `This server has no lane "${lane}". Its lanes: ${lanes.map((each) => each.lane).join(', ')}.`,
		);
	if (approval !== 'second-person') throw new CandorError('forbidden', refusedReviews[approval]);
	return changes;
}

/**
 * The lanes that have not answered in time, for the log: for a command that publishes or approves a draft
 * which waits. Empty for any other command.
 */
export function unansweredLanes(
	command: Command,
	state: State,
	now: string,
	lanes: readonly LaneLimit[],
): readonly ReviewLane[] {
	if (command.type !== 'approve-draft' && command.type !== 'publish-scheduled') return [];
	const found = proposal(state, command.draft);
	return found
		? laneReviews(found.value, lanes, Date.parse(now)).flatMap(({ lane, state: answer }) =>
				answer === 'unanswered' ? [lane] : [],
			)
		: [];
}

const refusedReviews: Readonly<Record<Exclude<Approval, 'second-person'>, string>> = {
	'same-person': 'You wrote this draft, so another person must review it.',
	'unknown-approver':
		'Your token has no owner, so it does not show that another person reviews this draft. Use a token with an owner (candor token create NAME --owner PERSON).',
	'unknown-author':
		'The token that wrote this draft has no owner, so it counts for no person. Send the same request with your own token, and let another person review that draft.',
};
