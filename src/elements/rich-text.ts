/** Operators' words as DOM nodes. The one place where they enter a page: `createElement` and `textContent` alone. */
import { type Inline, type RichText, safeHref } from '../model/rich-text.ts';

const tags = { strong: 'strong', em: 'em' } as const;

const list = <Item>(value: readonly Item[] | undefined | null): readonly Item[] =>
	Array.isArray(value) ? value : [];

function inline(node: Inline): Node {
	if (node.type === 'text') return document.createTextNode(String(node.text));
	if (node.type === 'code') {
		const code = document.createElement('code');
		code.textContent = String(node.text);
		return code;
	}
	const href = node.type === 'link' ? safeHref(node.href) : null;
	// A link that nobody may follow, or a node from after this version's time, keeps its words and loses the rest.
	const holder = href
		? document.createElement('a')
		: node.type !== 'link' && Object.hasOwn(tags, node.type)
			? document.createElement(tags[node.type])
			: document.createDocumentFragment();
	if (href && holder instanceof HTMLAnchorElement) {
		holder.href = href;
		holder.rel = 'noopener noreferrer';
		if (!href.startsWith('mailto:')) holder.target = '_blank';
	}
	holder.append(...list(node.children).map(inline));
	return holder;
}

/** A new `div.rich` with the text in it. */
export function renderRichText(text: RichText): HTMLElement {
	const holder = document.createElement('div');
	holder.className = 'rich';
	for (const block of list(text)) {
		if (block.type === 'list') {
			const element = document.createElement(block.ordered ? 'ol' : 'ul');
			for (const item of list(block.items)) {
				const entry = document.createElement('li');
				entry.append(...list(item).map(inline));
				element.append(entry);
			}
			holder.append(element);
		} else {
			const paragraph = document.createElement('p');
			paragraph.append(...list(block.children).map(inline));
			holder.append(paragraph);
		}
	}
	return holder;
}

/** Draws each text once and hands back the same node after that, so that a tick of the clock touches nothing. */
export function richTextMemo(): (text: RichText) => HTMLElement {
	const drawn = new WeakMap<object, HTMLElement>();
	return (text) => {
		const known = drawn.get(text) ?? renderRichText(text);
		drawn.set(text, known);
		return known;
	};
}
