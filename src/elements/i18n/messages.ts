/** What the elements say, in the reader's language as far as that has come; what a translation lacks is said in English. */

import { locales } from '../../model/locales.ts';
import type { Catalogue, MessageName, WordListName } from './catalogue.ts';
import * as english from './english.ts';
import { hasFormats } from './formatting.ts';
import { phrase, wordOf } from './phrase.ts';

interface Speech {
	/** A BCP 47 tag. */
	readonly language: string;
	/** The same or a region's: `en-GB` where the words are those of `en`. */
	readonly locale: string;
	readonly direction: 'ltr' | 'rtl';
	/** The first that has a text says it. */
	readonly catalogues: readonly Catalogue[];
}

/** Scripts that are written from right to left. */
const rightToLeft = /Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa/;

/** What our own languages are written in; of others Intl knows it, for whose first answer a slow phone takes some time. */
const scriptOf = (language: string): string => {
	if (language === 'en' || locales.includes(language)) return language === 'ar' ? 'Arab' : 'Latn';
	return new Intl.Locale(language).maximize().script ?? '';
};

let speech: Speech = { language: 'en', locale: 'en', direction: 'ltr', catalogues: [] };

/** The BCP 47 tag of the language in which the elements speak. */
export const language = (): string => speech.language;

/** The tag that numbers, times and lists go by: of the same language, so that sentences stay whole. */
export const locale = (): string => speech.locale;

/** How that language is written. */
export const direction = (): 'ltr' | 'rtl' => speech.direction;

/** From now on the elements speak this language; both tags are sound. They are not drawn again by that. */
export function speak(language: string, locale: string, ...catalogues: readonly Catalogue[]): void {
	const direction = rightToLeft.test(scriptOf(language)) ? 'rtl' : 'ltr';
	speech = { language, locale, direction, catalogues };
}

/** Letters that run the other way than a sentence of each direction. */
const otherLetters = {
	ltr: /[\p{sc=Adlm}\p{sc=Arab}\p{sc=Hebr}\p{sc=Nkoo}\p{sc=Rohg}\p{sc=Syrc}\p{sc=Thaa}]/u,
	rtl: /[^\P{L}\p{sc=Adlm}\p{sc=Arab}\p{sc=Hebr}\p{sc=Nkoo}\p{sc=Rohg}\p{sc=Syrc}\p{sc=Thaa}]/u,
};

/** A name as it goes into a sentence: one that runs the other way, between FSI and PDI (UAX 9), does not turn the sentence around it. */
export const isolated = (name: string): string =>
	otherLetters[direction()].test(name) ? `\u2068${name}\u2069` : name;

/** A text with its values filled in. */
export function message(name: MessageName, values: Readonly<Record<string, string | number>> = {}): string {
	const { catalogues, language, locale } = speech;
	// biome-ignore lint/performance/noDynamicNamespaceImportAccess: every word is in use here
	const text = catalogues.find((each) => each[name])?.[name] ?? english[name];
	const form =
		typeof text === 'string'
			? text
			: (text[new Intl.PluralRules(language).select(Number(values.count))] ?? text.other);
	const said = Object.entries(values).map(([key, value]) => [
		key,
		typeof value === 'number' ? (hasFormats() ? value.toLocaleString(locale) : `${value}`) : isolated(value),
	]);
	return phrase(form, Object.fromEntries(said));
}

/** The word for a value; for one that is unknown, the value itself. */
export function word(list: WordListName, value: string): string {
	// biome-ignore lint/performance/noDynamicNamespaceImportAccess: every word is in use here
	const lists = [...speech.catalogues.map((each) => each[list]), english[list]];
	return wordOf(lists.find((each) => each && Object.hasOwn(each, value)) ?? {}, value);
}
