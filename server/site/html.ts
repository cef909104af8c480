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

/**
 * The value of `style` for each element; in e-mails, whose readers drop other styles. Default: none.
 * Its texts are the program's own.
 */
export type StyleOf = (tag: string) => string;
const noStyle: StyleOf = () => '';

const open = (tag: string, styleOf: StyleOf, more = ''): string => {
	const style = styleOf(tag);
	return `<${tag}${more}${style && ` style="${escapeHtml(style)}"`}>`;
};

function inlineHtml(node: Inline, styleOf: StyleOf): string {
	const { text, children = [] } = node as { readonly text?: string; readonly children?: readonly Inline[] };
	const inner =
		text === undefined ? children.map((child) => inlineHtml(child, styleOf)).join('') : escapeHtml(text);
	if (node.type === 'code' || node.type === 'strong' || node.type === 'em')
		return `${open(node.type, styleOf)}${inner}</${node.type}>`;
	const href = node.type === 'link' ? safeHref(node.href) : null;
	// A node of a newer version is shown as its text.
	if (href === null) return inner;
	return `${open('a', styleOf, ` href="${escapeHtml(href)}" rel="noopener nofollow"`)}${inner}</a>`;
}

function blockHtml(block: Block, styleOf: StyleOf): string {
	const inline = (nodes: readonly Inline[]): string =>
		nodes.map((node) => inlineHtml(node, styleOf)).join('');
	if (block.type === 'paragraph') return `${open('p', styleOf)}${inline(block.children)}</p>`;
	const tag = block.ordered ? 'ol' : 'ul';
	const items = (block.items ?? []).map((item) => `${open('li', styleOf)}${inline(item)}</li>`);
	return `${open(tag, styleOf)}${items.join('')}</${tag}>`;
}

export const richHtml = (text: RichText, styleOf: StyleOf = noStyle): string =>
	text.map((block) => blockHtml(block, styleOf)).join('');
