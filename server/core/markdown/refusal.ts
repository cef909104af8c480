import { CandorError } from '../../../src/model/errors.ts';

/**
 * The error for Markdown that the closed tree of `rich-text.ts` cannot hold. `message`: what to
 * write instead.
 */
export const refusal = (message: string): CandorError => new CandorError('markup-refused', message);

/** By the type of markdown-it's token. */
const messages: Readonly<Record<string, string>> = {
	heading_open: 'Headings are not supported. Write a short paragraph instead.',
	blockquote_open: 'Quotations (lines that start with ">") are not supported.',
	code_block: 'Code blocks (indented lines) are not supported. Use `code` within a line.',
	fence: 'Code blocks are not supported. Use `code` within a line.',
	hr: 'Horizontal lines are not supported. Leave an empty line between paragraphs.',
	html_block: 'HTML is not supported. Write Markdown, or put the HTML in `code`.',
	html_inline: 'HTML is not supported. Write Markdown, or put the HTML in `code`.',
	table_open: 'Tables are not supported. Write a list instead.',
	s_open: 'Struck text (between ~~) is not supported. Leave it out, or post an update that corrects it.',
	image: 'Images are not supported. Link to a page that shows the image.',
};

/** Throws CandorError `markup-refused` for a token that has no node in the tree. */
export function refuseToken(type: string): never {
	throw refusal(
		messages[type] ?? 'Use only paragraphs, lists, **strong**, *emphasis*, `code` and [links](https://…).',
	);
}
