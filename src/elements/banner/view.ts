/**
 * The banner's nodes. They are made once and only their words change, so that a tick of the clock or an update never
 * takes the focus or the place in the text from a reader.
 */
import type { Feed, FeedSnapshot } from '../../client/index.ts';
import type { UpdateValue } from '../../model/records/records.ts';
import { type RichText, safeHref } from '../../model/rich-text.ts';
import { isEnded, type Notice, page, promiseState, timeline } from '../../model/views/notices.ts';
import { bodyInLanguage, inLanguage } from '../../model/views/translation.ts';
import { ageText } from '../i18n/connection-text.ts';
import { markLanguage, setOwnLanguage } from '../i18n/language-attributes.ts';
import { label, message } from '../i18n/messages.ts';
import { componentNames, phaseText, promiseText, updatedText, windowText } from '../i18n/notice-text.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';
import { timeText } from '../i18n/time.ts';
import { drawOnce, dress, fill, h, say } from '../shared/dom.ts';
import { toneIcon } from '../shared/icons.ts';
import { renderRichText } from '../shared/rich-text.ts';
import { toneOfNotice } from '../shared/tones.ts';
import { inFull } from './in-full.ts';
import { quiet } from './meant.ts';

export interface BannerView {
	readonly nodes: readonly Node[];
	readonly card: HTMLElement;
	/** Draws one notice of all that there are; without one, nothing. `instead`: what is said to whom it does not concern. */
	show(
		notice: Notice | undefined,
		all: readonly Notice[],
		snapshot: FeedSnapshot | null,
		now: number,
		instead: string | null,
	): void;
	/** Where the notice's earlier updates come from, once they are shown in full. */
	follow(feed: Feed, notice: string): void;
	/** Tells a screen reader. */
	say(text: string, urgent: boolean): void;
}

// A button in a shadow root belongs to no form, so that it needs no type to submit none.
const button = (label: string, action: () => void): HTMLElement => {
	const element = h('button', {}, label);
	element.onclick = action;
	return element;
};

/** A link out of the page; hidden where there is no address that a reader should follow. */
function lead(link: HTMLAnchorElement, address: string | null | undefined, text: string): void {
	const href = safeHref(address);
	say(link, href ? text : '');
	if (href) link.href = href;
}

/** `turn` is given by how many notices to go on. */
export function bannerView(dismiss: () => void, turn: (by: number) => void): BannerView {
	const polite = h('div', { class: 'said', role: 'status' });
	const urgentRegion = h('div', { class: 'said', role: 'alert' });

	const sign = h('div', { class: 'mark' });
	const title = h('h2', { id: 'title', part: 'title' });
	const phase = h('span', { class: 'tone' });
	const updated = h('span');
	const promise = h('span');
	const when = h('span');
	const heard = h('span');
	const drill = h('p', { class: 'drill', part: 'drill' });
	const affected = h('p');
	const unaffected = h('p', { class: 'muted' });
	const latest = h('div');
	const workaround = h('div', { class: 'stack' });
	const workaroundTitle = h('h3');
	const doing = h('div', { class: 'stack' });
	const doingTitle = h('h3');
	const summary = h('summary');
	const updates = h('ol', { class: 'stack updates' });
	const history = h('details', {}, summary, updates);

	const link = { class: 'button', rel: 'noopener noreferrer', target: '_blank' };
	const more = h('a', link);
	const status = h('a', link);
	const position = h('span', { class: 'muted' });
	const previous = button('‹', () => turn(-1));
	const next = button('›', () => turn(1));
	const pager = h('div', { class: 'pager', role: 'group' }, previous, position, next);
	const away = button('', dismiss);

	const card = h(
		'section',
		{ class: 'card new', part: 'card', 'aria-labelledby': 'title', hidden: '' },
		sign,
		h(
			'div',
			{ class: 'stack' },
			drill,
			title,
			h('div', { class: 'meta' }, phase, updated, promise, when, heard),
			affected,
			unaffected,
			latest,
			workaround,
			doing,
			history,
			h('div', { class: 'actions', part: 'actions' }, more, status, pager, away),
		),
	);
	pager.onkeydown = ({ key }) => {
		const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
		// Not by `:dir()`: in WebKit it follows the page, also where the words of the banner run the other way.
		turn(getComputedStyle(pager).direction === 'rtl' ? -step : step);
	};

	const rich = drawOnce(renderRichText);
	const steps = drawOnce((lines: readonly string[]) =>
		h('ul', {}, ...lines.map((line) => h('li', {}, line))),
	);
	const item = drawOnce(({ at }: UpdateValue) =>
		h(
			'li',
			{ class: 'stack' },
			h('div', { class: 'meta' }, h('span', { class: 'tone' }), h('time', { datetime: at })),
			h('div'),
		),
	);
	const sentence = h('p');
	const spare = (text: string): HTMLElement => {
		say(sentence, text);
		return sentence;
	};
	let shown: string | undefined;
	let isScrolled = false;
	card.onscroll = () => {
		isScrolled = true;
	};

	/** The words that do not depend on the notice: those of another language may come at any time. */
	function setStaticTexts(): void {
		setOwnLanguage(nodes);
		say(workaroundTitle, message('workaround'));
		say(doingTitle, message('doing'));
		dress(updates, { 'aria-label': message('updates') });
		dress(previous, { 'aria-label': message('previous') });
		dress(next, { 'aria-label': message('next') });
	}

	const nodes = [polite, urgentRegion, card];
	return {
		nodes,
		card,
		show(notice, all, snapshot, now, instead) {
			card.hidden = !notice;
			if (shown !== notice?.id) {
				shown = notice?.id;
				history.open = false;
				// To where it is already costs a layout as well.
				if (isScrolled) card.scrollTop = 0;
				isScrolled = false;
			}
			if (!notice || !snapshot) return;
			setStaticTexts();
			const { id } = notice;
			const words = inLanguage(notice.value, preferredLanguages());
			const { language } = words;
			const value = instead === null ? words.value : quiet(words.value);
			const { state } = snapshot;
			const ended = isEnded(value, now);
			const age = ageText(snapshot, now);
			// What was over when it was last heard of is not drawn as sure.
			const tone = ended && age ? 'info' : toneOfNotice(value, now);
			if (card.dataset.tone !== tone) {
				card.dataset.tone = tone;
				sign.replaceChildren(toneIcon(tone));
			}
			say(drill, value.drill ? message('drill') : '');
			say(markLanguage(title, language), value.title);
			say(phase, phaseText(notice, now));
			say(updated, updatedText(notice, now));
			say(promise, promiseText(notice, now));
			promise.className = promiseState(value, now).state === 'overdue' ? 'tone' : '';
			say(when, windowText(notice, now));
			say(heard, age);
			const names = (name: 'affected' | 'unaffected', ids: readonly string[]) =>
				ended || !ids.length ? '' : message(name, { names: componentNames(state, ids) });
			say(
				affected,
				names(
					'affected',
					value.affected.map(({ component }) => component),
				),
			);
			say(unaffected, names('unaffected', value.unaffected));

			const [first, ...earlier] = instead === null ? timeline(state, id) : [];
			/** An operator's words of a language. */
			const text = (words: RichText, tag: string) => markLanguage(rich(words), tag);
			const body = (update: UpdateValue) => {
				const words = bodyInLanguage(update, value.language, preferredLanguages());
				return text(words.value, words.language);
			};
			fill(latest, ...(first ? [body(first.value)] : instead ? [spare(instead)] : []));
			fill(
				workaround,
				...(value.workaround && !ended ? [workaroundTitle, text(value.workaround, language)] : []),
			);
			fill(
				doing,
				...(value.actions.length && !ended ? [doingTitle, markLanguage(steps(value.actions), language)] : []),
			);
			history.hidden = !earlier.length;
			say(summary, message('earlier', { count: earlier.length }));
			fill(
				updates,
				...earlier.map((update) => {
					const node = item(update.value);
					const { at, phase } = update.value;
					const [meta, words] = node.children as unknown as [HTMLElement, HTMLElement];
					const [tone, time] = meta.children as unknown as [HTMLElement, HTMLElement];
					say(tone, phase ? label('phases', phase) : '');
					say(time, timeText(at, now));
					fill(words, body(update.value));
					return node;
				}),
			);

			lead(more, value.moreUrl, message('readMore'));
			lead(status, page(state)?.statusUrl, message('statusPage'));
			say(away, value.dismissible || ended ? message('dismiss') : '');
			// Whoever is on one of its buttons is not thrown off it: it goes at the next drawing after they have left.
			pager.hidden = all.length < 2 && !pager.matches(':focus-within');
			say(position, message('position', { index: all.indexOf(notice) + 1, count: all.length }));
		},
		follow: inFull(history, updates),
		say(text, urgent) {
			(urgent ? urgentRegion : polite).textContent = text;
			(urgent ? polite : urgentRegion).textContent = '';
		},
	};
}
