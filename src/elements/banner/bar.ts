/**
 * The nodes of a banner. They are created once, with DOM calls, because lit-html throws under some
 * Trusted Types policies. Only their texts, their visibility and the details change.
 */
import { h, setText } from '../shared/dom.ts';
import type { NoticeView } from './view.ts';

export type Bar = ReturnType<typeof createBar>;

export function createBar() {
	const polite = h('div', { class: 'live-region', role: 'status' });
	const urgent = h('div', { class: 'live-region', role: 'alert' });
	const icon = h('span', {}, '!');
	const severity = h('b');
	const title = h('h2', { id: 'title', part: 'title' });
	const facts = h('p');
	// Buttons in a shadow root belong to no form, so they need no `type`.
	const toggle = h('button');
	const close = h('button', {}, '×');
	const details = h('div', { id: 'details', tabindex: '0' });
	const card = h(
		'section',
		{ part: 'card', 'aria-labelledby': 'title', hidden: '' },
		h('header', {}, icon, severity, title, facts, toggle, close),
		details,
	);
	return {
		nodes: [polite, urgent, card],
		polite,
		urgent,
		card,
		icon,
		title,
		toggle,
		close,
		details,
		/** @param others - How many other notices there are, in words. Empty if there are none. */
		draw(view: NoticeView, others: string): void {
			card.dataset.tone = view.tone;
			setText(severity, view.severity);
			setText(title, view.title);
			setText(facts, [...view.facts, others].filter(Boolean).join(' · '));
			close.hidden = !view.isDismissible;
		},
	};
}
