import { z } from 'zod';
import { reviewLanes, reviewVerdicts, secondPersonReasons } from '../vocabulary.ts';
import { id, instant, line, words } from './fields.ts';

export type { ProposalValue } from '../generated/record-types.ts';

/** What a person said about a draft in a lane. */
export const draftReview = z.strictObject({
	lane: z.enum(reviewLanes),
	verdict: z.enum(reviewVerdicts),
	comment: words(500).nullable(),
	/** The id of the token of the person. */
	by: z.string(),
	at: instant,
});

/** Private: a command that waits until an operator approves it. */
export const proposalValue = z.strictObject({
	/** The notice that the command changes or will open. */
	notice: id,
	/** The title that the notice has after the command. */
	title: line(140),
	/** A command with its `type` (commands/command.ts). Empty when its words were redacted. */
	command: z.record(z.string(), z.unknown()),
	/** Why a second person must approve it. Empty: it was written as a draft. */
	reasons: z.array(z.enum(secondPersonReasons)),
	/** The id of the token that gave the command. */
	author: z.string(),
	at: instant,
	/** The `seq` that the notice had. `null`: it is not open yet. */
	noticeSeq: z.int().min(1).nullable(),
	/** The server publishes it at this time. */
	publishAt: instant.nullable(),
	/** The server discards it at this time, unless it was published before. */
	discardAt: instant.nullable(),
	/**
	 * The token that approved the scheduled draft, where it needs a second person. An edit removes it.
	 */
	approvedBy: z.string().nullable(),
	/** Why the server did not publish it at its time. */
	held: z.string().nullable(),
	/** The model whose words the draft began with. `null`: a person wrote them. */
	suggestedBy: line(120).nullable(),
	/** The last one of each lane. An edit removes them. */
	reviews: z.array(draftReview),
	/** When it was edited last, which starts the time of the lanes again. `null`: never. */
	editedAt: instant.nullable(),
});
