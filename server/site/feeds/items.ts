/** The entries of the feeds: one for each notice, with its facts and updates. */
import { plainText } from '../../../src/model/rich-text.ts';
import { directionOf } from '../../../src/model/text-direction.ts';
import { newestAndFirst } from '../../http/newest-and-first.ts';
import { newestNotices } from '../../http/newest-notices.ts';
import { noticeUrl } from '../../http/public-address.ts';
import { type NoticeText, noticeText, validUpdates } from '../notice-text.ts';
import { factsHtml, windowText } from '../parts/facts.ts';
import { headingHtml, type Markup, paragraph } from '../parts/markup.ts';
import { postmortemHtml } from '../parts/postmortem.ts';
import { updateHtml } from '../parts/update.ts';
import type { SiteView } from '../view.ts';
import { fill } from '../words/words.ts';

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
	const [latest] = validUpdates(notice);
	const summary = latest ? plainText(latest.body) : '';
	return {
		id: idOf(notice),
		url: noticeUrl(view, notice.id),
		title: hasPhase ? fill(words.ended, { phase: words.phases[phase], title: value.title }) : value.title,
		language,
		published: value.openedAt,
		updated: notice.changedAt,
		summary: summary || words.phases[phase],
		html: `<div lang="${view.language}" dir="${directionOf(view.language)}">${contentOf(view, notice)}</div>`,
		tags: affected,
	};
}

const markup: Markup = { heading: ['<p><strong>', '</strong></p>'], text: '', quiet: '' };

function contentOf(view: SiteView, notice: NoticeText): string {
	const { words } = view;
	const { postmortem } = notice;
	const planned = windowText(notice, view);
	const report = postmortem && fill(words.pair, { name: words.report, value: postmortem.value.title });
	return [
		planned && paragraph(fill(words.pair, { name: words.phases.scheduled, value: planned })),
		factsHtml(notice, view, markup),
		postmortem && report ? headingHtml(markup, report) + postmortemHtml(postmortem, view, markup) : '',
		...newestAndFirst(validUpdates(notice), mostUpdates).map((update) => updateHtml(update, view, markup)),
	].join('');
}
