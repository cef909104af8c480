/** The first page: the status now, what is open and planned, every component, and the last months. */
import type { PastDays } from '../../../src/model/history/history.ts';
import { componentGroups } from '../../../src/model/views/component-groups.ts';
import { type ComponentView, components, overallStatus } from '../../../src/model/views/components.ts';
import { activeNotices, type Notice, notice, upcomingMaintenance } from '../../../src/model/views/notices.ts';
import { inLanguage } from '../../../src/model/views/translation.ts';
import type { ComponentStatus } from '../../../src/model/vocabulary.ts';
import { escapeHtml } from '../html.ts';
import { noticeText, validUpdates } from '../notice-text.ts';
import { factsHtml, windowText } from '../parts/facts.ts';
import { time } from '../parts/markup.ts';
import { updateHtml } from '../parts/update.ts';
import type { SiteView } from '../view.ts';
import { siteWords } from '../words/site-words.ts';
import { monthText, spanText } from '../words/times.ts';
import { fill } from '../words/words.ts';
import { bars } from './bars.ts';
import { icon } from './icons.ts';
import { layout, nameOf, type PageView } from './layout.ts';
import { pageMarkup, quietLine, titleAttributes } from './page-markup.ts';
import { startHtml } from './start.ts';
import { toneOf } from './tones.ts';

const mostUpcoming = 20;
const mostPast = 100;

export function firstPage(view: PageView, history: PastDays): string {
	const { state, now, words } = view;
	const status = overallStatus(state, now);
	const sentence = words.sentences[status];
	const open = activeNotices(state, now).filter(({ value }) => !value.drill);
	const all = components(state, now);
	const name = nameOf(view);
	const isNew = all.length === 0 && open.length === 0 && history.notices.length === 0;
	return layout(view, {
		path: '',
		isFirst: true,
		title: `${name} · ${sentence}`,
		description: [`${name}: ${sentence}.`, ...open.map(({ value }) => value.title)].join(' ').slice(0, 300),
		content: [
			overall(view, status),
			openNotices(view, open),
			isNew ? startHtml(view) : '',
			upcoming(view),
			componentList(view, all, history),
			past(view, all, history),
		].join('\n'),
	});
}

/** With the script, the element beside it shows the status of every moment instead. */
const overall = (view: PageView, status: ComponentStatus): string =>
	`<div class="over" data-tone="${status}">${icon(status)}<div><p class="big">${escapeHtml(view.words.sentences[status])}</p><p class="q">${asOf(view)}</p></div></div><candor-status></candor-status>`;

const asOf = (view: SiteView): string => {
	const minute = new Date(Math.floor(view.now / 60_000) * 60_000).toISOString();
	return fill(escapeHtml(view.words.asOf), { time: time(minute, view) });
};

const noticeLink = (id: string, title: string, view: PageView, language: string): string =>
	`<a href="${view.root}notices/${escapeHtml(id)}${view.query}"${titleAttributes(language, view)}>${escapeHtml(title)}</a>`;

function openNotices(view: PageView, open: readonly Notice[]): string {
	const { words } = view;
	const cards = open.map((each) => {
		const text = noticeText(view, each);
		const tone = toneOf(text.value.kind, text.value.impact, false);
		const [latest] = validUpdates(text);
		const markup = pageMarkup('h4');
		return `<article class="card" data-tone="${tone}"><div class="head">${icon(tone)}<div><h3>${noticeLink(each.id, text.value.title, view, text.language)}</h3></div></div>${quietLine(windowText(text, view))}${latest ? updateHtml(latest, view, markup) : ''}${factsHtml(text, view, markup)}</article>`;
	});
	const content = cards.length > 0 ? cards.join('') : `<p>${escapeHtml(words.noNotices)}</p>`;
	return `<section aria-labelledby="open"><h2 id="open">${escapeHtml(words.openNotices)}</h2><candor-timeline>${content}</candor-timeline></section>`;
}

function upcoming(view: PageView): string {
	const planned = upcomingMaintenance(view.state, view.now)
		.filter(({ value }) => !value.drill)
		.slice(0, mostUpcoming);
	if (planned.length === 0) return '';
	const items = planned.map((each) => {
		const text = noticeText(view, each);
		return `<li class="line" data-tone="maintenance">${icon('maintenance')}<div>${noticeLink(each.id, text.value.title, view, text.language)}${quietLine(windowText(text, view))}${text.affected.length > 0 ? `<p class="q"><bdi>${escapeHtml(text.affected.join(view.words.comma))}</bdi></p>` : ''}</div></li>`;
	});
	return `<section aria-labelledby="planned"><h2 id="planned">${escapeHtml(view.words.upcoming)}</h2><ul class="up">${items.join('')}</ul></section>`;
}

function componentList(view: PageView, all: readonly ComponentView[], history: PastDays): string {
	if (all.length === 0) return '';
	const { words } = view;
	const days = new Map(history.components.map((each) => [each.id, each]));
	const row = ({ id, value, status }: ComponentView): string => {
		const past = days.get(id);
		return `<li class="c"><div class="r" data-tone="${status}"><span dir="auto">${escapeHtml(value.name)}</span><span class="st">${icon(status)}${escapeHtml(words.statuses[status])}</span></div>${value.description === null ? '' : `<p class="q" dir="auto">${escapeHtml(value.description)}</p>`}${past ? bars(past, history.from, view) : ''}</li>`;
	};
	const groups = componentGroups(all);
	const section = groups.map(({ name, components: members, status }) => {
		const title = name ?? (groups.length > 1 ? words.withoutGroup : null);
		const heading =
			title === null
				? ''
				: `<h3 data-tone="${status}"><span dir="auto">${escapeHtml(title)}</span><span class="st">${escapeHtml(words.statuses[status])}</span></h3>`;
		return `<div class="g">${heading}<ul>${members.map(row).join('')}</ul></div>`;
	});
	return `<section aria-labelledby="parts"><h2 id="parts">${escapeHtml(words.components)}</h2>${section.join('')}<p class="q">${asOf(view)}. ${escapeHtml(words.historyZone)}</p></section>`;
}

function past(view: PageView, all: readonly ComponentView[], history: PastDays): string {
	const { state, language } = view;
	const names = new Map(all.map((each) => [each.id, each.value.name]));
	const own = siteWords[language];
	const months = new Map<string, string[]>();
	for (const { id, endedAt, startedAt, components: ids } of history.notices.slice(0, mostPast)) {
		const found = notice(state, id);
		if (!found || endedAt === null) continue;
		const { value, language: tag } = inLanguage(found.value, view.wanted);
		const tone = toneOf(value.kind, value.impact, false);
		const affected = ids.flatMap((each) => names.get(each) ?? []).join(view.words.comma);
		const span = escapeHtml(spanText(startedAt, endedAt, language));
		const month = monthText(startedAt, language);
		const items = months.get(month) ?? [];
		months.set(month, items);
		items.push(
			`<li class="line" data-tone="${tone}">${icon(tone)}<div>${noticeLink(id, value.title, view, tag)}<p class="q">${escapeHtml(view.words.kinds[value.kind])} · ${span}</p>${affected && `<p class="q"><bdi>${escapeHtml(affected)}</bdi></p>`}</div></li>`,
		);
	}
	const sections = [...months].map(
		([month, items]) => `<h3>${escapeHtml(month)}</h3><ul>${items.join('')}</ul>`,
	);
	const content = sections.length > 0 ? sections.join('') : `<p>${escapeHtml(own.nothingPast)}</p>`;
	return `<section class="past" aria-labelledby="past"><h2 id="past">${escapeHtml(own.past)}</h2>${content}</section>`;
}
