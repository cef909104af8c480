/** The beginning of an operator's text, for announcements and for places with little room. */
import { plainText, type RichText } from '../../model/rich-text.ts';
import { perLocale } from './messages.ts';

/** UTF-16 units. */
const maxLength = 200;

/** `null` where the browser has no segmenter (Firefox before version 125). */
const segmenter = perLocale((tag) =>
	'Segmenter' in Intl ? new Intl.Segmenter(tag, { granularity: 'sentence' }) : null,
);

/** Up to the first mark that ends a sentence: in front of a space, or one of Chinese and Japanese. */
const simpleSentence = /^.*?(?:[.!?؟…]["'”’»)]*(?=\s)|[。！？][」』）]*)/;

function shorten(text: string): string {
	if (text.length <= maxLength) return text;
	// A word that is cut, or half of a surrogate pair, is left out; a text may have no spaces.
	const start = text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '');
	const words = start.replace(/\s+\S*$/, '');
	return `${words.replace(/[\s,;:.、。،]+$/, '')}…`;
}

/**
 * The first sentence of a text, at most 200 characters of it. Empty if there is no text.
 *
 * @param segment - Finds sentences. Default: `Intl.Segmenter` if the browser has it.
 */
export function firstSentence(text: RichText, segment = segmenter()): string {
	const block = plainText(text.slice(0, 1)).replace(/^- /, '').split('\n- ')[0] ?? '';
	const line = block.replace(/\s+/g, ' ').trim();
	if (!line) return text.length > 1 ? firstSentence(text.slice(1), segment) : '';
	const [first] = segment?.segment(line) ?? [];
	return shorten((first?.segment ?? simpleSentence.exec(line)?.[0] ?? line).trim());
}
