/** Remedies and post-mortems, as the API takes and gives them. */
import { z } from '@hono/zod-openapi';
import { putPostmortem } from '../../../../src/model/commands/postmortems.ts';
import { putRemedy, remedyTranslation } from '../../../../src/model/commands/remedies.ts';
import { id, translationsOf } from '../../../../src/model/records/fields.ts';
import { postmortemValue, postmortemWords } from '../../../../src/model/records/postmortem.ts';
import { remedyValue, remedyWords } from '../../../../src/model/records/remedy.ts';
import { markdown, markdownOrNull, richText, richTextOrNull, saidMarkdown } from './markdown.ts';

const seq = z
	.int()
	.min(0)
	.openapi({ description: 'The commit that changed this last; the ETag without its quotes.' });

export const remedyBody = putRemedy
	.omit({ type: true, id: true })
	.extend({
		apology: saidMarkdown,
		terms: markdownOrNull,
		translations: translationsOf(
			remedyTranslation.extend({ apology: saidMarkdown, terms: markdown.nullable().default(null) }),
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
export const remedyList = z.strictObject({ seq, remedies: z.array(remedyResource) }).openapi('Remedies');

export const postmortemBody = putPostmortem
	.omit({ type: true, notice: true })
	.extend({
		body: saidMarkdown,
		translations: translationsOf(postmortemWords.extend({ body: saidMarkdown })).optional(),
	})
	.openapi('PutPostmortem');
export const postmortemResource = postmortemValue
	.extend({
		seq,
		body: richText,
		translations: translationsOf(postmortemWords.extend({ body: richText })),
	})
	.openapi('Postmortem');
