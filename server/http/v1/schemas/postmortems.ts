import { putPostmortem } from '../../../../src/model/commands/postmortems.ts';
import { translationsOf } from '../../../../src/model/records/fields.ts';
import { postmortemValue, postmortemWords } from '../../../../src/model/records/postmortem.ts';
import { requiredMarkdown, richText } from './markdown.ts';
import { seq } from './seq.ts';

export const putPostmortemRequest = putPostmortem
	.omit({ type: true, notice: true })
	.extend({
		body: requiredMarkdown,
		translations: translationsOf(postmortemWords.extend({ body: requiredMarkdown })).optional(),
	})
	.openapi('PutPostmortem');
export const postmortemResource = postmortemValue
	.extend({
		seq,
		body: richText,
		translations: translationsOf(postmortemWords.extend({ body: richText })),
	})
	.openapi('Postmortem');
