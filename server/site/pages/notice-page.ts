/** The page of one notice: what it was, its updates, and its post-mortem. */
import { plainText } from '../../../src/model/rich-text.ts';
import { componentChanges } from '../../../src/model/views/component-changes.ts';
import { componentName } from '../../../src/model/views/components.ts';
import type { Notice } from '../../../src/model/views/notices.ts';
import { newestAndFirst } from '../../http/newest-and-first.ts';
import { escapeHtml } from '../html.ts';
import { type NoticeText, noticeText, validUpdates } from '../notice-text.ts';
import { factsHtml, windowText } from '../parts/facts.ts';
import { textIn, time } from '../parts/markup.ts';
import { postmortemHtml } from '../parts/postmortem.ts';
import { updateHtml } from '../parts/update.ts';
import { siteWords } from '../words/site-words.ts';
import { spanText } from '../words/times.ts';
import { fill } from '../words/words.ts';
import { icon } from './icons.ts';
import { layout, nameOf, type PageView } from './layout.ts';
import { pageMarkup, quietLine, titleAttributes } from './page-markup.ts';
import { toneOf } from './tones.ts';

/** Updates that a page shows beyond the first one. */
const mostUpdates = 200;

export function missingNoticePage(view: PageView): string {
	const { notFound, notFoundText } = siteWords[view.language];
	return layout(view, {
		path: '',
		title: `${notFound} · ${nameOf(view)}`,
		description: notFoundText,
		content: `<h1>${escapeHtml(notFound)}</h1><p>${escapeHtml(notFoundText)}</p>`,
	});
}

export function noticePage(view: PageView, found: Notice): string {
	const { words } = view;
	const text = noticeText(view, found);
	const { value, phase, endedAt, language } = text;
	const tone = toneOf(value.kind, value.impact, endedAt !== null);
	const kind = [
		words.kinds[value.kind],
		...(value.kind === 'incident' ? [words.impacts[value.impact]] : []),
	].join(' · ');
	const [latest] = validUpdates(text);
	const span = value.window
		? quietLine(windowText(text, view))
		: endedAt === null
			? `<p class="q">${time(value.openedAt, view)}</p>`
			: quietLine(spanText(value.openedAt, endedAt, view.language));
	const facts = factsHtml(text, view, pageMarkup('h2'));
	return layout(view, {
		path: `notices/${found.id}`,
		title: `${fill(words.ended, { phase: words.phases[phase], title: value.title })} · ${nameOf(view)}`,
		description: `${value.title}. ${latest ? plainText(latest.body) : ''}`.trim().slice(0, 300),
		content: [
			`<div class="over" data-tone="${tone}">${icon(tone)}<div><h1${titleAttributes(language, view)}>${escapeHtml(value.title)}</h1><p class="st">${escapeHtml(words.phases[phase])}</p><p class="q">${escapeHtml(kind)}</p>${span}</div></div>`,
			facts && `<div class="card">${facts}</div>`,
			report(text, view),
			`<section aria-labelledby="updates"><h2 id="updates">${escapeHtml(words.updates)}</h2><ol class="up">${updates(text, view)}</ol></section>`,
		].join('\n'),
	});
}

function updates(text: NoticeText, view: PageView): string {
	const { words, state } = view;
	const changes = componentChanges(text.updates);
	const markup = pageMarkup('h3');
	return newestAndFirst(text.updates, mostUpdates)
		.map((update) => {
			const changed = (changes.get(update.id) ?? []).map(({ component, before, after }) => {
				const name = componentName(state, component);
				const value = words.statuses[after];
				return escapeHtml(
					before === null
						? fill(words.pair, { name, value })
						: fill(words.componentChanged, { name, before: words.statuses[before], value }),
				);
			});
			return `<li>${updateHtml(update, view, markup)}${changed.length > 0 ? `<p class="q">${changed.join('<br>')}</p>` : ''}</li>`;
		})
		.join('');
}

function report({ postmortem }: NoticeText, view: PageView): string {
	if (!postmortem) return '';
	const { value, language } = postmortem;
	const name = escapeHtml(view.words.report);
	const heading = fill(view.words.pair, { name, value: textIn(language, view, value.title) });
	return `<section aria-labelledby="report"><h2 id="report">${heading}</h2><div class="card">${postmortemHtml(postmortem, view, pageMarkup('h3'))}</div></section>`;
}
