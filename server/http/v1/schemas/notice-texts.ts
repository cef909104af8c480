/** The texts of a notice in requests, as Markdown. */
import { noticeTranslation, openNotice } from '../../../../src/model/commands/notices.ts';
import { translationsOf } from '../../../../src/model/records/fields.ts';
import { markdown, markdownOrNull, requiredMarkdown } from './markdown.ts';

const dataSafety = openNotice.shape.dataSafety
	.unwrap()
	.unwrap()
	.extend({ statement: markdown, evidence: markdownOrNull });
export const noticeTexts = { workaround: markdownOrNull, dataSafety: dataSafety.nullish() };
/** The same for a notice that exists: a request names what it changes. */
export const changedTexts = { workaround: markdownOrNull, dataSafety: dataSafety.partial().nullish() };

const translation = noticeTranslation.extend({ workaround: markdown.nullable().default(null) });
export const noticeTranslations = translationsOf(translation).optional();
/** With the translated text of the first update. */
export const translationsWithBody = translationsOf(
	translation.extend({ body: requiredMarkdown.optional() }),
).optional();
