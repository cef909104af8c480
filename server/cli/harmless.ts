/** Words from elsewhere, made fit for a terminal: no escape sequences, nothing that turns text around, known widths. */

/** C0 but tab and line feed, DEL and C1, line and paragraph separators, and the characters that reverse what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the refused characters is this line's purpose
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

const inText = (text: string): string => text.replaceAll('\r\n', '\n').replace(unsafe, '\ufffd');

/** The same value with every string in it made harmless, object keys aside. */
export function harmless<Value>(value: Value): Value {
	if (typeof value === 'string') return inText(value) as Value;
	if (Array.isArray(value)) return value.map(harmless) as Value;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, harmless(item)])) as Value;
}

/** JSON on one line; what a terminal might obey is written as an escape, which reads back as the same value. */
export const harmlessJson = (value: unknown): string =>
	JSON.stringify(value).replace(
		unsafe,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);

/** Words on one line: a title cannot pass for a line of its own. */
export const oneLine = (text: string): string => inText(text).replace(/\s+/g, ' ').trim();

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
	/\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;
const widthOf = (grapheme: string): number =>
	wide.test(grapheme) ? 2 : /^[\p{Mark}\p{Format}]+$/u.test(grapheme) ? 0 : 1;

/** How many columns a terminal gives to these words. */
export function columnsOf(text: string): number {
	let columns = 0;
	for (const { segment } of graphemes.segment(text)) columns += widthOf(segment);
	return columns;
}

/** The words within so many columns, ended by "…" where something was left out. */
export function fit(text: string, most: number): string {
	if (columnsOf(text) <= most) return text;
	let kept = '';
	let columns = 1;
	for (const { segment } of graphemes.segment(text)) {
		columns += widthOf(segment);
		if (columns > most) break;
		kept += segment;
	}
	return `${kept.trimEnd()}…`;
}
