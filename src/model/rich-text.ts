/**
 * The closed tree that operators' words become. No HTML exists anywhere in Candor: whatever is not one of these
 * nodes cannot be said. The tree is drawn node by node with `textContent`.
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

/** How long a link's address may be, in UTF-16 units. */
export const longestHref = 2_048;

/** `href` as an absolute URL when a reader may follow it (`https:` or `mailto:`), otherwise `null`. */
export function safeHref(href: unknown): string | null {
	if (typeof href !== 'string') return null;
	// The URL class is in every browser and in Node, but in no ECMAScript library that this pure layer compiles with.
	const { URL } = globalThis as unknown as { URL: new (url: string) => { protocol: string; href: string } };
	try {
		const url = new URL(href);
		return url.protocol === 'https:' || url.protocol === 'mailto:' ? url.href : null;
	} catch {
		// Not an absolute URL: nothing that a reader could follow.
		return null;
	}
}

const plainInline = (node: Inline): string =>
	node.type === 'text' || node.type === 'code' ? node.text : node.children.map(plainInline).join('');

/** The words alone: blocks on lines of their own, list items behind a dash. For terminals, logs and screen readers. */
export function plainText(text: RichText): string {
	return text
		.map((block) =>
			block.type === 'paragraph'
				? block.children.map(plainInline).join('')
				: block.items.map((item) => `- ${item.map(plainInline).join('')}`).join('\n'),
		)
		.join('\n');
}
