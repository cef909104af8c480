import { root } from './mount.ts';

const changes = { childList: true, characterData: true, subtree: true };

/** Calls `onChange` with the text of the live regions that have changed, if that leaves a text. */
function observeRegions(regions: readonly Element[], onChange: (text: string) => void): MutationObserver {
	const observer = new MutationObserver((records) => {
		const changed = regions.filter((region) => records.some(({ target }) => region.contains(target)));
		const text = changed
			.map(({ textContent }) => textContent?.trim())
			.join(' ')
			.trim();
		if (text) onChange(text);
	});
	for (const region of regions) observer.observe(region, changes);
	return observer;
}

const regionsOf = (element: Element, selector = '[role=status], [role=alert]'): readonly Element[] => [
	...root(element).querySelectorAll(selector),
];

/** Records every announcement of an element from now on. */
export function recordAnnouncements(element: Element): string[] {
	const announcements: string[] = [];
	observeRegions(regionsOf(element), (text) => announcements.push(text));
	return announcements;
}

/** Resolves with the next announcement of an element, or only of the regions that match `selector`. */
export const nextAnnouncement = (element: Element, selector?: string): Promise<string> =>
	new Promise((resolve) => {
		const observer = observeRegions(regionsOf(element, selector), (text) => {
			observer.disconnect();
			resolve(text);
		});
	});
