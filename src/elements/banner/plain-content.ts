/**
 * The content of candor.js: plain English. A banner shows it until the second file has been loaded,
 * and for as long as that cannot be loaded.
 */
import { kindLabels, phaseLabels } from '../../model/labels.ts';
import type { State } from '../../model/state/state.ts';
import { componentName } from '../../model/views/components.ts';
import { activeNotices, effectivePhase, isEstimateLate, isWindowLate } from '../../model/views/notices.ts';
import * as english from '../i18n/english.ts';
import { fillPlaceholders, labelOf } from '../i18n/placeholders.ts';
import { h } from '../shared/dom.ts';
import { isStale } from '../shared/staleness.ts';
import type { BannerContent } from './content.ts';
import { bannerStyles } from './styles.ts';
import { noticeView } from './view.ts';
import type { BannerWords } from './words.ts';

const texts = {
	affected: english.affected,
	details: english.details,
	dismissNotice: english.dismissNotice,
	doing: english.doing,
	ended: english.ended,
	late: english.late,
	latest: english.latest,
	others: english.others,
	promised: english.promised,
	unaffected: english.unaffected,
	updated: english.updated,
	workaround: english.workaround,
	yourData: english.yourData,
};
const labels = { ...phaseLabels, ...kindLabels };

/**
 * "Tue 14:30" in the visitor's zone, cut from "Tue Nov 24 2026 14:30:00 …" (ECMA-262,
 * Date.prototype.toString).
 */
function time(at: string | number): string {
	const text = `${new Date(at)}`;
	return text.slice(0, 4) + text.slice(16, 21);
}

/** The plain text of rich text, whatever its shape. */
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

const message: BannerWords['message'] = (name, values = {}) => fillPlaceholders(texts[name], values);
const namesIn = (state: State, ids: readonly string[]): string =>
	ids.map((id) => componentName(state, id)).join(', ');

const words: BannerWords = {
	message,
	phase: ({ value }, now) => labelOf(labels, effectivePhase(value, now)),
	// The label of `major-impact` follows from the word itself: “Major impact”.
	severity: ({ impact, kind }) => labelOf(labels, impact === 'none' ? kind : `${impact}-impact`),
	time,
	age: (snapshot, now) =>
		snapshot.heardAt !== null && isStale(snapshot, now)
			? fillPlaceholders(english.stale, { ago: time(snapshot.heardAt) })
			: '',
	end({ value }, now) {
		const { window, estimate } = value;
		if (isWindowLate(value, now)) return english.windowLate;
		if (window) return fillPlaceholders(english.span, { start: time(window.start), end: time(window.end) });
		if (isEstimateLate(value, now)) return english.estimateLate;
		return estimate
			? fillPlaceholders(english.estimate, {
					earliest: time(estimate.earliest),
					latest: time(estimate.latest),
				})
			: '';
	},
	components: (state, { affected, unaffected }) => [
		affected.length
			? message('affected', {
					names: namesIn(
						state,
						affected.map(({ component }) => component),
					),
				})
			: '',
		unaffected.length ? message('unaffected', { names: namesIn(state, unaffected) }) : '',
	],
	dataSafety: ({ dataSafety }) => dataSafety?.statement ?? [],
	updateTitle: ({ phase }) => labelOf(labels, phase ?? 'update'),
	body: ({ body }) => body,
	correction: () => '',
};

/**
 * @param includesLimited - Whether to show notices for a part of the visitors. Only the second file
 *   can tell whether such a notice is for this visitor, so they wait for it until it is known that
 *   it cannot be loaded. Drills are never shown.
 */
export const plainContent = (includesLimited = false): BannerContent => ({
	styles: bannerStyles,
	text: message,
	views({ snapshot, clock, dismissals }) {
		const now = clock.now();
		const current = snapshot();
		return activeNotices(current.state, now)
			.filter(
				(notice) =>
					!notice.value.drill &&
					(includesLimited || !notice.value.audience) &&
					!dismissals.isDismissed(notice),
			)
			.map((notice) => noticeView(notice, current, now, words));
	},
	drawDetails(container, views) {
		container.replaceChildren(
			...views.flatMap(({ title, parts, earlier }, index) => [
				...(index ? [h('h3', {}, title)] : []),
				...[...parts, ...earlier].flatMap(({ label, content }) => [
					label && h('h3', {}, label),
					h('p', {}, plainText(content)),
				]),
			]),
		);
	},
});
