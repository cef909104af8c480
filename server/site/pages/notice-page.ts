/** The page of one notice: what it was, all its updates, and its post-mortem. */

import type { PostmortemValue } from '../../../src/model/records/postmortem.ts';
import { plainText } from '../../../src/model/rich-text.ts';
import { componentChanges } from '../../../src/model/views/component-changes.ts';
import { componentName } from '../../../src/model/views/components.ts';
import { type Notice, notice } from '../../../src/model/views/notices.ts';
import { timeline } from '../../../src/model/views/updates.ts';
import { escapeHtml, richHtml } from '../html.ts';
import { noticeText, spokenUpdates } from '../notice-text.ts';
import { siteWords } from '../words/site-words.ts';
import { dayText, spanText } from '../words/times.ts';
import { fill } from '../words/words.ts';
import { icon } from './icons.ts';
import { layout, nameOf, type PageView } from './layout.ts';
import { factsHtml, inLanguageOf, time, toneOf, updateHtml, windowHtml } from './notice-parts.ts';

/** Updates that a page shows beyond the first one. */
const mostUpdates = 200;

/** `null`: there is no such notice, or it is a drill. */
export function noticePage(view: PageView, id: string): string | null {
	const found = notice(view.state, id);
	return found && !found.value.drill ? pageOf(view, found) : null;
}

export function missingNoticePage(view: PageView): string {
	const { notFound, notFoundText } = siteWords[view.language];
	return layout(view, {
		path: '',
		title: `${notFound} · ${nameOf(view)}`,
		description: notFoundText,
		content: `<h1>${escapeHtml(notFound)}</h1><p>${escapeHtml(notFoundText)}</p>`,
	});
}

function pageOf(view: PageView, found: Notice): string {
	const { words } = view;
	const text = noticeText(view, found);
	const { value, phase, endedAt, language, postmortem } = text;
	const tone = toneOf(value.kind, value.impact, endedAt !== null);
	const kind = [
		words.kinds[value.kind],
		...(value.kind === 'incident' ? [words.impacts[value.impact]] : []),
	].join(' · ');
	const [latest] = spokenUpdates(text);
	const span = value.window
		? windowHtml(text, view)
		: `<p class="q">${
				endedAt === null
					? time(value.openedAt, view)
					: escapeHtml(spanText(value.openedAt, endedAt, view.language))
			}</p>`;
	const facts = factsHtml(text, view, 'h2');
	return layout(view, {
		path: `notices/${found.id}`,
		title: `${fill(words.ended, { phase: words.phases[phase], title: value.title })} · ${nameOf(view)}`,
		description: `${value.title}. ${latest ? plainText(latest.body) : ''}`.trim().slice(0, 300),
		content: [
			`<div class="over" data-tone="${tone}">${icon(tone)}<div><h1${language === view.language ? '' : ` lang="${escapeHtml(language)}"`} dir="auto">${escapeHtml(value.title)}</h1><p class="st">${escapeHtml(words.phases[phase])}</p><p class="q">${escapeHtml(kind)}</p>${span}</div></div>`,
			facts && `<div class="card">${facts}</div>`,
			postmortem ? postmortemHtml(postmortem, view) : '',
			`<section aria-labelledby="updates"><h2 id="updates">${escapeHtml(words.updates)}</h2><ol class="up">${updates(view, found)}</ol></section>`,
		].join('\n'),
	});
}

function updates(view: PageView, found: Notice): string {
	const { words, state } = view;
	const changes = componentChanges(timeline(state, found.id));
	const all = noticeText(view, found).updates;
	const shown = all.length > mostUpdates + 1 ? [...all.slice(0, mostUpdates), ...all.slice(-1)] : all;
	return shown
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
			return `<li>${updateHtml(update, view)}${changed.length > 0 ? `<p class="q">${changed.join('<br>')}</p>` : ''}</li>`;
		})
		.join('');
}

function postmortemHtml(
	{ value, language }: { readonly value: PostmortemValue; readonly language: string },
	view: PageView,
): string {
	const { words } = view;
	const actions = value.actions.map(({ title, state, dueBy }) => {
		const due =
			dueBy === null || state === 'done'
				? ''
				: `, ${fill(words.dueBy, { day: dayText(dueBy, view.language) })}`;
		return `<li>${escapeHtml(title)} <span class="q">(${escapeHtml(words.actionStates[state] + due)})</span></li>`;
	});
	const promised =
		actions.length > 0 ? `<h3>${escapeHtml(words.promisedActions)}</h3><ul>${actions.join('')}</ul>` : '';
	return `<section aria-labelledby="report"><h2 id="report">${escapeHtml(fill(words.pair, { name: words.report, value: value.title }))}</h2>${inLanguageOf(language, view, richHtml(value.body) + promised, 'card t')}</section>`;
}
