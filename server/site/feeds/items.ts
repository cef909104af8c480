/** The entries of the feeds: one for each notice, with all that it says. */
import { plainText } from '../../../src/model/rich-text.ts';
import { newestNotices } from '../../http/newest-notices.ts';
import { noticeUrl } from '../../http/public-address.ts';
import { escapeHtml, richHtml } from '../html.ts';
import { type NoticeText, noticeText, spokenUpdates } from '../notice-text.ts';
import type { SiteView } from '../view.ts';
import { spanText, timeText } from '../words/times.ts';
import { directionOf, fill } from '../words/words.ts';

const mostItems = 50;
/** Updates of one entry beyond the first one: a feed has an end, however long an incident goes on. */
const mostUpdates = 100;

export interface FeedItem {
	/** A URI that is the same on every host. */
	readonly id: string;
	readonly url: string;
	readonly title: string;
	readonly language: string;
	/** ISO 8601, in UTC. */
	readonly published: string;
	readonly updated: string;
	/** The newest words, as plain text. */
	readonly summary: string;
	readonly html: string;
	/** The names of the affected components. */
	readonly tags: readonly string[];
}

/** The newest first. */
export const feedItems = (view: SiteView): FeedItem[] =>
	newestNotices(view.state, view.now, { component: view.component ?? undefined }, mostItems).map((notice) =>
		itemOf(view, noticeText(view, notice)),
	);

/** A notice is not known by its id alone: another log may have the same one. */
const idOf = ({ id, value: { openedAt } }: NoticeText): string =>
	`urn:candor:${id}:${openedAt.replace(/\D/g, '')}`;

function itemOf(view: SiteView, notice: NoticeText): FeedItem {
	const { words } = view;
	const { value, phase, language, affected, endedAt } = notice;
	const isOver = endedAt !== null;
	const hasPhase = isOver || phase === 'scheduled';
	const latest = spokenUpdates(notice)[0];
	return {
		id: idOf(notice),
		url: noticeUrl(view, notice.id),
		title: hasPhase ? fill(words.ended, { phase: words.phases[phase], title: value.title }) : value.title,
		language,
		published: value.openedAt,
		updated: notice.changedAt,
		summary: latest ? plainText(latest.body) : words.phases[phase],
		html: `<div lang="${escapeHtml(language)}" dir="${directionOf(language)}">${contentOf(view, notice)}</div>`,
		tags: affected,
	};
}

const strong = (text: string): string => `<strong>${escapeHtml(text)}</strong>`;
const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

function contentOf(view: SiteView, notice: NoticeText): string {
	const { words, language } = view;
	const { value, affected, endedAt } = notice;
	const parts: string[] = [];
	if (affected.length > 0) parts.push(paragraph(fill(words.affected, { names: affected.join(words.comma) })));
	if (value.window) {
		const { start, end } = value.window;
		const value_ = spanText(start, end, language);
		parts.push(paragraph(fill(words.pair, { name: words.phases.scheduled, value: value_ })));
	}
	if (endedAt === null) parts.push(...whileOpen(view, notice));
	if (value.dataSafety)
		parts.push(
			`<p>${strong(words.yourData)}: ${escapeHtml(words.safetyTitles[value.dataSafety.state])}</p>`,
			richHtml(value.dataSafety.statement),
		);
	if (notice.postmortem) {
		const { title, body } = notice.postmortem.value;
		parts.push(`<p>${strong(fill(words.pair, { name: words.report, value: title }))}</p>`, richHtml(body));
	}
	const updates = spokenUpdates(notice);
	const shown =
		updates.length > mostUpdates + 1 ? [...updates.slice(0, mostUpdates), ...updates.slice(-1)] : updates;
	for (const { phase, at, body } of shown)
		parts.push(
			`<p>${strong(words.phases[phase])} · <time datetime="${at}">${escapeHtml(timeText(at, language))}</time></p>`,
			richHtml(body),
		);
	return parts.join('');
}

function whileOpen({ words, language }: SiteView, { value }: NoticeText): string[] {
	const { estimate, workaround, promise } = value;
	const parts: string[] = [];
	if (estimate) {
		const [earliest, latest] = [timeText(estimate.earliest, language), timeText(estimate.latest, language)];
		parts.push(
			paragraph(
				earliest === latest
					? fill(words.estimateAt, { time: latest })
					: fill(words.estimate, { earliest, latest }),
			),
		);
	}
	if (promise)
		parts.push(paragraph(fill(words.promised, { time: timeText(promise.nextUpdateBy, language) })));
	if (workaround && workaround.length > 0)
		parts.push(`<p>${strong(words.workaround)}</p>`, richHtml(workaround));
	return parts;
}
