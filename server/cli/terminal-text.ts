/** Text from servers and operators, made safe for a terminal. */
/**
 * C0 except tab and line feed, DEL, C1, the line and paragraph separators, and the bidirectional
 * controls that reverse the text after them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

const sanitizeText = (text: string): string => text.replaceAll('\r\n', '\n').replace(unsafe, '\ufffd');

/**
 * The same value with control characters in its strings replaced by U+FFFD. Object keys stay as
 * they are.
 */
export function sanitize<Value>(value: Value): Value {
	if (typeof value === 'string') return sanitizeText(value) as Value;
	if (Array.isArray(value)) return value.map(sanitize) as Value;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sanitize(item)])) as Value;
}

/** JSON on one line. Control characters become escapes, which parse back to the same value. */
export const safeJson = (value: unknown): string =>
	JSON.stringify(value).replace(
		unsafe,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);

/** Sanitized text on one line, so that a title cannot imitate a line of our own output. */
export const oneLine = (text: string): string => sanitizeText(text).replace(/\s+/g, ' ').trim();

/** A value of a response on one line; empty for a missing one. */
export const textOf = (value: unknown): string => oneLine(String(value ?? ''));

/** The operator's own text inside a sentence. */
export const quoted = (text: string): string => `"${oneLine(text)}"`;
