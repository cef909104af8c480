import { isWithdrawn } from '../../../src/model/views/phased-updates.ts';
import { escapeHtml, richHtml } from '../html.ts';
import type { UpdateText } from '../notice-text.ts';
import type { SiteView } from '../view.ts';
import { timeText } from '../words/times.ts';
import { fill } from '../words/words.ts';
import { classed, inLanguageOf, type Markup, time } from './markup.ts';

/** The phase, the time and the words of an update, and how it was corrected. */
export function updateHtml(update: UpdateText, view: SiteView, markup: Markup): string {
	const { words, language } = view;
	const { phase, body } = update;
	const { at, addedAt, editedAt, withdrawnAt } = update.value;
	const mark = (text: string, instant: string): string => fill(text, { time: timeText(instant, language) });
	const marks = [
		...(addedAt == null ? [] : [words.addedLater]),
		...(withdrawnAt == null ? [] : [mark(words.withdrawn, withdrawnAt)]),
		...(editedAt == null || isWithdrawn(update)
			? []
			: [mark(body.length > 0 ? words.edited : words.textRemoved, editedAt)]),
	].map((each) => ` · ${escapeHtml(each)}`);
	const head = `<strong>${escapeHtml(words.phases[phase])}</strong> · ${time(at, view)}${marks.join('')}`;
	const text = body.length > 0 ? inLanguageOf(update.language, view, richHtml(body), markup.text) : '';
	return `<p${classed(markup.quiet)}>${head}</p>${text}`;
}
