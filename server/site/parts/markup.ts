/** What the page and the feeds write the parts of a notice with. */
import { directionOf } from '../../../src/model/text-direction.ts';
import { escapeHtml } from '../html.ts';
import type { SiteView } from '../view.ts';
import { timeText } from '../words/times.ts';

/** How a document marks the parts of a notice. */
export interface Markup {
	/** The tags around a heading. */
	readonly heading: readonly [begin: string, end: string];
	/** The class of operators' text; empty: none. */
	readonly text: string;
	/** The class of what matters less; empty: none. */
	readonly quiet: string;
}

export const classed = (name: string): string => name && ` class="${name}"`;

export const paragraph = (text: string, name = ''): string => `<p${classed(name)}>${escapeHtml(text)}</p>`;

export const headingHtml = ({ heading: [begin, end] }: Markup, text: string): string =>
	`${begin}${escapeHtml(text)}${end}`;

/** The attributes of text that is not in the language of the document. */
export const languageAttributes = (language: string, view: SiteView): string =>
	language === view.language ? '' : ` lang="${escapeHtml(language)}" dir="${directionOf(language)}"`;

/** A text of one line, in its own language. */
export function textIn(language: string, view: SiteView, text: string): string {
	const attributes = languageAttributes(language, view);
	return attributes ? `<span${attributes}>${escapeHtml(text)}</span>` : escapeHtml(text);
}

/** Operators' text, in its own language. */
export const inLanguageOf = (language: string, view: SiteView, html: string, name = ''): string =>
	`<div${classed(name)}${languageAttributes(language, view)}>${html}</div>`;

export const time = (instant: string, { language }: SiteView): string =>
	`<time datetime="${escapeHtml(instant)}">${escapeHtml(timeText(instant, language))}</time>`;
