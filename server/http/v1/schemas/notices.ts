/**
 * Notices and their updates: the model's schemas, with Markdown in place of rich text in requests.
 */
import { z } from '@hono/zod-openapi';
import { editNotice, openNotice, retract } from '../../../../src/model/commands/notices.ts';
import { postUpdate, reopen, resolve } from '../../../../src/model/commands/updates.ts';
import { id, translationsOf } from '../../../../src/model/records/fields.ts';
import { dataSafety, noticeValue, noticeWords } from '../../../../src/model/records/notice.ts';
import { updateValue } from '../../../../src/model/records/update.ts';
import { phases } from '../../../../src/model/vocabulary.ts';
import { markdown, requiredMarkdown, richText, richTextOrNull } from './markdown.ts';
import { noticeTexts, noticeTranslations, translationsWithBody } from './notice-texts.ts';
import { seq } from './seq.ts';

/** An update that may be without text. */
const optionalUpdate = {
	body: markdown.optional(),
	translations: translationsOf(requiredMarkdown).optional(),
};

export const openBody = openNotice
	.omit({ type: true })
	.extend({
		...noticeTexts,
		kind: openNotice.shape.kind.default('incident'),
		body: markdown.optional(),
		translations: translationsWithBody,
	})
	.openapi('OpenNotice');
export const editBody = editNotice
	.omit({ type: true, notice: true })
	.extend({ ...noticeTexts, translations: noticeTranslations, phase: z.enum(phases).optional() })
	.refine((body) => Object.keys(body).length > 0, { message: 'Name at least one field to change.' })
	.refine(({ phase, ...others }) => phase === undefined || Object.keys(others).length === 0, {
		path: ['phase'],
		message: 'Change the phase in a separate request, or post an update with the new phase.',
	})
	.openapi('EditNotice');
export const updateBody = postUpdate
	.omit({ type: true, notice: true })
	.extend({ ...noticeTexts, ...optionalUpdate, body: requiredMarkdown })
	.openapi('PostUpdate');
export const resolveBody = resolve
	.omit({ type: true, notice: true })
	.extend(optionalUpdate)
	.openapi('Resolve');
export const reopenBody = reopen.omit({ type: true, notice: true }).extend(optionalUpdate).openapi('Reopen');
export const retractBody = retract.omit({ type: true, notice: true }).openapi('Retract');

const updateResource = updateValue
	.extend({ id, body: richText, translations: translationsOf(richText) })
	.openapi('Update');
export const noticeResource = noticeValue
	.extend({
		id,
		seq,
		workaround: richTextOrNull,
		translations: translationsOf(noticeWords.extend({ workaround: richTextOrNull })),
		dataSafety: dataSafety.extend({ statement: richText, evidence: richTextOrNull }).nullable(),
		updates: z.array(updateResource).openapi({ description: 'The newest first.' }),
	})
	.openapi('Notice');
export const noticeList = z.strictObject({ seq, notices: z.array(noticeResource) }).openapi('Notices');
export const retracted = z.strictObject({ id, seq, retracted: z.literal(true) }).openapi('Retracted');
