/** Rich text as DOM nodes, made with `createElement` and text nodes only. */
import { type Block, type Inline, type RichText, safeHref } from '../../model/rich-text.ts';
import { h } from './dom.ts';

function inline(node: Inline): Node | string {
	if (node.type === 'text') return node.text;
	if (node.type === 'code') return h('code', {}, node.text);
	const children = node.children.map(inline);
	if (node.type !== 'link') return h(node.type === 'em' ? 'em' : 'strong', {}, ...children);
	// Checked here as well as on the server: a page may supply a feed of its own.
	const href = safeHref(node.href);
	if (!href) return h('span', {}, ...children);
	// A new window for a `mailto:` link would stay empty.
	const target = href.startsWith('mailto:') ? '' : '_blank';
	return h('a', { href, target, rel: 'noopener noreferrer' }, ...children);
}

const block = (node: Block): Node =>
	node.type === 'list'
		? h(node.ordered ? 'ol' : 'ul', {}, ...node.items.map((item) => h('li', {}, ...item.map(inline))))
		: h('p', {}, ...node.children.map(inline));

/** A new `div.rich` with the text. Its style keeps the line breaks of the text. */
export const renderRichText = (text: RichText): HTMLElement =>
	h('div', { class: 'rich' }, ...text.map(block));
