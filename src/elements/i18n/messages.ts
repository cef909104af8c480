/**
 * The elements' texts in the current language. A text that its catalogues lack is shown in English.
 */

import { directionOf } from '../../model/text-direction.ts';
import type { Catalogue, LabelListName, Message, MessageName } from './catalogue.ts';
import * as english from './english.ts';
import { fillPlaceholders, labelOf } from './placeholders.ts';
import { pluralForms } from './plurals.ts';

interface CurrentLanguage {
	/** A BCP 47 tag. */
	readonly language: string;
	/** The same language, perhaps with a region: `en-GB` for the texts of `en`. */
	readonly locale: string;
	readonly direction: 'ltr' | 'rtl';
	/** In order of preference, text by text. */
	readonly catalogues: readonly Catalogue[];
}

let current: CurrentLanguage = { language: 'en', locale: 'en', direction: 'ltr', catalogues: [] };

/** The BCP 47 tag of the elements' language. */
export const language = (): string => current.language;

/**
 * The tag for formatting numbers, times and lists: always of the same language as the sentences
 * around them.
 */
export const locale = (): string => current.locale;

export const direction = (): 'ltr' | 'rtl' => current.direction;

/** What all texts come from: another object as soon as any text may differ. */
export const texts = (): object => current;

/** Sets the language of all elements, without rendering them again. Both tags must be valid. */
export function setLanguage(language: string, locale: string, ...catalogues: readonly Catalogue[]): void {
	current = { language, locale, direction: directionOf(language), catalogues };
}

/** For a sentence of each direction, the letters that are written in the other direction. */
const oppositeLetters = {
	ltr: /[\p{sc=Adlm}\p{sc=Arab}\p{sc=Hebr}\p{sc=Nkoo}\p{sc=Rohg}\p{sc=Syrc}\p{sc=Thaa}]/u,
	rtl: /[^\P{L}\p{sc=Adlm}\p{sc=Arab}\p{sc=Hebr}\p{sc=Nkoo}\p{sc=Rohg}\p{sc=Syrc}\p{sc=Thaa}]/u,
};

/**
 * Puts a name that is written in the other direction between FSI and PDI (UAX 9), so that it cannot
 * reorder a sentence.
 */
export const isolate = (name: string): string =>
	oppositeLetters[direction()].test(name) ? `\u2068${name}\u2069` : name;

/** A format of `Intl` in the current locale. Each is created once: that takes longer than its use. */
export function perLocale<Format>(create: (locale: string) => Format): () => Format {
	let of: string | undefined;
	let format: Format;
	return () => {
		if (of !== locale()) format = create(locale());
		of = locale();
		return format;
	};
}
const groupedNumbers = perLocale((tag) => new Intl.NumberFormat(tag, { numberingSystem: 'latn' }));
const plurals = perLocale((tag) => new Intl.PluralRules(tag));

/** The same digits everywhere, with `Intl` only where they are grouped: "1,234". */
const numberText = (value: number): string => (value < 1000 ? `${value}` : groupedNumbers().format(value));

/** The form for a count, of a text in a language. */
function pluralForm(forms: Exclude<Message, string>, count: number, language: string): string {
	const rule = Object.hasOwn(pluralForms, language) && pluralForms[language];
	return forms[rule ? rule(count) : plurals().select(count)] ?? forms.other;
}

/** Whether a text or a list of labels is in the current language, not the English fallback. */
export const isTranslated = (name: MessageName | LabelListName): boolean =>
	current.language === 'en' || current.catalogues.some((each) => each[name]);

/** A text with its placeholders filled. The value `count` selects the plural form. */
export function message(name: MessageName, values: Readonly<Record<string, string | number>> = {}): string {
	const { catalogues } = current;
	const translated = catalogues.find((each) => each[name])?.[name];
	// biome-ignore lint/performance/noDynamicNamespaceImportAccess: every text is in use here
	const text = translated ?? english[name];
	const form =
		typeof text === 'string'
			? text
			: pluralForm(text, Number(values.count), translated ? current.language : 'en');
	const formatted = Object.entries(values).map(([key, value]) => [
		key,
		typeof value === 'number' ? numberText(value) : isolate(value),
	]);
	return fillPlaceholders(form, Object.fromEntries(formatted));
}

/** The label of a value; an unknown value is shown as it is. */
export function label(list: LabelListName, value: string): string {
	// biome-ignore lint/performance/noDynamicNamespaceImportAccess: every label is in use here
	const lists = [...current.catalogues.map((each) => each[list]), english[list]];
	return labelOf(lists.find((each) => each && Object.hasOwn(each, value)) ?? {}, value);
}
