/** Which of the operator's languages a reader gets. */

/** What translations translate: `language` is that of the words as they were written, `null` for English. */
export interface Translated {
	readonly language: string | null;
	readonly translations: Readonly<Record<string, unknown>>;
}

/** The words that a reader gets, and the BCP 47 tag of the language that they are in. */
export interface InLanguage<Value> {
	readonly value: Value;
	readonly language: string;
}

/**
 * The tag of the best language there is for a reader, by RFC 4647, 3.4 (Lookup): the first wanted one that there is, each first by itself and
 * then without its last parts (`de-CH` is content with `de`); and beyond it, `pt` is content with `pt-BR`. Where nothing fits, the original's.
 */
export function bestLanguage({ language, translations }: Translated, languages: readonly string[]): string {
	// Sorted, "pt" comes before "pt-BR".
	const offered = [language ?? 'en', ...Object.keys(translations).sort()] as const;
	for (const wanted of languages)
		for (let range = wanted; range; range = range.replace(/-?[^-]*$/, '')) {
			const begins = (tag: string): boolean => `${tag}-`.toLowerCase().startsWith(`${range}-`.toLowerCase());
			const found = offered.find(begins);
			if (found) return found;
		}
	return offered[0];
}

/** What was said in one of several languages, or `undefined` where the original is the one to show. */
const wordsIn = <Words>(translations: Readonly<Record<string, Words>>, tag: string): Words | undefined =>
	Object.hasOwn(translations, tag) ? translations[tag] : undefined;

/**
 * A notice or a post-mortem in the best language for a reader, all of its words in that one. `languages`: BCP 47 tags, the
 * preferred ones first, as in `navigator.languages`.
 */
export function inLanguage<Value extends Translated>(
	value: Value,
	languages: readonly string[],
): InLanguage<Value> {
	const language = bestLanguage(value, languages);
	return { value: { ...value, ...(wordsIn(value.translations, language) as object) }, language };
}

/** An update's body in the best language for a reader. `language` is the notice's, in which the original is. */
export function bodyInLanguage<Body>(
	{ body, translations }: { readonly body: Body; readonly translations: Readonly<Record<string, Body>> },
	language: string | null,
	languages: readonly string[],
): InLanguage<Body> {
	const best = bestLanguage({ language, translations }, languages);
	return { value: wordsIn(translations, best) ?? body, language: best };
}
