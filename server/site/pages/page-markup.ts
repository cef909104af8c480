/** How the pages mark texts: with the classes of their style. */
import { escapeHtml } from '../html.ts';
import { languageAttributes, type Markup } from '../parts/markup.ts';
import type { SiteView } from '../view.ts';

/** `tag`: of the headings of the parts of a notice. */
export const pageMarkup = (tag: 'h2' | 'h3' | 'h4'): Markup => ({
	heading: [`<${tag}>`, `</${tag}>`],
	text: 't',
	quiet: 'q',
});

/** A line of less weight; nothing for no text. */
export const quietLine = (text: string): string => text && `<p class="q">${escapeHtml(text)}</p>`;

/** The attributes of a title, which may be in another language, or hold names of one. */
export const titleAttributes = (language: string, view: SiteView): string => {
	const attributes = languageAttributes(language, view);
	return attributes || ' dir="auto"';
};
