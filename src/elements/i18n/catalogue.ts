/**
 * The texts of one language, and the check that every catalogue passes: from a server, from storage
 * or from the page.
 */
import * as english from './english.ts';

type English = typeof english;
/** A text in English: for any count, or one for 1 and another for all other counts. */
type EnglishMessage = string | { readonly one: string; readonly other: string };
/** Lists of labels, one for each value: phases, component statuses … */
export type LabelListName = {
	[Name in keyof English]: English[Name] extends EnglishMessage ? never : Name;
}[keyof English];
export type MessageName = Exclude<keyof English, LabelListName>;

/**
 * One text, or one for each plural category of the language (`one`, `few`, `other` …) of the value
 * `count`.
 */
export type Message =
	| string
	| (Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string });

/** The texts of one language, by the names in `english.ts`. A missing text is shown in English. */
export type Catalogue = Readonly<
	Partial<Record<MessageName, Message>> & Partial<Record<LabelListName, Readonly<Record<string, string>>>>
>;

/** Characters of one text: three times the longest of ours. */
const maxTextLength = 400;

const placeholdersIn = (text: string): readonly string[] => text.match(/{\w+}/g) ?? [];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

/** The English text for most counts. `null` for a list of labels. */
export const englishText = (original: EnglishMessage | Readonly<Record<string, string>>): string | null =>
	typeof original === 'string' ? original : (original.other ?? null);

/**
 * Keeps only the texts whose name this version knows and whose placeholders the English text has
 * too. So the worst that a hostile catalogue can do is to show a wrong text.
 */
export function sanitizeCatalogue(given: unknown): Catalogue {
	if (!isObject(given)) return {};
	const validTexts = (texts: unknown, placeholders: readonly string[]): [string, string][] =>
		isObject(texts)
			? Object.entries(texts).filter(
					(entry): entry is [string, string] =>
						typeof entry[1] === 'string' &&
						entry[1].length <= maxTextLength &&
						placeholdersIn(entry[1]).every((each) => placeholders.includes(each)),
				)
			: [];
	const entries = Object.entries(english).map(
		([name, original]): [string, Readonly<Record<string, string>>] => {
			const value = Object.hasOwn(given, name) ? given[name] : null;
			const text = englishText(original);
			if (text === null) return [name, Object.fromEntries(validTexts(value, []))];
			const forms = validTexts(typeof value === 'string' ? { other: value } : value, placeholdersIn(text));
			// `other` is needed for every count that has no form of its own.
			return [name, forms.some(([form]) => form === 'other') ? Object.fromEntries(forms) : {}];
		},
	);
	return Object.fromEntries(entries.filter(([, texts]) => Object.keys(texts).length)) as Catalogue;
}
