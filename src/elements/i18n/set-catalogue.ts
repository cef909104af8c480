import { shared } from '../../client/index.ts';
import { sourceChange } from '../shared/feed-controller.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * Has the elements speak a language in the page's own words, also one that Candor has none for. What a catalogue lacks is said
 * in Candor's words for that language, else in English. It may be called before or after the elements are there, and again.
 *
 * @param language - A BCP 47 tag, such as `nl` or `pt-PT`. One that is none is ignored, with a warning in the console.
 */
export function setCatalogue(language: string, catalogue: Catalogue): void {
	try {
		const [tag = ''] = Intl.getCanonicalLocales(language);
		const page = shared();
		// A page may have frozen the global.
		Reflect.set(page, 'catalogues', new Map([...(page.catalogues ?? []), [tag, catalogue]]));
		dispatchEvent(new Event(sourceChange));
	} catch {
		console.warn(`Candor has no words for "${language}": it is no language tag, such as "nl" or "pt-PT".`);
	}
}
