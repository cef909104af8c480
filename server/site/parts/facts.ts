/** The facts of a notice: the page and the feeds show the same ones in the same words. */
import { safeHref } from '../../../src/model/rich-text.ts';
import { isEstimateLate, isWindowLate, promiseState } from '../../../src/model/views/notices.ts';
import { escapeHtml, richHtml } from '../html.ts';
import type { NoticeText } from '../notice-text.ts';
import type { SiteView } from '../view.ts';
import { spanText, timeText } from '../words/times.ts';
import { fill } from '../words/words.ts';
import { headingHtml, inLanguageOf, type Markup, paragraph } from './markup.ts';

/** When maintenance is planned; empty for other notices. */
export const windowText = ({ value: { window } }: NoticeText, { language }: SiteView): string =>
	window ? spanText(window.start, window.end, language) : '';

/** When an open notice is expected to end. Its window, if it has one, is shown elsewhere. */
function endText({ value }: NoticeText, { words, language, now }: SiteView): string {
	const { estimate, window } = value;
	if (isWindowLate(value, now)) return words.windowLate;
	if (window || !estimate) return '';
	if (isEstimateLate(value, now)) return words.estimateLate;
	const [earliest, latest] = [timeText(estimate.earliest, language), timeText(estimate.latest, language)];
	return earliest === latest
		? fill(words.estimateAt, { time: latest })
		: fill(words.estimate, { earliest, latest });
}

function promiseText({ value }: NoticeText, { words, language, now }: SiteView): string {
	const { state, at } = promiseState(value, now);
	if (at === null) return '';
	const text = state === 'overdue' ? words.late : words.promised;
	return fill(text, { time: timeText(new Date(at).toISOString(), language) });
}

/** What readers need to know about a notice beyond its updates. */
export function factsHtml(text: NoticeText, view: SiteView, markup: Markup): string {
	const { words } = view;
	const { value, affected, unaffected, endedAt } = text;
	const names = (sentence: string, found: readonly string[]): string =>
		found.length > 0 ? fill(sentence, { names: found.join(words.comma) }) : '';
	const isOpen = endedAt === null;
	const sentences = [
		names(words.affected, affected),
		...(isOpen ? [names(words.unaffected, unaffected), endText(text, view), promiseText(text, view)] : []),
	];
	return [
		...sentences.filter(Boolean).map((sentence) => paragraph(sentence)),
		isOpen ? helpHtml(text, view, markup) : '',
		dataSafetyHtml(text, view, markup),
		moreHtml(value.moreUrl, words.readMore),
	].join('');
}

/** What readers can do, and what is being done. */
function helpHtml({ value, language }: NoticeText, view: SiteView, markup: Markup): string {
	const { words } = view;
	const { workaround, checklist, actions } = value;
	const part = (title: string, html: string): string =>
		html && headingHtml(markup, title) + inLanguageOf(language, view, html, markup.text);
	return [
		part(words.workaround, richHtml(workaround ?? [])),
		part(words.checklist, list(checklist)),
		part(words.doing, list(actions)),
	].join('');
}

const list = (items: readonly string[]): string =>
	items.length > 0 ? `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>` : '';

/** Statement and evidence have no translations. */
function dataSafetyHtml({ value }: NoticeText, view: SiteView, markup: Markup): string {
	const { dataSafety } = value;
	if (!dataSafety) return '';
	const { words } = view;
	const { state, statement, evidence, asOf } = dataSafety;
	const written = (html: string): string => inLanguageOf(value.language ?? 'en', view, html, markup.text);
	const finding = fill(words.pair, { name: words.yourData, value: words.safetyTitles[state] });
	return [
		headingHtml(markup, finding),
		written(richHtml(statement)),
		paragraph(fill(words.asOf, { time: timeText(asOf, view.language) }), markup.quiet),
		evidence && evidence.length > 0 ? headingHtml(markup, words.evidence) + written(richHtml(evidence)) : '',
	].join('');
}

function moreHtml(address: string | null, text: string): string {
	const href = safeHref(address);
	return href === null
		? ''
		: `<p><a href="${escapeHtml(href)}" rel="noopener nofollow">${escapeHtml(text)}</a></p>`;
}
