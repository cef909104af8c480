import { yieldToMain } from '../shared/yield-to-main.ts';

/** How many more nodes are laid out in each task. */
const nodesPerTask = 4;

/**
 * Lays out a card once while it is invisible and out of the page's flow, a few nodes per task. A
 * slow phone needs far longer for the first style and layout of a card than for later ones, because
 * it finds fonts and sorts rules; this keeps that out of the moment in which a notice arrives.
 */
export async function prewarmLayout(card: HTMLElement): Promise<void> {
	const nodes = [card, ...card.querySelectorAll<HTMLElement>('*')];
	for (const node of nodes) node.hidden = true;
	card.style.cssText = 'position:fixed;visibility:hidden';
	for (const [index, node] of nodes.entries()) {
		node.hidden = false;
		if (!node.firstChild) node.textContent = '0';
		if (index % nodesPerTask) continue;
		await yieldToMain();
		// Reading the size forces the layout.
		card.getBoundingClientRect();
	}
	card.hidden = true;
	card.removeAttribute('style');
}
