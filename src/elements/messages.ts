/** What the elements say, in the reader's language as far as that has come; what a translation lacks is said in English. */
import type { Catalogue, MessageName, WordListName } from './catalogue.ts';
import * as english from './english.ts';
import { phrase, wordOf } from './phrase.ts';

interface Speech {
	/** A BCP 47 tag. */
	readonly language: string;
	/** The same or a region's: `en-GB` where the words are those of `en`. */
	readonly locale: string;
	readonly direction: 'ltr' | 'rtl';
	readonly plurals: Intl.PluralRules;
	readonly numbers: Intl.NumberFormat;
	/** The first that has a text says it. */
	readonly catalogues: readonly Catalogue[];
}

/** Scripts that are written from right to left. */
const rightToLeft = /Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa/;

function speechOf(language: string, locale: string, catalogues: readonly Catalogue[]): Speech {
	const { script = '' } = new Intl.Locale(language).maximize();
	return {
		language,
		locale,
		direction: rightToLeft.test(script) ? 'rtl' : 'ltr',
		plurals: new Intl.PluralRules(language),
		numbers: new Intl.NumberFormat(locale),
		catalogues,
	};
}
let speech: Speech | undefined;
const current = (): Speech => {
	speech ??= speechOf('en', 'en', []);
	return speech;
};

/** The BCP 47 tag of the language in which the elements speak. */
export const language = (): string => current().language;

/** The tag that numbers, times and lists go by: of the same language, so that sentences stay whole. */
export const locale = (): string => current().locale;

/** How that language is written. */
export const direction = (): 'ltr' | 'rtl' => current().direction;

/** From now on the elements speak this language; both tags are sound. They are not drawn again by that. */
export function speak(language: string, locale: string, ...catalogues: readonly Catalogue[]): void {
	speech = speechOf(language, locale, catalogues);
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
	const { catalogues, plurals, numbers } = current();
	// biome-ignore lint/performance/noDynamicNamespaceImportAccess: every word is in use here
	const text = catalogues.find((each) => each[name])?.[name] ?? english[name];
	const form = typeof text === 'string' ? text : (text[plurals.select(Number(values.count))] ?? text.other);
	const said = Object.entries(values).map(([key, value]) => [
		key,
		typeof value === 'number' ? numbers.format(value) : isolated(value),
	]);
	return phrase(form, Object.fromEntries(said));
}

/** The word for a value; for one that is unknown, the value itself. */
export function word(list: WordListName, value: string): string {
	// biome-ignore lint/performance/noDynamicNamespaceImportAccess: every word is in use here
	const lists = [...current().catalogues.map((each) => each[list]), english[list]];
	return wordOf(lists.find((each) => each && Object.hasOwn(each, value)) ?? {}, value);
}
