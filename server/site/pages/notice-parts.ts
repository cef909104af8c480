/** The parts of a notice that the first page and its own page share. */
import type { Impact, NoticeKind } from '../../../src/model/vocabulary.ts';
import { escapeHtml, richHtml } from '../html.ts';
import { type NoticeText, spokenUpdates, type UpdateText } from '../notice-text.ts';
import type { SiteView } from '../view.ts';
import { spanText, timeText } from '../words/times.ts';
import { directionOf, fill } from '../words/words.ts';
import type { Tone } from './icons.ts';

const impactTones: Readonly<Record<Impact, Tone>> = {
	none: 'info',
	minor: 'degraded',
	major: 'partial-outage',
	critical: 'major-outage',
};

export function toneOf(kind: NoticeKind, impact: Impact, hasEnded: boolean): Tone {
	if (hasEnded) return 'operational';
	if (kind === 'maintenance') return 'maintenance';
	return kind === 'incident' ? impactTones[impact] : 'info';
}

export const paragraph = (text: string, name = ''): string =>
	`<p${name && ` class="${name}"`}>${escapeHtml(text)}</p>`;

export const time = (instant: string, { language }: SiteView): string =>
	`<time datetime="${escapeHtml(instant)}">${escapeHtml(timeText(instant, language))}</time>`;

/** Operators' text, in its own language. */
export const inLanguageOf = (language: string, view: SiteView, html: string, name = 't'): string => {
	const attributes =
		language === view.language ? '' : ` lang="${escapeHtml(language)}" dir="${directionOf(language)}"`;
	return `<div class="${name}"${attributes}>${html}</div>`;
};

export function updateHtml(update: UpdateText, view: SiteView): string {
	const { words } = view;
	const { at, phase, body, language, editedAt, addedLater, withdrawnAt } = update;
	const marks = [
		...(withdrawnAt === null ? [] : [fill(words.withdrawn, { time: timeText(withdrawnAt, view.language) })]),
		...(editedAt === null || withdrawnAt !== null
			? []
			: [fill(words.edited, { time: timeText(editedAt, view.language) })]),
		...(addedLater ? [words.addedLater] : []),
	].map((mark) => ` · ${escapeHtml(mark)}`);
	return `<p class="q"><strong>${escapeHtml(words.phases[phase])}</strong> · ${time(at, view)}${marks.join('')}</p>${
		withdrawnAt === null ? inLanguageOf(language, view, richHtml(body)) : ''
	}`;
}

/** When maintenance is planned; empty for other notices. */
export const windowHtml = ({ value: { window } }: NoticeText, view: SiteView): string =>
	window ? `<p class="q">${escapeHtml(spanText(window.start, window.end, view.language))}</p>` : '';

/**
 * What readers need to know about an open notice beyond its updates. `tag`: of the headings of its parts.
 */
export function factsHtml(
	{ value, affected, language, endedAt }: NoticeText,
	view: SiteView,
	tag: 'h2' | 'h4',
): string {
	const { words } = view;
	const { estimate, promise, workaround, checklist, actions, dataSafety } = value;
	const at = (instant: string): string => timeText(instant, view.language);
	const heading = (text: string): string => `<${tag}>${escapeHtml(text)}</${tag}>`;
	const list = (items: readonly string[]): string =>
		inLanguageOf(language, view, `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`);
	const parts: string[] = [];
	if (affected.length > 0) parts.push(paragraph(fill(words.affected, { names: affected.join(words.comma) })));
	if (endedAt === null) {
		if (estimate)
			parts.push(
				paragraph(
					Date.parse(estimate.latest) <= view.now
						? words.estimateLate
						: estimate.earliest === estimate.latest
							? fill(words.estimateAt, { time: at(estimate.latest) })
							: fill(words.estimate, { earliest: at(estimate.earliest), latest: at(estimate.latest) }),
				),
			);
		if (promise)
			parts.push(
				paragraph(
					fill(Date.parse(promise.nextUpdateBy) <= view.now ? words.late : words.promised, {
						time: at(promise.nextUpdateBy),
					}),
				),
			);
		if (workaround && workaround.length > 0)
			parts.push(heading(words.workaround), inLanguageOf(language, view, richHtml(workaround)));
		if (checklist.length > 0) parts.push(heading(words.checklist), list(checklist));
		if (actions.length > 0) parts.push(heading(words.doing), list(actions));
	}
	if (dataSafety)
		parts.push(
			heading(fill(words.pair, { name: words.yourData, value: words.safetyTitles[dataSafety.state] })),
			inLanguageOf(language, view, richHtml(dataSafety.statement)),
		);
	return parts.join('');
}

/** The newest update that has words; empty: there is none. */
export const latestHtml = (notice: NoticeText, view: SiteView): string => {
	const [latest] = spokenUpdates(notice);
	return latest ? updateHtml(latest, view) : '';
};
