/** Text and operators' trees of text as HTML. Everything that enters a document goes through here. */
import { type Block, type Inline, type RichText, safeHref } from '../../src/model/rich-text.ts';

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Characters that XML 1.0 does not allow, also not as references. Old logs may hold some. */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A document without characters that make XML unreadable. */
export const readableXml = (document: string): string => document.replaceAll(notXml, '');

/** For text and for attributes in quotation marks. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (each) => entities[each] ?? '');

function inlineHtml(node: Inline): string {
	const { text, children = [] } = node as { readonly text?: string; readonly children?: readonly Inline[] };
	const inner = text === undefined ? children.map(inlineHtml).join('') : escapeHtml(text);
	if (node.type === 'code' || node.type === 'strong' || node.type === 'em')
		return `<${node.type}>${inner}</${node.type}>`;
	const href = node.type === 'link' ? safeHref(node.href) : null;
	// A node of a newer version is shown as its text.
	return href === null ? inner : `<a href="${escapeHtml(href)}" rel="noopener nofollow">${inner}</a>`;
}

function blockHtml(block: Block): string {
	if (block.type === 'paragraph') return `<p>${block.children.map(inlineHtml).join('')}</p>`;
	const tag = block.ordered ? 'ol' : 'ul';
	const items = (block.items ?? []).map((item) => `<li>${item.map(inlineHtml).join('')}</li>`);
	return `<${tag}>${items.join('')}</${tag}>`;
}

export const richHtml = (text: RichText): string => text.map(blockHtml).join('');
