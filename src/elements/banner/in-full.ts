/** The banner's earlier updates as a timeline of their own, in the place of the list that the banner makes itself. */
import type { Feed } from '../../client/index.ts';
import { dress, h } from '../shared/dom.ts';

/** In a page without the script tag whoever wants the timeline has brought it. */
let load = async (): Promise<unknown> => undefined;

/** To be called with what defines the other elements. It may take as long as it likes, or for ever. */
export const useElements = (loader: typeof load): void => {
	load = loader;
};

/**
 * Puts the timeline in the place of the list that the reader has opened, once it can be had and is drawn; until then, and where it
 * cannot, the list stays. Returns what is to be called at each drawing, with the notice that is shown.
 */
export function inFull(history: HTMLDetailsElement, list: HTMLElement): (feed: Feed, notice: string) => void {
	const timeline = h('candor-timeline', { look: 'earlier', hidden: '' });
	history.ontoggle = async () => {
		if (!history.open || !list.isConnected) return;
		await load();
		if (!customElements.get('candor-timeline')) return;
		history.append(timeline);
		await timeline.updateComplete;
		// Whoever is on a link of the list keeps it, until they open it anew.
		if (list.matches(':focus-within')) return;
		list.remove();
		timeline.hidden = false;
	};
	return (feed, notice) => {
		timeline.feed = feed;
		dress(timeline, { notice });
	};
}
