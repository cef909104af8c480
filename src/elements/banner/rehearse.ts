import { task } from '../shared/yield-to-main.ts';

/** How many nodes more are laid out in each task. */
const step = 4;

/**
 * The first style and layout of a card take a slow phone far longer than any after it: fonts are found and rules are sorted. So it is
 * laid out once before it has anything to say, unseen and out of the page's flow, some of its nodes in each task.
 */
export async function rehearse(card: HTMLElement): Promise<void> {
	const nodes = [card, ...card.querySelectorAll<HTMLElement>('*')];
	for (const node of nodes) node.hidden = true;
	card.style.cssText = 'position:fixed;visibility:hidden';
	for (const [index, node] of nodes.entries()) {
		node.hidden = false;
		if (!node.firstChild) node.textContent = '0';
		if (index % step) continue;
		await task();
		// Whoever asks how large it is has it laid out at once.
		card.getBoundingClientRect();
	}
	card.hidden = true;
	card.removeAttribute('style');
}
