import { root } from './mount.ts';

/** Everything that an element's live regions say from now on, each announcement once. */
export function recordAnnouncements(element: Element): string[] {
	const said: string[] = [];
	const regions = [...root(element).querySelectorAll('[role=status], [role=alert]')];
	const observer = new MutationObserver(() => {
		const text = regions
			.map(({ textContent }) => textContent?.trim())
			.join(' ')
			.trim();
		if (text) said.push(text);
	});
	for (const region of regions)
		observer.observe(region, { childList: true, characterData: true, subtree: true });
	return said;
}
