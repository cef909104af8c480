import { root } from './mount.ts';

/** Records every announcement of an element's live regions from now on. */
export function recordAnnouncements(element: Element): string[] {
	const announcements: string[] = [];
	const regions = [...root(element).querySelectorAll('[role=status], [role=alert]')];
	const observer = new MutationObserver(() => {
		const text = regions
			.map(({ textContent }) => textContent?.trim())
			.join(' ')
			.trim();
		if (text) announcements.push(text);
	});
	for (const region of regions)
		observer.observe(region, { childList: true, characterData: true, subtree: true });
	return announcements;
}
