import { z } from '@hono/zod-openapi';
import { publishDraft } from '../../../../src/model/commands/drafts.ts';
import { draftValue, reportSummary } from '../../../../src/model/records/draft.ts';
import { id } from '../../../../src/model/records/fields.ts';
import { postmortemDraftValue } from '../../../../src/model/records/postmortem-draft.ts';
import { markdown } from './markdown.ts';
import { noticeTexts, translationsWithBody } from './notice-texts.ts';
import { actor, overrideResource, proposalResource } from './proposals.ts';
import { seq, stateSeq } from './seq.ts';

export const publishDraftRequest = publishDraft
	.omit({ type: true, draft: true, drill: true })
	.extend({ ...noticeTexts, body: markdown.optional(), translations: translationsWithBody })
	.openapi('PublishDraft');

const draftResource = draftValue
	.omit({ quietUntil: true })
	.extend({
		id,
		seq,
		seen: reportSummary.describe('The counts that raised the draft. They are unverified.'),
		lately: reportSummary.nullable().describe('The counts that this server has received since.'),
	})
	.openapi('Draft');
const unpublishedPostmortem = postmortemDraftValue
	.pick({ notice: true, title: true, updatedAt: true })
	.extend({
		seq,
		noticeTitle: z.string().nullable().describe('`null`: the notice is retracted.'),
		author: actor,
		reviewedBy: actor.nullable(),
	})
	.openapi('UnpublishedPostmortem');
export const draftList = z
	.strictObject({
		seq: stateSeq,
		drafts: z.array(draftResource),
		waiting: z
			.array(proposalResource)
			.openapi({ description: 'Drafts that operators wrote, and commands that wait for a second person.' }),
		postmortems: z.array(unpublishedPostmortem).openapi({
			description:
				'Drafts of post-mortems that are not published: `GET /v1/notices/{id}/postmortem/draft` has the words.',
		}),
		breakGlass: z
			.array(overrideResource)
			.openapi({ description: 'What was published without a second person, in the last 30 days.' }),
	})
	.openapi('Drafts');
