/**
 * Parses operators' Markdown into the closed tree of `rich-text.ts`. markdown-it reads CommonMark
 * and makes links of bare addresses. Markup that the tree cannot hold is an error with a sentence:
 * it is neither dropped nor passed through.
 */
import MarkdownIt from 'markdown-it';
import { CandorError } from '../../../src/model/errors.ts';
import type { Block, RichText } from '../../../src/model/rich-text.ts';
import { readBlock } from './blocks.ts';
import { checkText, maxMarkdownLength } from './inlines.ts';
import { refusal } from './refusal.ts';
import { TokenReader } from './token-reader.ts';

export { hasVisibleText, maxMarkdownLength } from './inlines.ts';

// Tables and struck text are read so that they can be refused: they would be published as raw
// signs.
const parser = new MarkdownIt('commonmark', { linkify: true }).enable(['linkify', 'table', 'strikethrough']);
// Only a complete address becomes a link: "example.com" may be the name of the component that is
// down.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
// Every link is checked by `safeHref`, with an error message. The parser's own check would show the
// brackets as text.
parser.validateLink = () => true;
// The text of a bare address stays as it was written: its decoded form may contain characters that
// no text may contain.
parser.normalizeLinkText = (text) => text;

/**
 * Throws CandorError `markup-refused`, and `invalid` for more than {@link maxMarkdownLength} UTF-16
 * units, which are not parsed.
 */
export function parseMarkdown(text: string): RichText {
	if (text.length > maxMarkdownLength)
		throw new CandorError(
			'invalid',
			`This text has ${text.length} characters; at most ${maxMarkdownLength} are allowed. Shorten it, or link to a page with the rest.`,
		);
	const source = checkText(text.replaceAll('\r\n', '\n'));
	const environment: { references?: object } = {};
	const reader = new TokenReader(parser.parse(source, environment));
	// Definitions make no tokens, so their text would be dropped without an error.
	if (environment.references && Object.keys(environment.references).length > 0)
		throw refusal('Write links in place, without references: [text](https://…).');
	const blocks: Block[] = [];
	while (reader.next) blocks.push(readBlock(reader.read(), reader));
	return blocks;
}

/**
 * Parses sample texts, so that the parser's code is compiled before the first operator needs it:
 * the first text of a new process takes several times as long otherwise.
 */
export function warmUpParser(): void {
	for (const sample of ['- a\n', '- *a*\n', '- [\n', '**a* ', 'a `b` [c](https://a.example)\n\n'])
		for (let round = 0; round < 3; round++) parseMarkdown(sample.repeat(100));
}
