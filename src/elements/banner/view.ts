/**
 * The banner's nodes. They are made once and only their words change, so that a tick of the clock or an update never
 * takes the focus or the place in the text from a reader.
 */
import type { FeedSnapshot } from '../../client/index.ts';
import type { PageValue } from '../../model/records.ts';
import { safeHref } from '../../model/rich-text.ts';
import { isEnded, type Notice, promiseState, timeline } from '../../model/view.ts';
import { fill, h, say } from '../dom.ts';
import { icon, type Tone, toneOfNotice } from '../icons.ts';
import * as messages from '../messages.ts';
import { richTextMemo } from '../rich-text.ts';
import { namesOf, phaseText, promiseText, staleText, updatedText, windowText } from '../words.ts';
import { updateList } from './updates.ts';

export interface BannerHandlers {
	dismiss(): void;
	turn(by: number): void;
	toggle(): void;
}
export interface BannerContent {
	readonly notice: Notice;
	readonly snapshot: FeedSnapshot;
	readonly now: number;
	readonly index: number;
	readonly all: number;
	/** Whether the earlier updates are open. */
	readonly open: boolean;
	readonly page: PageValue | null;
}
export interface BannerView {
	readonly nodes: readonly Node[];
	show(content: BannerContent): void;
	hide(): void;
	/** Tells a screen reader. */
	say(text: string, urgent: boolean): void;
}

export function bannerView(handlers: BannerHandlers): BannerView {
	const rich = richTextMemo();
	const polite = h('div', { class: 'said', role: 'status' });
	const urgentRegion = h('div', { class: 'said', role: 'alert' });

	const mark = h('div', { class: 'mark' });
	const title = h('h2', { id: 'title', part: 'title' });
	const phase = h('span', { class: 'tone' });
	const updated = h('span');
	const promise = h('span');
	const when = h('span');
	const stale = h('span');
	const affected = h('p');
	const unaffected = h('p', { class: 'muted' });
	const latest = h('div');
	const workaround = h('div', { class: 'stack' });
	const workaroundTitle = h('h3', {}, messages.workaround);
	const history = h('div', { id: 'updates' });
	const updates = updateList(rich);
	history.append(updates.node);

	const toggle = h('button', { type: 'button', 'aria-controls': 'updates' });
	const status = h(
		'a',
		{ class: 'button', rel: 'noopener noreferrer', target: '_blank' },
		messages.statusPage,
	);
	const previous = h('button', { type: 'button', class: 'bare', 'aria-label': messages.previous }, '‹');
	const next = h('button', { type: 'button', class: 'bare', 'aria-label': messages.next }, '›');
	const position = h('span', { class: 'muted' });
	const pager = h('div', { class: 'pager', role: 'group' }, previous, position, next);
	const dismiss = h('button', { type: 'button' }, messages.dismiss);
	const actions = h('div', { class: 'actions', part: 'actions' }, toggle, status, pager, dismiss);

	const card = h(
		'section',
		{ class: 'card', part: 'card', 'aria-labelledby': 'title' },
		mark,
		h(
			'div',
			{ class: 'stack' },
			title,
			h('div', { class: 'meta' }, phase, updated, promise, when, stale),
			affected,
			unaffected,
			latest,
			workaround,
			history,
			actions,
		),
	);
	card.hidden = true;

	toggle.addEventListener('click', () => handlers.toggle());
	dismiss.addEventListener('click', () => handlers.dismiss());
	previous.addEventListener('click', () => handlers.turn(-1));
	next.addEventListener('click', () => handlers.turn(1));
	pager.addEventListener('keydown', ({ key }) => {
		const forward = getComputedStyle(pager).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
		if (key === 'ArrowLeft' || key === 'ArrowRight') handlers.turn(key === forward ? 1 : -1);
	});

	let tone: Tone | null = null;
	let shown: string | null = null;

	function show({ notice, snapshot, now, index, all, open, page }: BannerContent): void {
		const { id, value } = notice;
		const { state } = snapshot;
		const ended = isEnded(value, now);
		const newTone = toneOfNotice(value, ended);
		if (tone !== newTone) {
			tone = newTone;
			card.dataset.tone = tone;
			fill(mark, icon(tone));
		}
		say(title, value.title);
		say(
			phase,
			value.kind === 'incident' || value.kind === 'maintenance'
				? phaseText(notice, now)
				: messages.kind(value.kind),
		);
		say(updated, updatedText(notice, now));
		say(promise, promiseText(notice, now));
		promise.classList.toggle('late', promiseState(value, now).state === 'overdue');
		say(when, windowText(notice, now));
		say(stale, staleText(snapshot, now));
		const names = namesOf(
			state,
			value.affected.map(({ component }) => component),
			now,
		);
		const spared = namesOf(state, value.unaffected, now);
		say(affected, names && !ended ? `${messages.affected}: ${names}` : '');
		say(unaffected, spared && !ended ? `${messages.unaffected}: ${spared}` : '');

		const [first, ...earlier] = timeline(state, id);
		fill(latest, ...(first ? [rich(first.value.body)] : []));
		latest.hidden = !first;
		workaround.hidden = !value.workaround || ended;
		fill(workaround, workaroundTitle, ...(value.workaround ? [rich(value.workaround)] : []));

		toggle.hidden = earlier.length === 0;
		toggle.setAttribute('aria-expanded', String(open));
		say(toggle, earlier.length === 0 ? '' : open ? messages.fewer : messages.earlier(earlier.length));
		history.hidden = !open || earlier.length === 0;
		updates.show(history.hidden ? [] : earlier, now);

		const href = safeHref(page?.statusUrl);
		status.hidden = href === null;
		if (href !== null && status.href !== href) status.href = href;
		pager.hidden = all < 2;
		say(position, messages.position(index + 1, all));
		dismiss.setAttribute('aria-label', messages.dismissLabel(value.title));

		if (shown !== id) card.scrollTop = 0;
		shown = id;
		card.hidden = false;
	}

	return {
		nodes: [polite, urgentRegion, card],
		show,
		hide() {
			card.hidden = true;
			shown = null;
		},
		say(text, urgent) {
			(urgent ? urgentRegion : polite).textContent = text;
			(urgent ? polite : urgentRegion).textContent = '';
		},
	};
}
