/** Receivers refuse messages that are too long. The link leads to the whole text. */
import { type Block, plainText, type RichText } from '../../../src/model/rich-text.ts';

/** `most`: characters of the plain text. */
export function blocksThatFit(body: RichText, most: number): RichText {
	const fitting: Block[] = [];
	let left = most;
	for (const block of body) {
		const text = plainText([block]);
		if (text.length > left) return [...fitting, ending(text, left)];
		fitting.push(block);
		left -= text.length;
	}
	return fitting;
}

/** The cut never parts the two halves of a character. */
const ending = (text: string, length: number): Block => ({
	type: 'paragraph',
	children: [{ type: 'text', text: `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` }],
});

export const lineThatFits = (text: string, most: number): string =>
	text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
