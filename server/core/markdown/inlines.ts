/** Text, emphasis, code and links, from markdown-it's tokens to nodes of `rich-text.ts`. */
import type { Token } from 'markdown-it';
import { isVisible, words } from '../../../src/model/records/fields.ts';
import {
	type Inline,
	longestHref,
	plainText,
	type RichText,
	safeHref,
} from '../../../src/model/rich-text.ts';
import { refusal, refuseToken } from './refusal.ts';
import { TokenReader } from './token-reader.ts';

/** In UTF-16 units. With this limit the slowest known text takes less than 20 ms. */
export const maxMarkdownLength = 5_000;

/** More than any text needs, and few enough for the recursion of every reader of the tree. */
const maxDepth = 8;

const allowedText = words(maxMarkdownLength);

/**
 * Throws CandorError `markup-refused` for characters that no text may contain. Text is checked
 * after parsing as well, because character references such as `&#x202e;` stand for them.
 */
export function checkText(text: string): string {
	if (allowedText.safeParse(text).success) return text;
	throw refusal('Remove control characters, text-direction overrides and broken characters.');
}

/** Whether a text has at least one visible character. */
export const hasVisibleText = (text: RichText): boolean => isVisible(plainText(text));

/** Throws CandorError `markup-refused`. */
export function readInlines(tokens: readonly Token[]): Inline[] {
	const reader = new TokenReader(tokens);
	let depth = 0;
	const readChildren = (closing: string): Inline[] => {
		if (++depth > maxDepth) throw refusal('Emphasis within emphasis goes too deep. Use fewer levels.');
		const children = joinTexts(reader.readUntil(closing, readNode));
		depth--;
		return children;
	};
	const readNode = (token: Token): Inline => {
		switch (token.type) {
			case 'text':
				return { type: 'text', text: checkText(token.content) };
			case 'code_inline':
				return { type: 'code', text: checkText(token.content) };
			case 'softbreak':
			case 'hardbreak':
				return { type: 'text', text: '\n' };
			case 'strong_open':
				return { type: 'strong', children: readChildren('strong_close') };
			case 'em_open':
				return { type: 'em', children: readChildren('em_close') };
			case 'link_open':
				return linkOf(token, readChildren('link_close'));
			default:
				return refuseToken(token.type);
		}
	};
	const nodes: Inline[] = [];
	while (reader.next) nodes.push(readNode(reader.read()));
	return joinTexts(nodes);
}

function linkOf(token: Token, children: Inline[]): Inline {
	const written = String(token.attrGet('href') ?? '');
	const href = safeHref(written);
	if (href === null) return unsafeLink(token, children, written);
	if (token.attrGet('title') !== null)
		throw refusal('Links have no title here. Write its text into the paragraph.');
	if (href.length > longestHref)
		throw refusal(
			`The link to "${written.slice(0, 60)}…" is too long: at most ${longestHref} characters. Link to a shorter address.`,
		);
	if (!hasVisibleText([{ type: 'paragraph', children }]))
		throw refusal('A link needs a text: [text](https://…).');
	return { type: 'link', href, children };
}

/**
 * The text of a bare address, such as one with http:, which markdown-it made a link; any other
 * unsafe link is an error.
 */
function unsafeLink(token: Token, children: Inline[], href: string): Inline {
	const [text] = children;
	if (token.info === 'auto' && token.markup === 'linkify' && text) return text;
	throw refusal(
		`The link to "${href.slice(0, 100)}" is not allowed. Links need an absolute https: or mailto: address.`,
	);
}

/** Joins neighbouring texts: the parser splits text at every character that can be markup. */
const joinTexts = (nodes: readonly Inline[]): Inline[] =>
	nodes.reduce<Inline[]>((all, node) => {
		const last = all.at(-1);
		if (node.type === 'text' && last?.type === 'text')
			all[all.length - 1] = { type: 'text', text: last.text + node.text };
		else if (node.type !== 'text' || node.text !== '') all.push(node);
		return all;
	}, []);
