/**
 * Patterns on the values of labels: a part of Prometheus' regular expressions that cannot backtrack
 * without bound. Alternatives are separated by `|`; each consists of characters, `.`, `.*` and `.+`,
 * and must match the whole value. A backslash makes the next character plain.
 */

/** One character, any character, or any number of them. */
type Part = { readonly is: 'character'; readonly text: string } | { readonly is: 'any' | 'rest' };

const any: Part = { is: 'any' };
const rest: Part = { is: 'rest' };

/** Signs that mean something in a regular expression, and that a pattern does not have. */
const unsupported = /[*+?()[\]{}^$]/;

export type Pattern = readonly (readonly Part[])[];

/** The pattern, or a sentence that says what it must not contain. */
export function parsePattern(text: string): Pattern | string {
	const alternatives: Part[][] = [[]];
	for (let index = 0; index < text.length; index++) {
		const sign = text.charAt(index);
		const parts = alternatives.at(-1) ?? [];
		if (sign === '|') alternatives.push([]);
		else if (sign === '.') {
			const next = text.charAt(index + 1);
			if (next !== '*') parts.push(any);
			if (next === '*' || next === '+') {
				parts.push(rest);
				index++;
			}
		} else if (sign === '\\') {
			index++;
			const next = text.charAt(index);
			if (next === '' || /[a-z0-9]/i.test(next))
				return 'A backslash stands before a sign such as "." that is meant as it is.';
			parts.push({ is: 'character', text: next });
		} else if (unsupported.test(sign))
			return `"${sign}" cannot be used here. A pattern has characters, ".", ".*", ".+" and "|" between alternatives; write \\${sign} for the sign itself.`;
		else parts.push({ is: 'character', text: sign });
	}
	return alternatives;
}

/** Whether a value matches one of the alternatives as a whole. */
export const matchesPattern = (pattern: Pattern, value: string): boolean =>
	pattern.some((parts) => matches(parts, value));

/** Returns only to the last `rest`, so it takes at most parts × characters steps. */
function matches(parts: readonly Part[], value: string): boolean {
	let part = 0;
	let at = 0;
	let restPart = -1;
	let restAt = 0;
	while (at < value.length) {
		const expected = parts[part];
		if (expected?.is === 'rest') {
			restPart = part++;
			restAt = at;
		} else if (
			expected &&
			(expected.is === 'any' || (expected.is === 'character' && expected.text === value[at]))
		) {
			part++;
			at++;
		} else if (restPart >= 0) {
			part = restPart + 1;
			at = ++restAt;
		} else return false;
	}
	while (parts[part]?.is === 'rest') part++;
	return part === parts.length;
}
