/** In which direction a language is written. */
import { locales } from './locales.ts';

/** The scripts that are written from right to left (ISO 15924). */
const rightToLeft = /Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa/;

/**
 * Asks `Intl` only about languages other than our own: its first answer takes a slow phone
 * noticeable time.
 */
const scriptOf = (language: string): string => {
	if (language === 'en' || locales.includes(language)) return language === 'ar' ? 'Arab' : 'Latn';
	try {
		return new Intl.Locale(language).maximize().script ?? '';
	} catch {
		// Operators may write a tag, such as `en-aa-bb`, in which `Intl` finds no language.
		return '';
	}
};

/** `language`: a BCP 47 tag. One that `Intl` cannot read counts as written from left to right. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
	rightToLeft.test(scriptOf(language)) ? 'rtl' : 'ltr';
