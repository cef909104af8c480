/** Drafts that wait for an approval, as the API returns them. */

import type { ProposalValue } from '../../../src/model/generated/record-types.ts';
import { laneReviews } from '../../../src/model/proposals/reviews.ts';
import type { Change } from '../../../src/model/state/commit.ts';
import type { Override, Proposal } from '../../../src/model/views/proposals.ts';
import type { Services } from '../context.ts';

/** `names`: of actors, by their ids. */
export const proposalResourceOf = (
	{ id, seq, value: { author, approvedBy, ...value } }: Proposal,
	names: ReadonlyMap<string, string>,
	{ reviewLanes, clock }: Pick<Services, 'reviewLanes' | 'clock'>,
) => ({
	...{ id, seq },
	// Drafts of earlier versions have none of these.
	...{ publishAt: null, discardAt: null, held: null, suggestedBy: null, editedAt: null },
	...value,
	author: actorOf(author, names),
	approvedBy: approvedBy == null ? null : actorOf(approvedBy, names),
	reviews: laneReviews(value, reviewLanes, clock.now()).map(({ by, ...review }) => ({
		...review,
		by: by === null ? null : actorOf(by, names),
	})),
});

export const overrideResourceOf = (
	{ id, value: { author, publisher, lanes = [], ...value } }: Override,
	names: ReadonlyMap<string, string>,
) => ({ id, ...value, lanes, author: actorOf(author, names), publisher: actorOf(publisher, names) });

/** `names`: of actors, by their ids. */
export const actorOf = (id: string, names: ReadonlyMap<string, string>) => ({
	id,
	name: names.get(id) ?? null,
});

/** The draft that a commit wrote or changed; `undefined`: there is none. */
export function proposalIn({
	seq,
	changes,
}: {
	readonly seq: number;
	readonly changes: readonly Change[];
}): Proposal | undefined {
	const written = changes.find(({ kind, value }) => kind === 'proposal' && value !== null);
	return written && { id: written.id, seq, value: written.value as ProposalValue };
}

/**
 * Thrown in place of the result of a command that waits for a second person. It is no error: the
 * response is `202` with the draft.
 */
export class AwaitsApproval extends Error {
	override readonly name = 'AwaitsApproval';
	readonly draft: ReturnType<typeof proposalResourceOf>;

	constructor(draft: ReturnType<typeof proposalResourceOf>) {
		super('The command waits for a second person.');
		this.draft = draft;
	}
}
