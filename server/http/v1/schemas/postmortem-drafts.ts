import { z } from '@hono/zod-openapi';
import { putPostmortemDraft } from '../../../../src/model/commands/postmortem-drafts.ts';
import { postmortemSections } from '../../../../src/model/postmortems/sections.ts';
import { line, translationsOf } from '../../../../src/model/records/fields.ts';
import { postmortemWords } from '../../../../src/model/records/postmortem.ts';
import { postmortemDraftValue } from '../../../../src/model/records/postmortem-draft.ts';
import { requiredMarkdown, richText } from './markdown.ts';
import { seq } from './seq.ts';

export const putPostmortemDraftRequest = putPostmortemDraft
	.omit({ type: true, notice: true })
	.openapi('PutPostmortemDraft');

export const publishPostmortemDraftRequest = z
	.strictObject({
		unreviewed: z
			.boolean()
			.optional()
			.openapi({ description: 'Publishes it although no second person has reviewed it.' }),
		dropActions: z
			.boolean()
			.optional()
			.openapi({ description: 'Removes the promised actions that the draft does not name.' }),
		notify: z.boolean().optional().openapi({ description: 'Whether channels send a message. Default: yes.' }),
		translations: translationsOf(postmortemWords.extend({ body: requiredMarkdown }))
			.optional()
			.openapi({ description: 'The title and the whole text in other languages.' }),
	})
	.openapi('PublishPostmortemDraft');

const operatorName = line(80).nullable();

export const postmortemDraftResource = postmortemDraftValue
	.extend({
		seq,
		authorName: operatorName.openapi({ description: '`null`: the name is no longer known.' }),
		reviewerName: operatorName.openapi({ description: '`null`: there is none.' }),
		body: richText,
		advice: z
			.array(
				z.strictObject({
					field: z.enum(['title', ...postmortemSections, 'internal', 'actions']),
					message: z.string(),
				}),
			)
			.openapi({ description: 'Where it names or blames people, and what is missing. Hints only.' }),
	})
	.openapi('PostmortemDraft');
