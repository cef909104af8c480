/** The list of contents: each element, what it is for, and its states. */
import { make } from '../assets/make.js';

/** For each tag: what to do with the element, and what not to do. */
const advice = {
	banner: [
		'Leave it to the script tag: one banner for each page, at the bottom, or at the top in an application.',
		'Put it into a dialog, or hide it with a style.',
	],
	status: [
		'Put it where people look for help: the footer, the account menu, the sign-in page.',
		'Write “All systems operational” beside it yourself: it would be false in an outage.',
	],
	timeline: [
		'Give it a page of its own, where the banner can lead to.',
		'Repeat the banner there: set data-placement="none" in the tag of that page.',
	],
	assurance: [
		'Put it on the security page and the sign-in page, and say who has approved the finding.',
		'Publish “safe” before the check has ended. “We do not know yet” is a finding too.',
	],
	remedy: [
		'Put it where customers begin, and keep its end date.',
		'Offer what support cannot carry out: the claim is the promise.',
	],
	inline: [
		'Put it around the part that fails, with another way in the slot “actions”.',
		'Put the whole page into it: what still works must stay in reach.',
	],
	report: [
		'Ask only while the answer changes what you do.',
		'Read the counts as measurements: anyone can send an answer.',
	],
	contact: [
		'Put it beside the notice where a customer is signed in, so that your server can say who it is.',
		'Ask for an e-mail address there: your server knows the customer, and the page need not.',
	],
	promises: [
		'Put it beside what you say about reliability, where customers decide whether to trust you.',
		'Promise what is not planned: an overdue action stays in sight.',
	],
};

const link = (href, words) => make('a', { href }, words);

/** The heading of an element's states. @param {string} tag */
export function about(tag) {
	const [good, bad] = advice[tag];
	return make(
		'div',
		{ class: 'about', id: tag, lang: 'en', dir: 'ltr' },
		make('h3', {}, make('code', {}, `<candor-${tag}>`)),
		make('p', { class: 'do' }, make('b', {}, 'Do'), ` ${good}`),
		make('p', { class: 'do-not' }, make('b', {}, 'Don’t'), ` ${bad}`),
	);
}

/**
 * @param {Element} place
 * @param {Readonly<Record<string, readonly { id: string, title: string }[]>>} states by tag
 */
export function contents(place, states) {
	for (const [tag, all] of Object.entries(states)) {
		const list = make('ul', {}, ...all.map(({ id, title }) => make('li', {}, link(`#${id}`, title))));
		const count = all.length === 1 ? '1 state' : `${all.length} states`;
		place.append(
			make(
				'div',
				{ class: 'entry' },
				link(`#${tag}`, `candor-${tag}`),
				make('details', {}, make('summary', { 'aria-label': `${count} of candor-${tag}` }, count), list),
			),
		);
	}
}
