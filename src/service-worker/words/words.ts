/**
 * What the page of the service worker says, in every language of the elements. The texts describe
 * what happened to this page; none of them claims that a notice is the reason.
 */
import { bestLanguage } from '../../model/views/translation.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { pt } from './pt.ts';

const translations: Readonly<Record<string, Words>> = { ar, de, es, fr, ja, pt };

export interface WordsInLanguage {
	readonly words: Words;
	/** The BCP 47 tag of the words' language. */
	readonly language: string;
	readonly direction: 'ltr' | 'rtl';
}

/**
 * The words in the best language for a visitor. `languages`: BCP 47 tags, the preferred ones first.
 */
export function wordsFor(languages: readonly string[]): WordsInLanguage {
	const language = bestLanguage({ language: 'en', translations }, languages);
	return {
		words: translations[language] ?? en,
		language,
		direction: language === 'ar' ? 'rtl' : 'ltr',
	};
}
