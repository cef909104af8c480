/** Texts of operators: Markdown in requests, a tree in responses. */
import { z } from '@hono/zod-openapi';
import { CandorError } from '../../../../src/model/errors.ts';
import type { RichText } from '../../../../src/model/rich-text.ts';
import { hasVisibleText, maxMarkdownLength, parseMarkdown } from '../../../core/markdown/parse-markdown.ts';

/** Parses Markdown into the tree of `src/model/rich-text.ts`. */
export const markdown = z
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
		description: `Markdown: paragraphs, lists, strong, emphasis, code and links (https: and mailto:). At most ${maxMarkdownLength} characters.`,
		example: 'Some card payments fail. **No payment is taken twice.**',
	});
export const markdownOrNull = markdown.nullish().openapi({ type: ['string', 'null'] });
export const requiredMarkdown = markdown.refine(hasVisibleText, {
	message: 'The text is empty. Write at least one word.',
});

/** The tree is the server's own, so its nodes are described and not checked. */
export const richText = (
	z.array(z.looseObject({ type: z.enum(['paragraph', 'list']) })) as unknown as z.ZodType<RichText>
).openapi('RichText', {
	description: 'Paragraphs and lists of text, code, strong, em and link nodes (docs/reference/protocol.md).',
});
export const richTextOrNull = z.union([richText, z.null()]);
