import { shared } from '../../client/page-client.ts';
import { renderAll } from '../shared/render-all.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * Supplies the elements' texts in a language, also in one that Candor does not include. A text that
 * the catalogue lacks comes from Candor's own catalogue for that language, or else from English. It
 * may be called before or after the elements are defined, and again.
 *
 * @param language - A BCP 47 tag, such as `nl` or `pt-PT`. An invalid tag is ignored, with a
 * warning in the console.
 */
export function setCatalogue(language: string, catalogue: Catalogue): void {
	try {
		const [tag = ''] = Intl.getCanonicalLocales(language);
		const page = shared();
		// `Reflect.set` does not throw where the page has frozen the global.
		Reflect.set(page, 'catalogues', new Map([...(page.catalogues ?? []), [tag, catalogue]]));
		renderAll();
	} catch {
		console.warn(
			`Candor ignored the catalogue for "${language}": it is not a language tag such as "nl" or "pt-PT".`,
		);
	}
}
