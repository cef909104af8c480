import type { Failure } from './failure.ts';

/** The texts that describe why the page could not be loaded. */
export interface FailureWords {
	readonly unreachable: string;
	readonly slow: string;
	readonly failed: string;
}

/** A text with its values filled in: `{name}` stands for the value `name`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
	text.replace(/{(\w+)}/g, (placeholder, name: string) => `${values[name] ?? placeholder}`);

/** Between FSI and PDI (UAX 9), a name of another direction leaves the sentence around it as it is. */
export const isolate = (name: string): string => `\u2068${name}\u2069`;

/** Why the page could not be loaded, as one sentence. */
export function reasonText(words: FailureWords, failure: Failure, name: string): string {
	const text = typeof failure === 'number' ? words.failed : words[failure];
	return fill(text, { name: isolate(name), status: failure });
}
