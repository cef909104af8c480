/**
 * The renderer of candor.js: the worst notice as plain paragraphs, in English. The banner shows it
 * until the second file has been loaded, and for as long as that cannot be loaded.
 */
import { safeHref } from '../../model/rich-text.ts';
import { componentName } from '../../model/views/components.ts';
import { activeNotices, effectivePhase, promiseState } from '../../model/views/notices.ts';
import { page } from '../../model/views/page.ts';
import { latestOf, timeline } from '../../model/views/updates.ts';
import * as english from '../i18n/english.ts';
import { labelOf } from '../i18n/placeholders.ts';
import { markAnnounced } from '../shared/announced-notices.ts';
import { DismissEvent } from '../shared/dismiss-event.ts';
import { h, setText } from '../shared/dom.ts';
import { isStale } from '../shared/staleness.ts';
import { plainStyles } from './plain-styles.ts';
import type { BannerRenderer } from './renderer.ts';

/**
 * "Tue 14:30" in the visitor's zone, cut from "Tue Nov 24 2026 14:30:00 …" (ECMA-262,
 * Date.prototype.toString).
 */
function clockTime(at: string | number): string {
	const text = `${new Date(at)}`;
	return text.slice(0, 4) + text.slice(16, 21);
}

/** Replaces the only placeholder of a text. */
const fill = (text: string, value: string | number): string => text.replace(/{\w+}/, () => `${value}`);

/**
 * The plain text of rich text. The value comes from the wire unchecked, so any shape must be
 * survived.
 */
function plainText(body: unknown): string {
	let text = '';
	JSON.stringify(body, (key, value) => {
		if (key === 'text') text += value;
		else if (value === 'paragraph') text += '\n';
		else if (/\d/.test(key) && Array.isArray(value)) text += '\n- ';
		return value;
	});
	return text.trim();
}

/**
 * @param includesLimited - Whether to show notices for a part of the visitors. Only the details
 *   renderer can tell whether such a notice is for this visitor, so they wait for it until it is
 *   known that it cannot be loaded. Drills are never shown.
 */
export const plainRenderer = (includesLimited = false): BannerRenderer => ({
	styles: plainStyles,
	attach({ host, root, source, announced }) {
		const alert = h('div', { class: 'live-region', role: 'alert' });
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
		root.append(alert, card);

		return () => {
			const { feed } = source;
			const snapshot = feed?.snapshot();
			const now = feed?.clock.now() ?? 0;
			const [notice, ...others] = snapshot
				? activeNotices(snapshot.state, now).filter(
						(each) =>
							!each.value.drill &&
							(includesLimited || !each.value.audience) &&
							!feed?.dismissals.isDismissed(each),
					)
				: [];
			card.hidden = !notice;
			if (!notice || !feed || !snapshot) return;
			const { id, value } = notice;
			const { state, heardAt } = snapshot;
			const promise = promiseState(value, now);
			const phase = labelOf(english.phases, effectivePhase(value, now));
			card.dataset.impact = value.impact;
			setText(title, value.title);
			const facts = [phase, fill(english.updated, clockTime(value.updatedAt))];
			if (promise.at !== null)
				facts.push(
					fill(promise.state === 'overdue' ? english.late : english.promised, clockTime(promise.at)),
				);
			if (heardAt !== null && isStale(snapshot, now)) facts.push(fill(english.stale, clockTime(heardAt)));
			if (others.length) facts.push(fill(english.more, others.length));
			setText(meta, facts.join(' · '));
			const names = value.affected.map(({ component }) => componentName(state, component)).join(', ');
			setText(affected, names && fill(english.affected, names));
			const update = latestOf(timeline(state, id))?.value;
			const words = plainText(update?.body);
			const edited = update?.editedAt ? ` (${fill(english.edited, clockTime(update.editedAt))})` : '';
			setText(latest, words && words + edited);
			const href = safeHref(page(state)?.statusUrl);
			dismiss.hidden = value.dismissible === false;
			status.hidden = !href;
			if (href) status.href = href;
			dismiss.onclick = () => {
				if (host.dispatchEvent(new DismissEvent(id))) feed.dismissals.dismiss(notice);
			};
			if (markAnnounced(announced, notice, now)) alert.textContent = `${value.title}. ${phase}.`;
		};
	},
});
