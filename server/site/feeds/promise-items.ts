/** The entries of the feed about promises: one for each action, which changes when it is done. */
import { createHash } from 'node:crypto';
import { plainTitle } from '../../../src/model/plain-title.ts';
import type { Notice } from '../../../src/model/views/notices.ts';
import { type PromisedAction, promisedActions } from '../../../src/model/views/promised-actions.ts';
import { inLanguage } from '../../../src/model/views/translation.ts';
import { noticeUrl } from '../../http/public-address.ts';
import { escapeHtml } from '../html.ts';
import { paragraph } from '../parts/markup.ts';
import { progressText, promisedText } from '../parts/promised-action.ts';
import type { ServedView, SiteView } from '../view.ts';
import { promiseWords } from '../words/promise-words.ts';
import { fill } from '../words/words.ts';
import type { FeedItem } from './items.ts';

const mostItems = 50;

/** Those that changed last come first. */
export const promiseItems = (view: ServedView): FeedItem[] =>
	promisedActions(view.state, view.actionHistory, view.now)
		.filter(({ notice }) => isAbout(notice, view.component))
		.map((action) => itemOf(action, view))
		.sort((a, b) => Date.parse(b.updated) - Date.parse(a.updated))
		.slice(0, mostItems);

/** `component`: `null` is all of them. */
const isAbout = ({ value }: Notice, component: string | null): boolean =>
	component === null || value.affected.some((each) => each.component === component);

/** Actions have no ids: the title stands for one, in a form that fits into a URI. */
const idOf = ({ notice, title }: PromisedAction): string =>
	`urn:candor:promise:${notice.id}:${createHash('sha256').update(plainTitle(title)).digest('hex').slice(0, 16)}`;

/** When it was done, when it became overdue, or when it was promised. */
const changedAt = ({ doneAt, isOverdue, dueBy, promisedAt }: PromisedAction): string =>
	doneAt ?? (isOverdue ? dueBy : null) ?? promisedAt;

function itemOf(action: PromisedAction, view: SiteView): FeedItem {
	const { notice, title, language, promisedAt } = action;
	const about = inLanguage(notice.value, view.wanted).value.title;
	const after = fill(promiseWords[view.language].after, { title: about });
	const progress = progressText(action, view);
	return {
		id: idOf(action),
		url: noticeUrl(view, notice.id),
		title: fill(view.words.pair, { name: progress, value: title }),
		language,
		published: promisedAt,
		updated: changedAt(action),
		summary: progress,
		html: `<p><strong>${escapeHtml(title)}</strong></p>${[progress, promisedText(action, view), after].map((text) => paragraph(text)).join('')}`,
		tags: [],
	};
}
