/**
 * Notices and their updates. A request is the model's command without what the method and the path
 * say (`type`, `notice`), and with Markdown in place of rich text. A response is the model's record
 * with its id and `seq`.
 */
import { z } from '@hono/zod-openapi';
import { merge } from '../../../../src/model/commands/merge.ts';
import { editNotice, openNotice, retract } from '../../../../src/model/commands/notices.ts';
import { postUpdate, reopen, resolve } from '../../../../src/model/commands/updates.ts';
import { id, translationsOf } from '../../../../src/model/records/fields.ts';
import { dataSafety, noticeValue, noticeWords } from '../../../../src/model/records/notice.ts';
import { updateValue } from '../../../../src/model/records/update.ts';
import { phases } from '../../../../src/model/vocabulary.ts';
import { markdown, requiredMarkdown, richText, richTextOrNull } from './markdown.ts';
import { changedTexts, noticeTexts, noticeTranslations, translationsWithBody } from './notice-texts.ts';
import { retractionSeq, seq, stateSeq } from './seq.ts';
import { templateUse } from './templates.ts';
import { warnings } from './warnings.ts';

/** The text of an update that a request may add. */
const optionalText = {
	body: markdown.optional(),
	translations: translationsOf(requiredMarkdown).optional(),
};

/**
 * A notice to open, once a template has given the fields that the request leaves out. Without
 * `drill`: a drill has a system of its own (`POST /v1/drills`), and cannot become real.
 */
export const openNoticeFields = openNotice.omit({ type: true, drill: true }).extend({
	...noticeTexts,
	kind: openNotice.shape.kind.default('incident'),
	body: markdown.optional(),
	translations: translationsWithBody,
});
export const openNoticeRequest = openNoticeFields
	.extend({
		title: openNotice.shape.title
			.optional()
			.openapi({ description: 'Required, unless a template gives it.' }),
		...templateUse,
	})
	.openapi('OpenNotice');
/** `phase` alone is the command `change-phase`, which is not part of an edit. */
export const editNoticeRequest = editNotice
	.omit({ type: true, notice: true, drill: true })
	.extend({ ...changedTexts, translations: noticeTranslations, phase: z.enum(phases).optional() })
	.refine((body) => Object.keys(body).length > 0, { message: 'Name at least one field to change.' })
	.refine(({ phase, ...others }) => phase === undefined || Object.keys(others).length === 0, {
		path: ['phase'],
		message: 'Change the phase in a separate request, or post an update with the new phase.',
	})
	.openapi('EditNotice');
/** An update, once a template has given its words. */
export const postUpdateFields = postUpdate
	.omit({ type: true, notice: true })
	.extend({ ...changedTexts, ...optionalText, body: requiredMarkdown });
export const postUpdateRequest = postUpdateFields
	.extend({
		body: requiredMarkdown.optional().openapi({ description: 'Required, unless a template gives it.' }),
		...templateUse,
	})
	.openapi('PostUpdate');
export const resolveRequest = resolve
	.omit({ type: true, notice: true })
	.extend(optionalText)
	.openapi('Resolve');
export const reopenRequest = reopen.omit({ type: true, notice: true }).extend(optionalText).openapi('Reopen');
export const retractRequest = retract.omit({ type: true, notice: true }).openapi('Retract');

export const mergeRequest = merge.omit({ type: true, notice: true }).openapi('Merge');

export const updateFields = updateValue.extend({ body: richText, translations: translationsOf(richText) });
export const updateResource = updateFields.extend({ id }).openapi('Update');
export const noticeResource = noticeValue
	.extend({
		id,
		seq,
		workaround: richTextOrNull,
		translations: translationsOf(noticeWords.extend({ workaround: richTextOrNull })),
		dataSafety: dataSafety.extend({ statement: richText, evidence: richTextOrNull }).nullable(),
		mergedInto: id
			.optional()
			.openapi({ description: 'The notice that reports the same, if this one is its duplicate.' }),
		updates: z.array(updateResource).openapi({ description: 'The newest first.' }),
		warnings,
	})
	.openapi('Notice');
export const noticeList = z
	.strictObject({
		seq: stateSeq,
		notices: z.array(noticeResource),
		next: z.string().nullable().openapi({ description: 'The cursor of the next page; null after the last.' }),
	})
	.openapi('Notices');
export const retracted = z
	.strictObject({ id, seq: retractionSeq, retracted: z.literal(true) })
	.openapi('Retracted');
