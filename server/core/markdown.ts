/**
 * The Markdown that operators write, as the closed tree of `rich-text.ts`. markdown-it reads
 * CommonMark and makes links of bare addresses; what the tree has no node for is refused with a
 * sentence, never dropped and never passed through.
 */
import MarkdownIt, { type Token } from 'markdown-it';
import { CandorError } from '../../src/model/errors.ts';
import { words } from '../../src/model/records/fields.ts';
import {
	type Block,
	type Inline,
	longestHref,
	plainText,
	type RichText,
	safeHref,
} from '../../src/model/rich-text.ts';

/** In UTF-16 units. With this cap the worst text that is known takes less than 20 ms. */
export const longestMarkdown = 5_000;

/** More than anybody means to write, and less than readers leave out. */
const deepest = 8;

const parser = new MarkdownIt('commonmark', { linkify: true }).enable('linkify');
// Only what is plainly an address becomes a link: "example.com" may be the name of the thing that
// is broken.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
// Every link goes through safeHref below, with a sentence of its own; the parser's own check would
// leave the brackets.
parser.validateLink = () => true;
// An address is shown as it was written: made readable, it could hold what the text itself could
// not.
parser.normalizeLinkText = (text) => text;

const refusals: Readonly<Record<string, string>> = {
	heading_open: 'Headings are not possible here. Write a short paragraph instead.',
	blockquote_open: 'Quotations (lines that start with ">") are not possible here.',
	code_block: 'Code blocks (indented lines) are not possible here. Use `code` within a line.',
	fence: 'Code blocks are not possible here. Use `code` within a line.',
	hr: 'Horizontal lines are not possible here. Leave an empty line between paragraphs.',
	html_block: 'HTML is not possible here. Write Markdown, or put it in `code`.',
	html_inline: 'HTML is not possible here. Write Markdown, or put it in `code`.',
	image: 'Images are not possible here. Link to the page that shows them.',
};

const refuse = (type: string): never => {
	throw new CandorError(
		'markup-refused',
		refusals[type] ?? 'Use paragraphs, lists, **strong**, *emphasis*, `code` and [links](https://…) only.',
	);
};

/** Walks the parser's flat list of tokens. */
class Reader {
	readonly #tokens: readonly Token[];
	#at = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	get next(): Token | undefined {
		return this.#tokens[this.#at];
	}

	take(): Token {
		const token = this.#tokens[this.#at++];
		return token ?? refuse('end');
	}

	/** All nodes up to the closing token, which is taken too. */
	until<Node>(closing: string, read: (token: Token) => Node): Node[] {
		const nodes: Node[] = [];
		while (this.next && this.next.type !== closing) nodes.push(read(this.take()));
		this.take();
		return nodes;
	}
}

function inlines(tokens: readonly Token[]): Inline[] {
	const reader = new Reader(tokens);
	let depth = 0;
	const within = (closing: string): Inline[] => {
		if (++depth > deepest)
			throw new CandorError(
				'markup-refused',
				'Emphasis within emphasis goes too deep. Write it more simply.',
			);
		const children = joined(reader.until(closing, read));
		depth--;
		return children;
	};
	const read = (token: Token): Inline => {
		switch (token.type) {
			case 'text':
				return { type: 'text', text: checked(token.content) };
			case 'code_inline':
				return { type: 'code', text: checked(token.content) };
			case 'softbreak':
			case 'hardbreak':
				return { type: 'text', text: '\n' };
			case 'strong_open':
				return { type: 'strong', children: within('strong_close') };
			case 'em_open':
				return { type: 'em', children: within('em_close') };
			case 'link_open':
				return link(token, within('link_close'));
			default:
				return refuse(token.type);
		}
	};
	const nodes: Inline[] = [];
	while (reader.next) nodes.push(read(reader.take()));
	return joined(nodes);
}

function link(token: Token, children: Inline[]): Inline {
	const href = String(token.attrGet('href') ?? '');
	const safe = safeHref(href);
	if (safe !== null && token.attrGet('title') !== null)
		throw new CandorError('markup-refused', 'Links have no title here. Put the words into the text.');
	if (safe !== null && safe.length > longestHref)
		throw new CandorError(
			'markup-refused',
			`The link to "${href.slice(0, 60)}…" is too long: at most ${longestHref} characters. Link to a shorter address.`,
		);
	if (safe !== null && !saysSomething([{ type: 'paragraph', children }]))
		throw new CandorError('markup-refused', 'A link needs words: [words](https://…).');
	if (safe !== null) return { type: 'link', href: safe, children };
	// A bare http: address was never meant as markup: it stays the text that it is.
	const [only] = children;
	if (token.info === 'auto' && token.markup === 'linkify' && only) return only;
	throw new CandorError(
		'markup-refused',
		`The link to "${href.slice(0, 100)}" cannot be followed. Links need an absolute https: or mailto: address.`,
	);
}

/** Whether a reader would see anything at all. */
export const saysSomething = (text: RichText): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(plainText(text));

/**
 * Neighbouring texts as one: the parser splits at every character that could have meant something.
 */
const joined = (nodes: readonly Inline[]): Inline[] =>
	nodes.reduce<Inline[]>((all, node) => {
		const last = all.at(-1);
		if (node.type === 'text' && last?.type === 'text')
			all[all.length - 1] = { type: 'text', text: last.text + node.text };
		else if (node.type !== 'text' || node.text !== '') all.push(node);
		return all;
	}, []);

const cleanWords = words(longestMarkdown);

/** Character references such as `&#x202e;` bring in what the text itself could not hold. */
function checked(text: string): string {
	if (cleanWords.safeParse(text).success) return text;
	throw new CandorError(
		'markup-refused',
		'Remove control characters, text-direction overrides and broken characters.',
	);
}

function item(reader: Reader): Inline[] {
	const [paragraph, ...more] = reader.until('list_item_close', (token) => {
		if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open')
			throw new CandorError('markup-refused', 'Lists within lists are not possible here. Use one level.');
		if (token.type !== 'paragraph_open') return refuse(token.type);
		return reader.until('paragraph_close', (inline) => inlines(inline.children ?? [])).flat();
	});
	if (more.length > 0)
		throw new CandorError('markup-refused', 'A list item is one paragraph here. Make the list shorter.');
	return paragraph ?? [];
}

function block(token: Token, reader: Reader): Block {
	if (token.type === 'paragraph_open') {
		const children = reader.until('paragraph_close', (inline) => inlines(inline.children ?? [])).flat();
		return { type: 'paragraph', children };
	}
	const ordered = token.type === 'ordered_list_open';
	if (!ordered && token.type !== 'bullet_list_open') return refuse(token.type);
	if (token.attrGet('start') !== null)
		throw new CandorError(
			'markup-refused',
			'Numbered lists start at 1 here. If it is no list, write a backslash before the full stop: 1986\\.',
		);
	const items = reader.until(ordered ? 'ordered_list_close' : 'bullet_list_close', () => item(reader));
	return { type: 'list', ordered, items };
}

/**
 * Throws CandorError `markup-refused` for markup that the tree has no node for, and `invalid` for
 * more than {@link longestMarkdown} UTF-16 units, before anything is parsed.
 */
export function parseMarkdown(text: string): RichText {
	if (text.length > longestMarkdown)
		throw new CandorError(
			'invalid',
			`This text has ${text.length} characters; ${longestMarkdown} are possible. Shorten it, or link to a page that says the rest.`,
		);
	const source = checked(text.replaceAll('\r\n', '\n'));
	const environment: { references?: object } = {};
	const reader = new Reader(parser.parse(source, environment));
	// Definitions leave no token behind: what nobody refers to would be lost without a word.
	if (environment.references && Object.keys(environment.references).length > 0)
		throw new CandorError('markup-refused', 'Write links in place: [words](https://…), without references.');
	const blocks: Block[] = [];
	while (reader.next) blocks.push(block(reader.take(), reader));
	return blocks;
}

/**
 * Parses a few texts, so that the parser's code is compiled before the first operator's words come:
 * a process that has just started takes several times as long for the first of them.
 */
export function warmUp(): void {
	for (const pattern of ['- a\n', '- *a*\n', '- [\n', '**a* ', 'a `b` [c](https://a.example)\n\n'])
		for (let round = 0; round < 3; round++) parseMarkdown(pattern.repeat(100));
}
