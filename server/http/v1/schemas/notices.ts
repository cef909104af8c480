/** What the API takes and gives: the model's schemas, with Markdown where the model has rich text. */
import { z } from '@hono/zod-openapi';
import { putComponent } from '../../../../src/model/commands/components.ts';
import { publishDraft } from '../../../../src/model/commands/drafts.ts';
import {
	editNotice,
	noticeTranslation,
	openNotice,
	retract,
} from '../../../../src/model/commands/notices.ts';
import { putPage } from '../../../../src/model/commands/page.ts';
import { postUpdate, reopen, resolve } from '../../../../src/model/commands/updates.ts';
import { errorCodes } from '../../../../src/model/errors.ts';
import { componentValue } from '../../../../src/model/records/component.ts';
import { draftValue, reportSummary } from '../../../../src/model/records/draft.ts';
import { id, line, translationsOf } from '../../../../src/model/records/fields.ts';
import { dataSafety, noticeValue, noticeWords } from '../../../../src/model/records/notice.ts';
import { pageValue } from '../../../../src/model/records/page.ts';
import { updateValue } from '../../../../src/model/records/update.ts';
import { componentStatuses, phases } from '../../../../src/model/vocabulary.ts';
import { markdown, markdownOrNull, richText, richTextOrNull, saidMarkdown } from './markdown.ts';

const safety = openNotice.shape.dataSafety
	.unwrap()
	.unwrap()
	.extend({ statement: markdown, evidence: markdownOrNull });
const words = { workaround: markdownOrNull, dataSafety: safety.nullish() };
const translation = noticeTranslation.extend({ workaround: markdown.nullable().default(null) });
const translations = translationsOf(translation).optional();
const firstTranslations = translationsOf(translation.extend({ body: saidMarkdown.optional() })).optional();
/** The words of an update, which may be none. */
const said = { body: markdown.optional(), translations: translationsOf(saidMarkdown).optional() };

export const openBody = openNotice
	.omit({ type: true })
	.extend({
		...words,
		kind: openNotice.shape.kind.default('incident'),
		body: markdown.optional(),
		translations: firstTranslations,
	})
	.openapi('OpenNotice');
export const publishBody = publishDraft
	.omit({ type: true, draft: true })
	.extend({ ...words, body: markdown.optional(), translations: firstTranslations })
	.openapi('PublishDraft');
export const editBody = editNotice
	.omit({ type: true, notice: true })
	.extend({ ...words, translations, phase: z.enum(phases).optional() })
	.refine((body) => Object.keys(body).length > 0, { message: 'Name at least one field to change.' })
	.refine(({ phase, ...others }) => phase === undefined || Object.keys(others).length === 0, {
		path: ['phase'],
		message: 'Change the phase in a request of its own, or post an update that carries it.',
	})
	.openapi('EditNotice');
export const updateBody = postUpdate
	.omit({ type: true, notice: true })
	.extend({ ...words, ...said, body: saidMarkdown })
	.openapi('PostUpdate');
export const resolveBody = resolve.omit({ type: true, notice: true }).extend(said).openapi('Resolve');
export const reopenBody = reopen.omit({ type: true, notice: true }).extend(said).openapi('Reopen');
export const retractBody = retract.omit({ type: true, notice: true }).openapi('Retract');
export const componentBody = putComponent.omit({ type: true, id: true }).openapi('PutComponent');
export const pageBody = putPage.omit({ type: true }).openapi('PutPage');
export const tokenBody = z.strictObject({ name: line(80) }).openapi('CreateToken');

const seq = z
	.int()
	.min(0)
	.openapi({ description: 'The commit that changed this last; the ETag without its quotes.' });
export const updateResource = updateValue
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
export const componentResource = componentValue
	.extend({
		id,
		seq,
		currentStatus: z.enum(componentStatuses).openapi({
			description: 'As set by hand, else the worst that open notices say.',
		}),
	})
	.openapi('Component');
export const componentList = z
	.strictObject({ seq, components: z.array(componentResource) })
	.openapi('Components');
export const pageResource = pageValue.extend({ seq }).openapi('Page');
const draftResource = draftValue
	.omit({ quietUntil: true })
	.extend({
		id,
		seq,
		seen: reportSummary.describe('What led to the draft. Anybody can send such counts.'),
		lately: reportSummary.nullable().describe('What this server has counted since.'),
	})
	.openapi('Draft');
export const draftList = z.strictObject({ seq, drafts: z.array(draftResource) }).openapi('Drafts');
const tokenFields = { id, name: line(80), createdAt: z.iso.datetime() };
export const tokenResource = z.strictObject(tokenFields).openapi('Token');
export const newTokenResource = z
	.strictObject({
		...tokenFields,
		token: z.string().openapi({ description: 'The secret. It is shown this once.' }),
	})
	.openapi('NewToken');
export const tokenList = z.strictObject({ tokens: z.array(tokenResource) }).openapi('Tokens');

export const problem = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.int(),
		code: z.enum(errorCodes).openapi({ description: 'Stable: callers may branch on it.' }),
		detail: z.string().openapi({ description: 'What is wrong and what to do next.' }),
		issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
	})
	.openapi('Problem');
