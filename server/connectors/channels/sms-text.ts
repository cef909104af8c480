/**
 * The text of an SMS. With letters of GSM 03.38 alone, a text has 160 of them, otherwise 70 UTF-16
 * units. A longer text is sent in parts, whose headers take room: 153 or 67 in each.
 */
import type { ChannelMessage } from './channel-message.ts';
import { type Room, shortText } from './short-text.ts';

/** The basic alphabet (3GPP TS 23.038 section 6.2.1). */
const basic = new Set(
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Each takes two places. */
const extended = new Set('^{}\\[~]|€');

/** Signs of typography that the alphabet lacks. One of them would halve the room. */
const plainSigns: Readonly<Record<string, string>> = {
	...{ '‘': "'", '’': "'", '‚': "'", '“': '"', '”': '"', '„': '"', '«': '"', '»': '"' },
	...{ '–': '-', '—': '-', '−': '-', '…': '...', '•': '-', '·': '-', '→': '->' },
	...{ '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ', '\u200b': '' },
};

const withPlainSigns = (text: string): string =>
	[...text].map((character) => plainSigns[character] ?? character).join('');

const isGsm = (text: string): boolean =>
	[...text].every((character) => basic.has(character) || extended.has(character));

const gsmSize = (text: string): number =>
	[...text].reduce((sum, character) => sum + (extended.has(character) ? 2 : 1), 0);

/** `parts`: how many there may be. */
export function smsText(message: ChannelMessage, parts: number): string {
	const most = (single: number, part: number): number => (parts === 1 ? single : part * parts);
	const unicode: Room = { most: most(70, 67), sizeOf: ({ length }) => length, ellipsis: '…' };
	const gsm: Room = { most: most(160, 153), sizeOf: gsmSize, ellipsis: '...', neutral: withPlainSigns };
	const text = shortText(message, gsm);
	// A letter that the alphabet lacks may be among those that were cut off.
	return isGsm(text) ? text : shortText(message, unicode);
}
