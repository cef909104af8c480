/** The elements' texts under Node: a language, a visitor's browser and a time zone. */
import { readFileSync } from 'node:fs';
import { sanitizeCatalogue } from '../../../src/elements/i18n/catalogue.ts';
import { setLanguage } from '../../../src/elements/i18n/messages.ts';

/** Sets the language of the texts to one of ours, as the elements do. */
export function speak(tag: string): void {
	const file = `src/elements/i18n/locales/${tag}.json`;
	const catalogues = tag === 'en' ? [] : [sanitizeCatalogue(JSON.parse(readFileSync(file, 'utf8')))];
	setLanguage(tag, tag, ...catalogues);
}

/** Sets the language of the visitor's browser, which decides between 12 and 24 hours. */
export const browse = (language: string): unknown =>
	Object.defineProperty(globalThis, 'navigator', {
		value: { language, languages: [language] },
		configurable: true,
		writable: true,
	});

/** Without the marks that isolate text of the other direction. */
export const unmarked = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');
