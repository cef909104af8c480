/** What the server itself says to readers, in seven languages. */
import { generatedWords } from './generated.ts';

export type Language = keyof typeof generatedWords;
export const languages = Object.keys(generatedWords) as readonly Language[];

type Texts<Catalogue> = {
	readonly [Name in keyof Catalogue]: Catalogue[Name] extends string ? string : Texts<Catalogue[Name]>;
};
export type Words = Texts<(typeof generatedWords)['en']>;

export const wordsIn = (language: Language): Words => generatedWords[language];

/** Replaces each `{name}`. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
	text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

/** The language that serves a tag such as `de-CH`; `undefined`: none does. */
export const languageFor = (tag: string): Language | undefined => {
	const [primary = ''] = tag.toLowerCase().split('-');
	return languages.find((language) => language === primary);
};
