import { z } from '@hono/zod-openapi';
import { openNotice } from '../../../../src/model/commands/notices.ts';
import { approveDraft, draftNotice, reviewDraft } from '../../../../src/model/commands/proposals.ts';
import { id } from '../../../../src/model/records/fields.ts';
import { overrideValue } from '../../../../src/model/records/override.ts';
import { proposalValue } from '../../../../src/model/records/proposal.ts';
import { reviewLanes } from '../../../../src/model/vocabulary.ts';
import { openNoticeFields, openNoticeRequest } from './notices.ts';
import { seq } from './seq.ts';

export const actor = z
	.strictObject({ id: z.string(), name: z.string().nullable() })
	.openapi({ description: 'A token. `name`: `null` when the private store no longer has it.' });

const laneReview = z
	.strictObject({
		lane: z.enum(reviewLanes),
		state: z.enum(['waiting', 'accepted', 'objected', 'unanswered']).openapi({
			description: '`unanswered`: its time was up first. `waiting` and `objected` hold the draft up.',
		}),
		until: z.iso.datetime().openapi({ description: 'When its time is up.' }),
		by: actor.nullable().openapi({ description: 'Who answered. `null`: no answer yet.' }),
		at: z.iso.datetime().nullable(),
		comment: z.string().nullable(),
	})
	.openapi('LaneReview');

const fields = proposalValue.extend({
	id,
	seq,
	command: z.record(z.string(), z.unknown()).openapi({ description: 'What is done when it is approved.' }),
	reasons: proposalValue.shape.reasons.describe(
		'Why a second person must approve it. Empty: it was written as a draft.',
	),
	author: actor,
	approvedBy: actor.nullable().describe('Who approved a scheduled draft that needs a second person.'),
	suggestedBy: proposalValue.shape.suggestedBy.describe(
		'The model whose words it began with (the assistant). `null`: a person wrote them.',
	),
	reviews: z.array(laneReview).describe('The lanes that review it, with their last answers.'),
	editedAt: proposalValue.shape.editedAt.describe(
		'When it was edited last, which starts the time of the lanes again. `null`: never.',
	),
	noticeSeq: proposalValue.shape.noticeSeq.describe(
		'The `seq` of the notice then. `null`: it is not open yet.',
	),
});
export const proposalResource = fields.openapi('WaitingDraft');
/** The response to a write that waits for a second person. */
export const awaitsApproval = fields.extend({ waiting: z.literal(true) }).openapi('AwaitsApproval');

export const overrideResource = overrideValue
	.extend({ id, author: actor, publisher: actor })
	.openapi('BreakGlass');

const { publishAt, discardAt } = draftNotice.shape;
const schedule = {
	publishAt: publishAt.describe(
		'The server publishes it at this time. Only for roles that may open notices.',
	),
	discardAt: discardAt.describe('The server discards it at this time, unless it was published before.'),
};
export const draftNoticeRequest = openNoticeRequest.extend(schedule).openapi('DraftNotice');

const { id: _, ...editable } = { ...openNoticeFields.shape, kind: openNotice.shape.kind };
/** `null` removes a field. */
export const editDraftRequest = z
	.strictObject(
		Object.fromEntries(
			Object.entries(editable).map(([name, field]): [string, z.ZodType] => [name, field.nullish()]),
		),
	)
	.extend(schedule)
	.refine((body) => Object.keys(body).length > 0, { message: 'Name at least one field to change.' })
	.openapi('EditDraft');
export const approveRequest = approveDraft
	.omit({ type: true, draft: true })
	.extend({
		draft: approveDraft.shape.draft
			.optional()
			.openapi({ description: 'Needed if several drafts about the notice wait.' }),
	})
	.openapi('Approve');
export const reviewRequest = reviewDraft
	.omit({ type: true, draft: true })
	.extend({ comment: reviewDraft.shape.comment.describe('Why, for other operators.') })
	.openapi('ReviewDraft');
