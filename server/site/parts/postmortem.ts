import type { PostmortemValue } from '../../../src/model/generated/record-types.ts';
import { isActionOverdue } from '../../../src/model/views/promised-actions.ts';
import type { InLanguage } from '../../../src/model/views/translation.ts';
import { escapeHtml, richHtml } from '../html.ts';
import type { SiteView } from '../view.ts';
import { dayText } from '../words/times.ts';
import { fill } from '../words/words.ts';
import { classed, headingHtml, inLanguageOf, type Markup, textIn } from './markup.ts';

type Action = PostmortemValue['actions'][number];

/** The promised day of an action that is not done; nothing for others. */
export function dueText(action: Action, { words, now, language }: SiteView): string[] {
	if (action.state === 'done' || action.dueBy === null) return [];
	const text = isActionOverdue(action, now) ? words.overdueSince : words.dueBy;
	return [fill(text, { day: dayText(action.dueBy, language) })];
}

/** The words of a post-mortem, without its title, and what was promised in it. */
export function postmortemHtml(
	{ value, language }: InLanguage<PostmortemValue>,
	view: SiteView,
	markup: Markup,
): string {
	const { words } = view;
	const actions = value.actions.map((action) => {
		const { title, state } = action;
		const progress = [words.actionStates[state], ...dueText(action, view)].join(words.comma);
		// Titles have no translations.
		const titled = textIn(value.language ?? 'en', view, title);
		return `<li>${titled} <span${classed(markup.quiet)}>(${escapeHtml(progress)})</span></li>`;
	});
	const promised =
		actions.length > 0 ? `${headingHtml(markup, words.promisedActions)}<ul>${actions.join('')}</ul>` : '';
	return inLanguageOf(language, view, richHtml(value.body), markup.text) + promised;
}
