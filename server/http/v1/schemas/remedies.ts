import { z } from '@hono/zod-openapi';
import { putRemedy, remedyTranslation } from '../../../../src/model/commands/remedies.ts';
import { id, translationsOf } from '../../../../src/model/records/fields.ts';
import { remedyValue, remedyWords } from '../../../../src/model/records/remedy.ts';
import { markdown, markdownOrNull, requiredMarkdown, richText, richTextOrNull } from './markdown.ts';
import { seq, stateSeq } from './seq.ts';

export const putRemedyRequest = putRemedy
	.omit({ type: true, id: true })
	.extend({
		apology: requiredMarkdown,
		terms: markdownOrNull,
		translations: translationsOf(
			remedyTranslation.extend({ apology: requiredMarkdown, terms: markdown.nullable().default(null) }),
		).optional(),
	})
	.openapi('PutRemedy');
export const remedyResource = remedyValue
	.extend({
		id,
		seq,
		apology: richText,
		terms: richTextOrNull,
		translations: translationsOf(remedyWords.extend({ apology: richText, terms: richTextOrNull })),
	})
	.openapi('Remedy');
export const remedyList = z
	.strictObject({ seq: stateSeq, remedies: z.array(remedyResource) })
	.openapi('Remedies');
