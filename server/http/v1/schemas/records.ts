/** Public records as an export has them: the model's records, with Markdown in place of rich text. */
import { z } from '@hono/zod-openapi';
import {
	importedKinds,
	importedPage,
	importedRemedy,
	importRecords,
	recordsOf,
} from '../../../../src/model/commands/records.ts';
import { id, translationsOf } from '../../../../src/model/records/fields.ts';
import { publicSchemas } from '../../../../src/model/records/kinds.ts';
import { dataSafety, noticeWords } from '../../../../src/model/records/notice.ts';
import { postmortemWords } from '../../../../src/model/records/postmortem.ts';
import { remedyWords } from '../../../../src/model/records/remedy.ts';
import { markdown, requiredMarkdown } from './markdown.ts';
import { stateSeq } from './seq.ts';

const markdownOrNull = markdown.nullable().openapi({ type: ['string', 'null'] });

const values = {
	page: importedPage,
	component: publicSchemas.component,
	notice: publicSchemas.notice.extend({
		workaround: markdownOrNull,
		dataSafety: dataSafety.extend({ statement: markdown, evidence: markdownOrNull }).nullable(),
		translations: translationsOf(noticeWords.extend({ workaround: markdownOrNull })),
	}),
	update: publicSchemas.update.extend({ body: markdown, translations: translationsOf(markdown) }),
	postmortem: publicSchemas.postmortem.extend({
		body: requiredMarkdown,
		translations: translationsOf(postmortemWords.extend({ body: requiredMarkdown })),
	}),
	remedy: importedRemedy.extend({
		apology: requiredMarkdown,
		terms: markdownOrNull,
		translations: translationsOf(remedyWords.extend({ apology: requiredMarkdown, terms: markdownOrNull })),
	}),
} as const;

export const importRequest = importRecords
	.omit({ type: true })
	.extend({ records: recordsOf(values) })
	.openapi('ImportRecords');

export const importResult = z
	.strictObject({
		seq: stateSeq,
		added: z.int().min(0).openapi({ description: 'How many records were added. The others existed.' }),
	})
	.openapi('ImportedRecords');

export const recordPage = z
	.strictObject({
		seq: stateSeq,
		records: z.array(
			z
				.strictObject({
					kind: z.enum(importedKinds),
					id,
					value: z.looseObject({}).openapi({ description: 'As `POST /v1/records` accepts it.' }),
				})
				.openapi('ExportedRecord'),
		),
		next: z.string().nullable().openapi({ description: 'The cursor of the next page; null after the last.' }),
	})
	.openapi('Records');
