/** Chooses the language in which a visitor reads what operators wrote. */

/** A record with translations. */
export interface Translated {
	/** The language of the original. `null` means English. */
	readonly language: string | null;
	readonly translations: Readonly<Record<string, unknown>>;
}

/** A value, and the BCP 47 tag of the language that it is in. */
export interface InLanguage<Value> {
	readonly value: Value;
	readonly language: string;
}

/**
 * The tag of the best available language, by RFC 4647, 3.4 (Lookup): for each wanted language in turn, the whole tag and then the
 * tag without its last parts, so that `de-CH` matches `de`. Beyond the RFC, `pt` matches `pt-BR`. If nothing matches, the language of
 * the original.
 */
export function bestLanguage({ language, translations }: Translated, languages: readonly string[]): string {
	// Sorted, so that "pt" comes before "pt-BR".
	const available = [language ?? 'en', ...Object.keys(translations).sort()] as const;
	for (const wanted of languages)
		for (let range = wanted; range; range = range.replace(/-?[^-]*$/, '')) {
			const isInRange = (tag: string): boolean =>
				`${tag}-`.toLowerCase().startsWith(`${range}-`.toLowerCase());
			const found = available.find(isInRange);
			if (found) return found;
		}
	return available[0];
}

/** The texts in one language. `undefined` if the original is in that language. */
const textsIn = <Texts>(translations: Readonly<Record<string, Texts>>, tag: string): Texts | undefined =>
	Object.hasOwn(translations, tag) ? translations[tag] : undefined;

/**
 * A notice or a post-mortem with all its texts in the best language for a visitor.
 *
 * @param languages - BCP 47 tags in order of preference, as in `navigator.languages`.
 */
export function inLanguage<Value extends Translated>(
	value: Value,
	languages: readonly string[],
): InLanguage<Value> {
	const language = bestLanguage(value, languages);
	return { value: { ...value, ...(textsIn(value.translations, language) as object) }, language };
}

/** The body of an update in the best language for a visitor. `language` is that of the notice: the body is written in it. */
export function bodyInLanguage<Body>(
	{ body, translations }: { readonly body: Body; readonly translations: Readonly<Record<string, Body>> },
	language: string | null,
	languages: readonly string[],
): InLanguage<Body> {
	const best = bestLanguage({ language, translations }, languages);
	return { value: textsIn(translations, best) ?? body, language: best };
}
