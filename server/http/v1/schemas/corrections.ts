/** Corrections: of updates, and of notices that were retracted. */
import { z } from '@hono/zod-openapi';
import { editUpdate, redactNotice, redactUpdate } from '../../../../src/model/commands/corrections.ts';
import { id, translationsOf } from '../../../../src/model/records/fields.ts';
import { redactionValue } from '../../../../src/model/records/redaction.ts';
import { retractionValue } from '../../../../src/model/records/retraction.ts';
import { revisionValue } from '../../../../src/model/records/revision.ts';
import { requiredMarkdown } from './markdown.ts';
import { updateFields, updateResource } from './notices.ts';
import { seq } from './seq.ts';

export const emptyBody = z.strictObject({}).openapi('Nothing');

export const editUpdateBody = editUpdate
	.omit({ type: true, notice: true, update: true })
	.extend({
		body: requiredMarkdown.optional(),
		translations: translationsOf(requiredMarkdown).optional(),
	})
	.refine((body) => Object.keys(body).length > 0, { message: 'Name at least one field to change.' })
	.openapi('EditUpdate');

export const redactUpdateBody = redactUpdate
	.omit({ type: true, notice: true, update: true })
	.extend({ body: requiredMarkdown.optional() })
	.openapi('RedactUpdate');

export const redactNoticeBody = redactNotice.omit({ type: true, notice: true }).openapi('RedactNotice');

export const corrections = z
	.strictObject({
		id,
		seq,
		retraction: retractionValue
			.omit({ records: true })
			.extend({
				updates: z
					.array(updateResource)
					.openapi({ description: 'The updates that were removed with it, the newest first.' }),
				restorable: z.boolean().openapi({ description: 'False if an earlier version retracted it.' }),
			})
			.nullable()
			.openapi({ description: 'Why the notice was retracted. `null` if it is not retracted.' }),
		revisions: z
			.array(revisionValue.extend({ id, former: updateFields }))
			.openapi({ description: 'The updates as they were before each correction, the newest first.' }),
		redactions: z
			.array(redactionValue.extend({ id }))
			.openapi({ description: 'The markers of words that were removed for good, the newest first.' }),
	})
	.openapi('Corrections');
