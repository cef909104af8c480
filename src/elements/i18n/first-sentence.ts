/**
 * The beginning of an operator's text, for announcements and for places with little room.
 * `Intl.Segmenter` is not used: its first use blocks a slow phone for longer than all the rest.
 */
import { plainText, type RichText } from '../../model/rich-text.ts';

/** UTF-16 units. */
const maxLength = 200;

/** What may end a sentence. In Chinese and Japanese no space follows. */
const sentenceEnd = /[.!?؟…]+["'”’»)\]]*(?=\s)|[。！？]+[」』）]*/g;

const isLowerCase = (letter: string): boolean =>
	letter === letter.toLowerCase() && letter !== letter.toUpperCase();

function sentenceOf(line: string): string {
	for (const { 0: mark, index } of line.matchAll(sentenceEnd)) {
		const end = index + mark.length;
		// An abbreviation within a sentence: "e.g. transfers".
		if (mark.startsWith('.') && isLowerCase(line.charAt(end + 1))) continue;
		return line.slice(0, end);
	}
	return line;
}

function shorten(text: string): string {
	if (text.length <= maxLength) return text;
	// A word that is cut, or half of a surrogate pair, is left out; a text may have no spaces.
	const start = text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '');
	const words = start.replace(/\s+\S*$/, '');
	return `${words.replace(/[\s,;:.、。،]+$/, '')}…`;
}

/** The first sentence of a text, at most 200 characters of it. Empty if there is no text. */
export function firstSentence(text: RichText): string {
	const block = plainText(text.slice(0, 1)).replace(/^- /, '').split('\n- ')[0] ?? '';
	const line = block.replace(/\s+/g, ' ').trim();
	if (line) return shorten(sentenceOf(line));
	return text.length > 1 ? firstSentence(text.slice(1)) : '';
}
