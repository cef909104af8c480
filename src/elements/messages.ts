/** What the elements say, in the reader's language as far as that has come; what a translation lacks is said in English. */
import * as english from './english.ts';
import { phrase, wordOf } from './phrase.ts';

type English = typeof english;
/** Texts that are one for each value: phases, component statuses … */
export type WordListName = {
	[Name in keyof English]: English[Name] extends string ? never : Name;
}[keyof English];
export type MessageName = Exclude<keyof English, WordListName>;

/** One text, or one for each plural category of the language (`one`, `few`, `other` …) by the value `count`. */
export type Message =
	| string
	| (Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string });

/** The words of one language. What is missing is said in English. */
export type Catalogue = Readonly<
	Partial<Record<MessageName, Message>> & Partial<Record<WordListName, Readonly<Record<string, string>>>>
>;

let tag = 'en';
let words: Catalogue = {};

/** The BCP 47 tag of the language in which the elements speak. Relative times and dates follow it, so that sentences stay whole. */
export const language = (): string => tag;

/** From now on the elements speak this language. They are not drawn again by that. */
export function speak(language: string, catalogue: Catalogue): void {
	tag = language;
	words = catalogue;
}

/** A text with its values filled in. */
export function message(name: MessageName, values: Readonly<Record<string, string | number>> = {}): string {
	// biome-ignore lint/performance/noDynamicNamespaceImportAccess: every word is in use here
	const text = words[name] ?? english[name];
	if (typeof text === 'string') return phrase(text, values);
	return phrase(text[new Intl.PluralRules(tag).select(Number(values.count))] ?? text.other, values);
}

/** The word for a value; for one that is unknown, the value itself. */
export const word = (list: WordListName, value: string): string =>
	// biome-ignore lint/performance/noDynamicNamespaceImportAccess: every word is in use here
	wordOf({ ...english[list], ...words[list] }, value);
