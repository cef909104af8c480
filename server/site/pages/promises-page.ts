/** The page of what post-mortems promised: what is still to do, and what is done. */
import { type PromisedAction, promisedActions } from '../../../src/model/views/promised-actions.ts';
import { inLanguage } from '../../../src/model/views/translation.ts';
import { escapeHtml } from '../html.ts';
import { textIn } from '../parts/markup.ts';
import { progressText, promisedText } from '../parts/promised-action.ts';
import { promiseWords } from '../words/promise-words.ts';
import { fill } from '../words/words.ts';
import { icon, type Tone } from './icons.ts';
import { layout, nameOf, type PageView } from './layout.ts';
import { quietLine } from './page-markup.ts';

/** What is done beyond so many is left out. */
const mostDone = 200;

export function promisesPage(view: PageView): string {
	const { words, language, state, now } = view;
	const own = promiseWords[language];
	const all = promisedActions(state, view.actionHistory, now);
	const lists = [
		section(
			view,
			'open',
			own.open,
			all.filter(({ doneAt }) => doneAt === null),
		),
		section(view, 'done', own.done, all.filter(({ doneAt }) => doneAt !== null).slice(0, mostDone)),
	].join('');
	return layout(view, {
		path: 'promises',
		title: `${words.promisedActions} · ${nameOf(view)}`,
		description: own.intro,
		content: `<h1>${escapeHtml(words.promisedActions)}</h1><p>${escapeHtml(own.intro)}</p>${lists || `<p>${escapeHtml(own.nothing)}</p>`}`,
	});
}

function section(view: PageView, id: string, title: string, actions: readonly PromisedAction[]): string {
	if (actions.length === 0) return '';
	const items = actions.map((action) => item(action, view)).join('');
	return `<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2><ul class="up">${items}</ul></section>`;
}

const toneOf = ({ doneAt, isOverdue }: PromisedAction): Tone =>
	doneAt !== null ? 'operational' : isOverdue ? 'degraded' : 'info';

function item(action: PromisedAction, view: PageView): string {
	const { notice, title, language } = action;
	const tone = toneOf(action);
	const about = inLanguage(notice.value, view.wanted);
	const link = `<a href="${view.root}notices/${escapeHtml(notice.id)}${view.query}">${textIn(about.language, view, about.value.title)}</a>`;
	const after = fill(escapeHtml(promiseWords[view.language].after), { title: link });
	return `<li class="line" data-tone="${tone}">${icon(tone)}<div><p><strong>${textIn(language, view, title)}</strong></p><p class="q st">${escapeHtml(progressText(action, view))}</p>${quietLine(promisedText(action, view))}<p class="q">${after}</p></div></li>`;
}
