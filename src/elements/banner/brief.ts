/**
 * What the script tag itself brings: the worst notice, in words alone. It is what a visitor sees until the full look has
 * been fetched, and all that there is where that cannot be.
 */
import { safeHref } from '../../model/rich-text.ts';
import { activeNotices, componentName, page, promiseState, timeline } from '../../model/views/notices.ts';
import * as english from '../i18n/english.ts';
import { labelOf } from '../i18n/placeholders.ts';
import { DismissEvent } from '../shared/dismiss-event.ts';
import { h, say } from '../shared/dom.ts';
import { isStale } from '../shared/staleness.ts';
import { briefStyles } from './brief-styles.ts';
import type { Look } from './look.ts';
import { isNews } from './news.ts';

/** "Tue 14:30", in the reader's zone: of "Tue Nov 24 2026 14:30:00 …" (ECMA-262, Date.prototype.toString). */
function clockTime(at: string | number): string {
	const text = `${new Date(at)}`;
	return text.slice(0, 4) + text.slice(16, 21);
}

/** The text with its one gap filled in. */
const fill = (text: string, value: string | number): string => text.replace(/{\w+}/, () => `${value}`);

/** The words of rich text, whatever it is made of: this one is shown before anybody has checked it. */
function wordsIn(body: unknown): string {
	let words = '';
	JSON.stringify(body, (key, value) => {
		if (key === 'text') words += value;
		else if (value === 'paragraph') words += '\n';
		else if (/\d/.test(key) && Array.isArray(value)) words += '\n- ';
		return value;
	});
	return words.trim();
}

/**
 * `isAlone`: there is no full look. Until that is known, a notice that is not for everybody waits for it, which can tell whether it is
 * for this visitor; a drill always does.
 */
export const briefLook = (isAlone = false): Look => ({
	styles: briefStyles,
	present(host, root, source, told) {
		const said = h('div', { class: 'said', role: 'alert' });
		const title = h('h2', { id: 'title', part: 'title' });
		const meta = h('p');
		const affected = h('p');
		const latest = h('p');
		const status = h('a', { target: '_blank', rel: 'noreferrer' }, english.statusPage);
		const dismiss = h('button', {}, english.dismiss);
		const card = h(
			'section',
			{ part: 'card', 'aria-labelledby': 'title', hidden: '' },
			title,
			meta,
			affected,
			latest,
			h('div', {}, status, dismiss),
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
			const phase = labelOf(english.phases, value.phase);
			card.dataset.impact = value.impact;
			say(title, value.title);
			say(
				meta,
				[
					phase,
					fill(english.updated, clockTime(value.updatedAt)),
					at === null ? '' : fill(promise, clockTime(at)),
					heardAt !== null && isStale(snapshot, now) ? fill(english.stale, clockTime(heardAt)) : '',
					more.length ? fill(english.more, more.length) : '',
				]
					.filter(Boolean)
					.join(' · '),
			);
			const names = value.affected.map(({ component }) => componentName(state, component)).join(', ');
			say(affected, names && fill(english.affected, names));
			say(latest, wordsIn(timeline(state, id)[0]?.value.body));
			const href = safeHref(page(state)?.statusUrl);
			dismiss.hidden = value.dismissible === false;
			status.hidden = !href;
			if (href) status.href = href;
			dismiss.onclick = () => {
				if (host.dispatchEvent(new DismissEvent(id))) feed.dismissals.dismiss(notice);
			};
			if (isNews(told, notice, now)) said.textContent = `${value.title}. ${phase}.`;
		};
	},
});
