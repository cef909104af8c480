/**
 * What the script tag itself brings: the worst notice, in words alone. It is what a visitor sees until the full look has
 * been fetched, and all that there is where that cannot be.
 */
import { safeHref } from '../../model/rich-text.ts';
import { activeNotices, componentName, page, promiseState, timeline } from '../../model/view.ts';
import { h, say } from '../dom.ts';
import * as english from '../english.ts';
import { DismissEvent } from '../events.ts';
import { phrase, wordOf } from '../phrase.ts';
import { isStale } from '../staleness.ts';
import { briefStyles } from './brief-styles.ts';
import type { Look } from './look.ts';
import { isNews } from './news.ts';

/** "14:30", or "Tue 14:30" on another day, as the reader has it. */
const clockTime = (at: string | number, now: number): string => {
	const date = new Date(at);
	const weekday = date.toDateString() === new Date(now).toDateString() ? undefined : 'short';
	return date.toLocaleTimeString([], { weekday, hour: 'numeric', minute: '2-digit' });
};

/** The words of rich text, whatever it is made of: this one is shown before anybody has checked it. */
const wordsIn = (node: unknown): string => {
	if (Array.isArray(node)) return node.map(wordsIn).join('');
	const { type, text, children, items }: Record<string, unknown> = Object(node);
	if (typeof text === 'string') return text;
	if (Array.isArray(items)) return items.map((item) => `- ${wordsIn(item)}\n`).join('');
	return (children ? wordsIn(children) : '') + (type === 'paragraph' ? '\n' : '');
};

/**
 * `isAlone`: there is no full look. Until that is known, a notice that is not for everybody waits for it, which can tell whether it is
 * for this visitor; a drill always does.
 */
export const briefLook = (isAlone: boolean): Look => ({
	styles: briefStyles,
	present(host, root, source, told) {
		const said = h('div', { class: 'said', role: 'alert' });
		const title = h('h2', { id: 'title', part: 'title' });
		const meta = h('p');
		const affected = h('p');
		const latest = h('p');
		const status = h('a', { target: '_blank', rel: 'noopener noreferrer' }, english.statusPage);
		const dismiss = h('button', {}, english.dismiss);
		const card = h(
			'section',
			{ part: 'card', 'aria-labelledby': 'title', hidden: '' },
			title,
			meta,
			affected,
			latest,
			h('div', { part: 'actions' }, status, dismiss),
		);
		root.append(said, card);

		return () => {
			source.hostUpdate();
			const { feed } = source;
			const snapshot = feed?.snapshot();
			const now = feed?.clock.now() ?? 0;
			const [notice, ...more] = snapshot
				? activeNotices(snapshot.state, now).filter(
						(each) =>
							!each.value.drill && (isAlone || !each.value.audience) && !feed?.dismissals.isDismissed(each),
					)
				: [];
			card.hidden = !notice;
			if (!notice || !feed || !snapshot) return;
			const { id, value } = notice;
			const { state, heardAt } = snapshot;
			const { state: standing, at } = promiseState(value, now);
			const promise = standing === 'overdue' ? english.late : english.promised;
			const phase = wordOf(english.phases, value.phase);
			card.dataset.impact = value.impact;
			say(title, value.title);
			say(
				meta,
				[
					phase,
					phrase(english.updated, { ago: clockTime(value.updatedAt, now) }),
					at === null ? '' : phrase(promise, { time: clockTime(at, now) }),
					heardAt !== null && isStale(snapshot, now)
						? phrase(english.stale, { ago: clockTime(heardAt, now) })
						: '',
					more.length ? phrase(english.more, { count: more.length }) : '',
				]
					.filter(Boolean)
					.join(' · '),
			);
			const names = value.affected.map(({ component }) => componentName(state, component)).join(', ');
			say(affected, names && phrase(english.affected, { names }));
			say(latest, wordsIn(timeline(state, id)[0]?.value.body).trim());
			const href = safeHref(page(state)?.statusUrl);
			dismiss.hidden = value.dismissible === false;
			status.hidden = !href;
			if (href) status.href = href;
			dismiss.onclick = () => {
				if (host.dispatchEvent(new DismissEvent(id))) feed.dismissals.dismiss(notice);
			};
			if (isNews(told, notice, now)) said.textContent = phrase(english.said, { title: value.title, phase });
		};
	},
});
