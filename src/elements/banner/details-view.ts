/**
 * Writes a notice into the nodes of the details view. A tick of the clock or an update moves
 * neither the focus nor the scroll position.
 */
import type { Feed, FeedSnapshot } from '../../client/index.ts';
import type { UpdateValue } from '../../model/generated/record-types.ts';
import { type RichText, safeHref } from '../../model/rich-text.ts';
import { isEnded, type Notice, promiseState } from '../../model/views/notices.ts';
import { page } from '../../model/views/page.ts';
import { bodyInLanguage, inLanguage } from '../../model/views/translation.ts';
import { latestOf, timeline, type Update } from '../../model/views/updates.ts';
import { ageText } from '../i18n/connection-text.ts';
import { markLanguage, setOwnLanguage } from '../i18n/language-attributes.ts';
import { message } from '../i18n/messages.ts';
import {
	componentNames,
	correctionText,
	phaseText,
	promiseText,
	setByTeamText,
	updatedText,
	updateTitle,
	windowText,
} from '../i18n/notice-text.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';
import { timeText } from '../i18n/time.ts';
import { announcement } from '../shared/announcement.ts';
import { h, renderOnce, setAttributes, setChildren, setText } from '../shared/dom.ts';
import { toneIcon } from '../shared/icons.ts';
import { renderRichText } from '../shared/rich-text.ts';
import { toneOfNotice } from '../shared/tones.ts';
import { detailsNodes } from './details-nodes.ts';
import { timelineForList } from './earlier-updates.ts';
import { withoutDetails } from './notices-for-visitor.ts';

export interface DetailsView {
	readonly nodes: readonly Node[];
	readonly card: HTMLElement;
	/**
	 * Draws one of all notices; without one, nothing. `notAffected`: the sentence that replaces the
	 * content for a visitor whom the notice does not affect.
	 */
	show(
		notice: Notice | undefined,
		all: readonly Notice[],
		snapshot: FeedSnapshot | null,
		now: number,
		notAffected: string | null,
	): void;
	/** Sets whose earlier updates the timeline shows. */
	setTimeline(feed: Feed, notice: string): void;
	/** Announces a text to screen readers. */
	announce(text: string, isUrgent: boolean): void;
}

/** Points a link out of the page, or hides it if the address is not safe to follow. */
function setLink(link: HTMLAnchorElement, address: string | null | undefined, text: string): void {
	const href = safeHref(address);
	setText(link, href ? text : '');
	if (href) link.href = href;
}

/** @param showNext - Shows the notice that is so many places further on; negative: back. */
export function detailsView(dismiss: () => void, showNext: (by: number) => void): DetailsView {
	const nodes = detailsNodes(dismiss, showNext);
	const { card } = nodes;
	const rich = renderOnce(renderRichText);
	const steps = renderOnce((lines: readonly string[]) =>
		h('ul', {}, ...lines.map((line) => h('li', {}, line))),
	);
	const notAffectedNode = h('p');
	const correctionNode = h('p', { class: 'muted' });
	const earlierUpdate = renderOnce(({ at }: UpdateValue) =>
		h(
			'li',
			{ class: 'stack' },
			h('div', { class: 'meta' }, h('span', { class: 'tone' }), h('time', { datetime: at }), h('span')),
			h('div'),
		),
	);
	let shownId: string | undefined;
	let isScrolled = false;
	card.onscroll = () => {
		isScrolled = true;
	};

	/** Starts a newly shown notice at its top, with its earlier updates closed. */
	function reset(id: string | undefined): void {
		if (shownId === id) return;
		shownId = id;
		nodes.earlier.open = false;
		// Setting the position costs a layout even where nothing changes.
		if (isScrolled) card.scrollTop = 0;
		isScrolled = false;
	}

	/** Sets the texts that do not depend on the notice: a translation can arrive at any time. */
	function setLabels(): void {
		setOwnLanguage(nodes.all);
		setText(nodes.workaroundTitle, message('workaround'));
		setText(nodes.actionsTitle, message('doing'));
		setAttributes(nodes.earlierList, { 'aria-label': message('updates') });
		setAttributes(nodes.previous, { 'aria-label': message('previous') });
		setAttributes(nodes.next, { 'aria-label': message('next') });
	}

	function body(update: UpdateValue, language: string | null): HTMLElement {
		const { value, language: tag } = bodyInLanguage(update, language, preferredLanguages());
		return markLanguage(rich(value), tag);
	}

	function earlierItem(update: Update, language: string | null, now: number): HTMLElement {
		const { value } = update;
		const item = earlierUpdate(value);
		const [meta, content] = item.children as unknown as [HTMLElement, HTMLElement];
		const [phase, time, correction] = meta.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
		setText(phase, updateTitle(value.phase));
		setText(time, timeText(value.at, now));
		setText(correction, correctionText(update, now));
		setChildren(content, body(value, language));
		return item;
	}

	return {
		nodes: nodes.all,
		card,
		show(notice, all, snapshot, now, notAffected) {
			card.hidden = !notice;
			reset(notice?.id);
			if (!notice || !snapshot) return;
			setLabels();
			const translated = inLanguage(notice.value, preferredLanguages());
			const { language } = translated;
			const value = notAffected === null ? translated.value : withoutDetails(translated.value);
			const { state } = snapshot;
			const hasEnded = isEnded(value, now);
			const age = ageText(snapshot, now);
			// Old information is not shown as certain: no green for a notice that had ended when
			// the server was last heard.
			const tone = hasEnded && age ? 'info' : toneOfNotice(value, now);
			if (card.dataset.tone !== tone) {
				card.dataset.tone = tone;
				nodes.mark.replaceChildren(toneIcon(tone));
			}
			setText(nodes.drill, value.drill ? message('drill') : '');
			setText(markLanguage(nodes.title, language), value.title);
			setText(nodes.phase, phaseText(notice, now));
			setText(nodes.updated, updatedText(notice, now));
			setText(nodes.promise, promiseText(notice, now));
			nodes.promise.className = promiseState(value, now).state === 'overdue' ? 'tone' : '';
			setText(nodes.window, windowText(notice, now));
			setText(nodes.age, age);
			const names = (name: 'affected' | 'unaffected', ids: readonly string[]) =>
				hasEnded || !ids.length ? '' : message(name, { names: componentNames(state, ids) });
			const affected = value.affected.map(({ component }) => component);
			setText(nodes.affected, names('affected', affected));
			setText(nodes.unaffected, names('unaffected', value.unaffected));
			setText(nodes.setByTeam, hasEnded ? '' : setByTeamText(state, value, now));

			const updates = notAffected === null ? timeline(state, notice.id) : [];
			const latest = latestOf(updates);
			const earlier = updates.filter((update) => update !== latest);
			setText(notAffectedNode, notAffected ?? '');
			const latestNode = latest ? body(latest.value, value.language) : notAffected && notAffectedNode;
			setText(correctionNode, latest ? correctionText(latest, now) : '');
			setChildren(nodes.latest, ...(latestNode ? [latestNode, correctionNode] : []));
			const text = (words: RichText) => markLanguage(rich(words), language);
			setChildren(
				nodes.workaround,
				...(value.workaround && !hasEnded ? [nodes.workaroundTitle, text(value.workaround)] : []),
			);
			setChildren(
				nodes.actions,
				...(value.actions.length && !hasEnded
					? [nodes.actionsTitle, markLanguage(steps(value.actions), language)]
					: []),
			);
			nodes.earlier.hidden = !earlier.length;
			setText(nodes.earlierTitle, message('earlier', { count: earlier.length }));
			setChildren(nodes.earlierList, ...earlier.map((update) => earlierItem(update, value.language, now)));

			setLink(nodes.readMore, value.moreUrl, message('readMore'));
			setLink(nodes.statusPage, page(state)?.statusUrl, message('statusPage'));
			setText(nodes.dismissButton, value.dismissible || hasEnded ? message('dismiss') : '');
			nodes.dismissButton.ariaLabel = message('dismissNotice', { title: value.title });
			// A pager that has focus stays until the focus has left it.
			nodes.pager.hidden = all.length < 2 && !nodes.pager.matches(':focus-within');
			setText(nodes.position, message('position', { index: all.indexOf(notice) + 1, count: all.length }));
		},
		setTimeline: timelineForList(nodes.earlier, nodes.earlierList),
		announce(text, isUrgent) {
			nodes.politeRegion.replaceChildren(isUrgent ? '' : announcement(text));
			nodes.urgentRegion.replaceChildren(isUrgent ? announcement(text) : '');
		},
	};
}
