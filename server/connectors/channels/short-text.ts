/** A message as one short text, for receivers that have room for little: it ends with the link. */
import { plainText } from '../../../src/model/rich-text.ts';
import type { ChannelMessage } from './channel-message.ts';

export interface Room {
	readonly most: number;
	/** How much room a text needs. */
	readonly sizeOf: (text: string) => number;
	/** Where words were left out. */
	readonly ellipsis: string;
	/** What the receiver would read as more than words, changed. Default: nothing. */
	readonly neutral?: (text: string) => string;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The headline and the words, cut at the end of a word, and the whole link. */
export function shortText(
	{ headline, note, words, notice, language }: ChannelMessage,
	{ neutral = (same) => same, ...room }: Room,
): string {
	const said = oneLine([note ?? '', plainText(words)].join(' '));
	const text = neutral(said === '' ? oneLine(headline) : `${oneLine(headline)}\n${said}`);
	const link = notice.url === null ? '' : `\n${notice.url}`;
	const left = room.most - room.sizeOf(link);
	// A link that leaves no room for words is of no use without them.
	if (left < room.most / 4) return cut(text, room.most, room, language);
	return `${cut(text, left, room, language)}${link}`;
}

/** Languages without spaces have words too, so the browser's rules find them. */
function cut(text: string, most: number, { sizeOf, ellipsis }: Omit<Room, 'most'>, language: string): string {
	if (sizeOf(text) <= most) return text;
	const upTo = (granularity: 'word' | 'grapheme'): string => {
		let fitting = '';
		for (const { segment } of new Intl.Segmenter(language, { granularity }).segment(text)) {
			if (sizeOf(`${fitting}${segment}${ellipsis}`) > most) break;
			fitting += segment;
		}
		return fitting.trimEnd();
	};
	// A single word that is longer than the room is cut inside.
	return `${upTo('word') || upTo('grapheme')}${ellipsis}`;
}
