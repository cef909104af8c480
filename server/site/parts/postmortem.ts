import type { PostmortemValue } from '../../../src/model/generated/record-types.ts';
import type { InLanguage } from '../../../src/model/views/translation.ts';
import { escapeHtml, richHtml } from '../html.ts';
import type { SiteView } from '../view.ts';
import { dayText } from '../words/times.ts';
import { fill } from '../words/words.ts';
import { classed, headingHtml, inLanguageOf, type Markup, textIn } from './markup.ts';

/** The words of a post-mortem, without its title, and what was promised in it. */
export function postmortemHtml(
	{ value, language }: InLanguage<PostmortemValue>,
	view: SiteView,
	markup: Markup,
): string {
	const { words, now } = view;
	const actions = value.actions.map(({ title, state, dueBy }) => {
		const isOverdue = dueBy !== null && Date.parse(dueBy) <= now;
		const due =
			dueBy === null || state === 'done'
				? []
				: [fill(isOverdue ? words.overdueSince : words.dueBy, { day: dayText(dueBy, view.language) })];
		const progress = [words.actionStates[state], ...due].join(words.comma);
		// Titles have no translations.
		const titled = textIn(value.language ?? 'en', view, title);
		return `<li>${titled} <span${classed(markup.quiet)}>(${escapeHtml(progress)})</span></li>`;
	});
	const promised =
		actions.length > 0 ? `${headingHtml(markup, words.promisedActions)}<ul>${actions.join('')}</ul>` : '';
	return inLanguageOf(language, view, richHtml(value.body), markup.text) + promised;
}
