/** Decoders of the fields that are more than their type: the schemas in records/ name them (`fieldDecoders`). */
import type { RemedyValue } from '../generated/record-types.ts';
import { type Inline, type RichText, safeHref } from '../rich-text.ts';
import { bad, isTrue, items, maybeText, object, shape, text } from './decoder.ts';

export { safeHref } from '../rich-text.ts';

/** Operators write far fewer levels. Deeper nodes are dropped, so that no tree can exhaust the stack. */
const deepest = 32;

/** Inline nodes. A node of an unknown type becomes its text or its children. */
const inlines = (value: unknown, depth = 0): Inline[] =>
	items(value).flatMap((node): Inline[] => {
		const { type, text: words, href, children } = object(node);
		if (!children) return words == null ? [] : [{ type: type === 'code' ? type : 'text', text: text(words) }];
		const inner = depth < deepest ? inlines(children, depth + 1) : [];
		if (type === 'strong' || type === 'em') return [{ type, children: inner }];
		const address = type === 'link' && safeHref(href);
		return address ? [{ type: 'link', href: address, children: inner }] : inner;
	});

/** Blocks. A block of an unknown type is dropped. */
export const richText = (value: unknown): RichText =>
	items(value).flatMap((block): RichText => {
		const { type, ordered, items: entries, children } = object(block);
		if (type === 'paragraph') return [{ type, children: inlines(children) }];
		if (type !== 'list') return [];
		return [{ type, ordered: isTrue(ordered), items: items(entries).map((entry) => inlines(entry)) }];
	});

const claimFields = /* @__PURE__ */ shape({ type: text, href: safeHref, code: maybeText });

/** A claim with an unsafe link or of an unknown type is refused, because no visitor could use it. */
export function claim(value: unknown): RemedyValue['claim'] {
	const { type, href, code } = claimFields(value);
	if (type === 'link' && href !== null) return { type, href };
	if (type === 'code' && code !== null) return { type, code };
	return type === 'event' ? { type } : bad();
}
