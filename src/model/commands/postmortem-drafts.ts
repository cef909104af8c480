import { z } from 'zod';
import { id } from '../records/fields.ts';
import { postmortemDraftAction, postmortemDraftValue } from '../records/postmortem-draft.ts';
import { time } from './fields.ts';
import { putPostmortem } from './postmortems.ts';

const { shape } = postmortemDraftValue;

/** Begins the draft with what the log knows about the notice. */
export const startPostmortemDraft = z.strictObject({
	type: z.literal('start-postmortem-draft'),
	notice: id,
});

/** Replaces all words of the draft. */
export const putPostmortemDraft = z.strictObject({
	type: z.literal('put-postmortem-draft'),
	notice: id,
	title: shape.title,
	impact: shape.impact.default(''),
	timeline: shape.timeline.default(''),
	causes: shape.causes.default(''),
	wentWell: shape.wentWell.default(''),
	internal: shape.internal.default(''),
	actions: z
		.array(
			postmortemDraftAction.extend({
				state: postmortemDraftAction.shape.state.default('planned'),
				dueBy: time.nullable().default(null),
				owner: postmortemDraftAction.shape.owner.default(null),
				isInternal: z.boolean().default(false),
			}),
		)
		.max(50)
		.default([]),
	language: shape.language.default(null),
});

/** Says that a second person has read the words and agrees. */
export const reviewPostmortemDraft = z.strictObject({
	type: z.literal('review-postmortem-draft'),
	notice: id,
	/** The version of the draft that was read. */
	draftSeq: z.int().min(0),
});

export const discardPostmortemDraft = z.strictObject({
	type: z.literal('discard-postmortem-draft'),
	notice: id,
});

/** Publishes the words of a draft. The server has parsed them. */
export const publishPostmortemDraft = putPostmortem.omit({ type: true, anyway: true }).extend({
	type: z.literal('publish-postmortem-draft'),
	/** The version of the draft that the words are from. */
	draftSeq: z.int().min(0),
	/** Publishes it although no second person has reviewed it. */
	unreviewed: z.boolean().optional(),
});
