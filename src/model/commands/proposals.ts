/** Commands on drafts that wait for an approval. */
import { z } from 'zod';
import { id, line, words } from '../records/fields.ts';
import { reviewLanes, reviewVerdicts } from '../vocabulary.ts';
import { time } from './fields.ts';
import { openNotice } from './notices.ts';
import { postUpdate, resolve } from './updates.ts';

const schedule = {
	/** The server publishes the draft at this time. */
	publishAt: time.nullish(),
	/** The server discards the draft at this time, unless it was published before. */
	discardAt: time.nullish(),
};

/** Writes a notice, an update or the end of a notice as a draft. */
export const draftNotice = z.strictObject({
	type: z.literal('draft-notice'),
	command: z.discriminatedUnion('type', [openNotice, postUpdate, resolve]),
	...schedule,
});

/** Makes a draft of words that the assistant wrote. Its author is the person who accepts them. */
export const acceptSuggestion = z.strictObject({
	type: z.literal('accept-suggestion'),
	command: z.discriminatedUnion('type', [openNotice, postUpdate, resolve]),
	/** The model that wrote them. */
	model: line(120),
});

/** Changes a draft of a notice that is not open yet. */
export const editDraft = z.strictObject({
	type: z.literal('edit-draft'),
	draft: id,
	/** The fields of `open-notice` that change; `null` removes one. */
	change: z.record(z.string(), z.unknown()),
	...schedule,
	/** Only for who may publish: other edits end the schedule. */
	keepSchedule: z.boolean().optional(),
});

/** What a person who did not write the draft says about it. It takes the place of the lane's last one. */
export const reviewDraft = z.strictObject({
	type: z.literal('review-draft'),
	draft: id,
	lane: z.enum(reviewLanes),
	verdict: z.enum(reviewVerdicts),
	comment: words(500).optional(),
});

/** Given by the server only: publishes a draft whose time has come. */
export const publishScheduled = z.strictObject({ type: z.literal('publish-scheduled'), draft: id });

/** Given by the server only: discards a draft whose time is over. */
export const expireDraft = z.strictObject({ type: z.literal('expire-draft'), draft: id });

export const approveDraft = z.strictObject({
	type: z.literal('approve-draft'),
	draft: id,
	/** Also if the notice has changed since the draft was written. */
	anyway: z.boolean().optional(),
	/** Publishes a scheduled draft now. Otherwise it is approved for its time. */
	now: z.boolean().optional(),
	/** Publishes it without a second person. Why it cannot wait: it stays in the log. */
	breakGlass: words(500)
		.refine((text) => text.trim().length >= 10, { message: 'Say in a sentence why it cannot wait.' })
		.optional(),
});
