/** What a language's words look like, and the guard through which they come in: from a server, from storage or from the page. */
import * as english from './english.ts';

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

/** The words of one language, by the names of `english.ts`. What is missing is said in English. */
export type Catalogue = Readonly<
	Partial<Record<MessageName, Message>> & Partial<Record<WordListName, Readonly<Record<string, string>>>>
>;

/** Characters of one text: the longest of ours have a third of that. */
const longest = 400;

const placeholdersIn = (text: string): readonly string[] => text.match(/{\w+}/g) ?? [];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

/**
 * The texts of `given` that can be said: of a name that this version knows, and asking for no value that its English does not
 * ask for. All that a hostile catalogue can do is to say something else.
 */
export function readCatalogue(given: unknown): Catalogue {
	if (!isObject(given)) return {};
	const texts = (value: unknown, allowed: readonly string[]): [string, string][] =>
		isObject(value)
			? Object.entries(value).filter(
					(entry): entry is [string, string] =>
						typeof entry[1] === 'string' &&
						entry[1].length <= longest &&
						placeholdersIn(entry[1]).every((each) => allowed.includes(each)),
				)
			: [];
	const entries = Object.entries(english).map(
		([name, original]): [string, Readonly<Record<string, string>>] => {
			const value = Object.hasOwn(given, name) ? given[name] : null;
			if (typeof original !== 'string') return [name, Object.fromEntries(texts(value, []))];
			const forms = texts(typeof value === 'string' ? { other: value } : value, placeholdersIn(original));
			// Without this one there is nothing to say of a number that the others do not name.
			return [name, forms.some(([form]) => form === 'other') ? Object.fromEntries(forms) : {}];
		},
	);
	return Object.fromEntries(entries.filter(([, words]) => Object.keys(words).length)) as Catalogue;
}
