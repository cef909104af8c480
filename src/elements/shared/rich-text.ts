/** Operators' words as DOM nodes. The one place where they enter a page: `createElement` and text nodes alone. */
import { type Block, type Inline, type RichText, safeHref } from '../../model/rich-text.ts';
import { h } from './dom.ts';

function inline(node: Inline): Node | string {
	if (node.type === 'text') return node.text;
	if (node.type === 'code') return h('code', {}, node.text);
	const children = node.children.map(inline);
	if (node.type !== 'link') return h(node.type === 'em' ? 'em' : 'strong', {}, ...children);
	// Looked at once more where it is used: a feed may be of the page's own making.
	const href = safeHref(node.href);
	if (!href) return h('span', {}, ...children);
	// A mail program needs no window of its own.
	const target = href.startsWith('mailto:') ? '' : '_blank';
	return h('a', { href, target, rel: 'noopener noreferrer' }, ...children);
}

const block = (node: Block): Node =>
	node.type === 'list'
		? h(node.ordered ? 'ol' : 'ul', {}, ...node.items.map((item) => h('li', {}, ...item.map(inline))))
		: h('p', {}, ...node.children.map(inline));

/** A new `div.rich` with the text in it. */
export const renderRichText = (text: RichText): HTMLElement =>
	h('div', { class: 'rich' }, ...text.map(block));
