import type { Feed } from '../../client/index.ts';
import { h, setAttributes } from '../shared/dom.ts';

/**
 * Replaces the banner's list of earlier updates with a `candor-timeline` when the visitor opens it,
 * if the page has that element: always with the script tag's second file, otherwise when the
 * application defines it. Until the timeline has rendered, and where there is none, the list stays.
 * Returns the function to call at each drawing, with the notice that is shown.
 */
export function timelineForList(
	details: HTMLDetailsElement,
	list: HTMLElement,
): (feed: Feed, notice: string) => void {
	const timeline = h('candor-timeline', { look: 'earlier', hidden: '' });
	details.ontoggle = async () => {
		if (!details.open || !list.isConnected || !customElements.get('candor-timeline')) return;
		details.append(timeline);
		await timeline.updateComplete;
		// The list is not replaced while it has focus; the next opening replaces it.
		if (list.matches(':focus-within')) return;
		list.remove();
		timeline.hidden = false;
	};
	return (feed, notice) => {
		timeline.feed = feed;
		setAttributes(timeline, { notice });
	};
}
