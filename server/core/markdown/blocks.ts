/** Paragraphs and lists, from markdown-it's tokens to nodes of `rich-text.ts`. */
import type { Token } from 'markdown-it';
import type { Block, Inline } from '../../../src/model/rich-text.ts';
import { readInlines } from './inlines.ts';
import { refusal, refuseToken } from './refusal.ts';
import type { TokenReader } from './token-reader.ts';

/** Reads the block that `token` opens. Throws CandorError `markup-refused`. */
export function readBlock(token: Token, reader: TokenReader): Block {
	if (token.type === 'paragraph_open') return { type: 'paragraph', children: readParagraph(reader) };
	const ordered = token.type === 'ordered_list_open';
	if (!ordered && token.type !== 'bullet_list_open') return refuseToken(token.type);
	if (token.attrGet('start') !== null)
		throw refusal(
			'Numbered lists start at 1. If this is not a list, write a backslash before the full stop: 1986\\.',
		);
	const closing = ordered ? 'ordered_list_close' : 'bullet_list_close';
	return { type: 'list', ordered, items: reader.readUntil(closing, () => readItem(reader)) };
}

const readParagraph = (reader: TokenReader): Inline[] =>
	reader.readUntil('paragraph_close', (inline) => readInlines(inline.children ?? [])).flat();

function readItem(reader: TokenReader): Inline[] {
	const [paragraph, ...more] = reader.readUntil('list_item_close', (token) => {
		if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open')
			throw refusal('Lists within lists are not supported. Use one level.');
		if (token.type !== 'paragraph_open') return refuseToken(token.type);
		return readParagraph(reader);
	});
	if (more.length > 0) throw refusal('A list item has one paragraph. Split it into several items.');
	const [first] = paragraph ?? [];
	// They would be published as raw signs.
	if (first?.type === 'text' && /^\[[ xX]\]\s/.test(first.text))
		throw refusal(
			'Boxes to tick ("[ ]") are not supported. Write a plain list, or give the notice a checklist.',
		);
	return paragraph ?? [];
}
