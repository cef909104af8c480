/** What the API takes and gives: the model's schemas, with Markdown where the model has rich text. */
import { z } from '@hono/zod-openapi';
import {
	CandorError,
	componentStatuses,
	componentValue,
	dataSafety,
	draftValue,
	editNotice,
	errorCodes,
	id,
	line,
	noticeValue,
	openNotice,
	pageValue,
	phases,
	postUpdate,
	publishDraft,
	putComponent,
	putPage,
	type RichText,
	reopen,
	reportSummary,
	resolve,
	retract,
	updateValue,
} from '../../src/model/index.ts';
import { longestMarkdown, parseMarkdown, saysSomething } from '../markdown.ts';

/** Operators' words, as the tree that they become. */
const markdown = z
	.string()
	.transform((text, context): RichText => {
		try {
			return parseMarkdown(text);
		} catch (error) {
			if (!(error instanceof CandorError)) throw error;
			context.addIssue({ code: 'custom', message: error.message, params: { code: error.code } });
			return z.NEVER;
		}
	})
	.openapi({
		type: 'string',
		description: `Markdown: paragraphs, lists, strong, emphasis, code and links (https: and mailto:). At most ${longestMarkdown} characters.`,
		example: 'Some card payments fail. **No payment is taken twice.**',
	});
const markdownOrNull = markdown.nullish().openapi({ type: ['string', 'null'] });
const saidMarkdown = markdown.refine(saysSomething, { message: 'Write what there is to say.' });

const safety = openNotice.shape.dataSafety
	.unwrap()
	.unwrap()
	.extend({ statement: markdown, evidence: markdownOrNull });
const words = { workaround: markdownOrNull, dataSafety: safety.nullish() };

export const openBody = openNotice
	.omit({ type: true })
	.extend({ ...words, kind: openNotice.shape.kind.default('incident'), body: markdown.optional() })
	.openapi('OpenNotice');
export const publishBody = publishDraft
	.omit({ type: true, draft: true })
	.extend({ ...words, body: markdown.optional() })
	.openapi('PublishDraft');
export const editBody = editNotice
	.omit({ type: true, notice: true })
	.extend({ ...words, phase: z.enum(phases).optional() })
	.refine((body) => Object.keys(body).length > 0, { message: 'Name at least one field to change.' })
	.refine(({ phase, ...others }) => phase === undefined || Object.keys(others).length === 0, {
		path: ['phase'],
		message: 'Change the phase in a request of its own, or post an update that carries it.',
	})
	.openapi('EditNotice');
export const updateBody = postUpdate
	.omit({ type: true, notice: true })
	.extend({ ...words, body: saidMarkdown })
	.openapi('PostUpdate');
export const resolveBody = resolve
	.omit({ type: true, notice: true })
	.extend({ body: markdown.optional() })
	.openapi('Resolve');
export const reopenBody = reopen
	.omit({ type: true, notice: true })
	.extend({ body: markdown.optional() })
	.openapi('Reopen');
export const retractBody = retract.omit({ type: true, notice: true }).openapi('Retract');
export const componentBody = putComponent.omit({ type: true, id: true }).openapi('PutComponent');
export const pageBody = putPage.omit({ type: true }).openapi('PutPage');
export const tokenBody = z.strictObject({ name: line(80) }).openapi('CreateToken');

const seq = z
	.int()
	.min(0)
	.openapi({ description: 'The commit that changed this last; the ETag without its quotes.' });
const richText = z.any().openapi('RichText', {
	type: 'array',
	description: 'Paragraphs and lists of text, code, strong, em and link nodes (docs/protocol.md).',
	items: {
		type: 'object',
		required: ['type'],
		properties: { type: { type: 'string', enum: ['paragraph', 'list'] } },
	},
});
const richTextOrNull = z.union([richText, z.null()]);

export const updateResource = updateValue.extend({ id, body: richText }).openapi('Update');
export const noticeResource = noticeValue
	.extend({
		id,
		seq,
		workaround: richTextOrNull,
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
