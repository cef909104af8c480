/**
 * Operators' Markdown as a closed tree of nodes. Operators' texts hold no HTML: elements draw this
 * tree node by node, with `textContent`, and the server's pages and feeds escape each text in it.
 */

export interface TextNode {
	readonly type: 'text';
	readonly text: string;
}
export interface CodeNode {
	readonly type: 'code';
	readonly text: string;
}
export interface StrongNode {
	readonly type: 'strong';
	readonly children: readonly Inline[];
}
export interface EmphasisNode {
	readonly type: 'em';
	readonly children: readonly Inline[];
}
/** `href` is always an absolute `https:` or `mailto:` URL; see {@link safeHref}. */
export interface LinkNode {
	readonly type: 'link';
	readonly href: string;
	readonly children: readonly Inline[];
}
export type Inline = TextNode | CodeNode | StrongNode | EmphasisNode | LinkNode;

export interface ParagraphNode {
	readonly type: 'paragraph';
	readonly children: readonly Inline[];
}
export interface ListNode {
	readonly type: 'list';
	readonly ordered: boolean;
	readonly items: readonly (readonly Inline[])[];
}
export type Block = ParagraphNode | ListNode;
export type RichText = readonly Block[];

/** The longest address of a link, in UTF-16 units. */
export const longestHref = 2_048;

/** The address as an absolute URL if it is safe to follow (`https:` or `mailto:`), otherwise `null`. */
export function safeHref(href: unknown): string | null {
	if (typeof href !== 'string') return null;
	// Browsers and Node have the URL class. The types of ECMAScript, which this layer compiles with, do not.
	const { URL } = globalThis as unknown as { URL: new (url: string) => { protocol: string; href: string } };
	try {
		const url = new URL(href);
		return url.protocol === 'https:' || url.protocol === 'mailto:' ? url.href : null;
	} catch {
		// Not an absolute URL.
		return null;
	}
}

/** A node of a newer version may have neither text nor children. */
type AnyNode = { readonly text?: string; readonly children?: readonly Inline[] };

const plainInline = (node: Inline): string => {
	const { text, children = [] }: AnyNode = node;
	return text ?? children.map(plainInline).join('');
};

/** The text alone, each block on a line of its own and list items after a dash. For terminals, logs and calendars. */
export function plainText(text: RichText): string {
	return text
		.map((block) =>
			block.type === 'paragraph'
				? block.children.map(plainInline).join('')
				: (block.items ?? []).map((item) => `- ${item.map(plainInline).join('')}`).join('\n'),
		)
		.join('\n');
}
