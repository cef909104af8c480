/** The review lanes of a draft that waits: what each has said, and how long it holds the draft up. Pure. */
import type { ProposalValue } from '../generated/record-types.ts';
import type { ReviewLane } from '../vocabulary.ts';

/** A lane that reads each draft before it is published. */
export interface LaneLimit {
	readonly lane: ReviewLane;
	/** How long the draft waits for its answer, milliseconds. */
	readonly limitMs: number;
}

/** `unanswered`: its time was up before it answered. */
export type LaneState = 'waiting' | 'accepted' | 'objected' | 'unanswered';

/** A lane of one draft. */
export interface LaneReview {
	readonly lane: ReviewLane;
	readonly state: LaneState;
	/** When its time is up, ISO 8601. */
	readonly until: string;
	/** The token of the person who answered. `null`: none has. */
	readonly by: string | null;
	readonly at: string | null;
	readonly comment: string | null;
}

type Reviewed = Pick<ProposalValue, 'command' | 'at'> & Partial<Pick<ProposalValue, 'reviews' | 'editedAt'>>;

/**
 * The lanes of a draft at `now`, epoch milliseconds, in the order of `limits`. A drill has none: it
 * is not shown to customers. Drafts of earlier versions have no reviews.
 */
export function laneReviews(
	{ command, at, reviews = [], editedAt = null }: Reviewed,
	limits: readonly LaneLimit[],
	now: number,
): LaneReview[] {
	if (command.drill === true) return [];
	return limits.map(({ lane, limitMs }) => {
		const end = Date.parse(editedAt ?? at) + limitMs;
		const until = new Date(end).toISOString();
		const review = reviews.find((each) => each.lane === lane);
		if (!review)
			return {
				...{ lane, state: now < end ? 'waiting' : 'unanswered', until },
				...{ by: null, at: null, comment: null },
			};
		const { verdict: state, by, comment } = review;
		return { lane, state, until, by, at: review.at, comment };
	});
}

/** Whether the draft cannot be approved because of this lane. An objection does not run out. */
export const isHolding = ({ state }: Pick<LaneReview, 'state'>): boolean =>
	state === 'waiting' || state === 'objected';

/** Why a draft cannot be approved, as sentences. Empty: no lane holds it up. */
export const holdingText = (lanes: readonly LaneReview[]): string =>
	lanes
		.filter(isHolding)
		.map(({ lane, state, until, comment }) =>
			state === 'waiting'
				? `The ${lane} review has not answered, and its time is up at ${until}.`
				: `The ${lane} review has objected${comment === null ? '.' : `: “${comment}”.`}`,
		)
		.join(' ');
