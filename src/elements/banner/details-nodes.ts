import { h } from '../shared/dom.ts';

/**
 * The nodes of the details view. They are created once; only their text, visibility and lists
 * change.
 */
export type DetailsNodes = ReturnType<typeof detailsNodes>;

// A button in a shadow root belongs to no form, so it needs no `type`.
const button = (label: string, onClick: () => void): HTMLElement => {
	const element = h('button', {}, label);
	element.onclick = onClick;
	return element;
};

/** @param showNext - Shows the notice `by` places after the current one; negative: before it. */
export function detailsNodes(dismiss: () => void, showNext: (by: number) => void) {
	const politeRegion = h('div', { class: 'live-region', role: 'status' });
	const urgentRegion = h('div', { class: 'live-region', role: 'alert' });

	const mark = h('div', { class: 'mark' });
	const title = h('h2', { id: 'title', part: 'title' });
	const phase = h('span', { class: 'tone' });
	const updated = h('span');
	const promise = h('span');
	const window = h('span');
	const age = h('span');
	const drill = h('p', { class: 'drill', part: 'drill' });
	const affected = h('p');
	const unaffected = h('p', { class: 'muted' });
	const setByTeam = h('p', { class: 'muted' });
	const latest = h('div');
	const workaround = h('div', { class: 'stack' });
	const workaroundTitle = h('h3');
	const actions = h('div', { class: 'stack' });
	const actionsTitle = h('h3');
	const earlierTitle = h('summary');
	const earlierList = h('ol', { class: 'stack updates' });
	const earlier = h('details', {}, earlierTitle, earlierList);

	const link = { class: 'button', rel: 'noopener noreferrer', target: '_blank' };
	const readMore = h('a', link);
	const statusPage = h('a', link);
	const position = h('span', { class: 'muted' });
	const previous = button('‹', () => showNext(-1));
	const next = button('›', () => showNext(1));
	const pager = h('div', { class: 'pager', role: 'group' }, previous, position, next);
	const dismissButton = button('', dismiss);

	const card = h(
		'section',
		{ class: 'card new', part: 'card', 'aria-labelledby': 'title', hidden: '' },
		mark,
		h(
			'div',
			{ class: 'stack' },
			drill,
			title,
			h('div', { class: 'meta' }, phase, updated, promise, window, age),
			affected,
			setByTeam,
			unaffected,
			latest,
			workaround,
			actions,
			earlier,
			h('div', { class: 'actions', part: 'actions' }, readMore, statusPage, pager, dismissButton),
		),
	);
	pager.onkeydown = ({ key }) => {
		const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
		// Not `:dir()`: in WebKit it follows the page, even where the banner's own text has the
		// other direction.
		showNext(getComputedStyle(pager).direction === 'rtl' ? -step : step);
	};

	return {
		all: [politeRegion, urgentRegion, card],
		politeRegion,
		urgentRegion,
		card,
		mark,
		title,
		phase,
		updated,
		promise,
		window,
		age,
		drill,
		affected,
		setByTeam,
		unaffected,
		latest,
		workaround,
		workaroundTitle,
		actions,
		actionsTitle,
		earlier,
		earlierTitle,
		earlierList,
		readMore,
		statusPage,
		position,
		previous,
		next,
		pager,
		dismissButton,
	};
}
