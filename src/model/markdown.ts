/** Writes rich text as the Markdown that the server reads as the same text, so that it can be edited. */
import type { Block, Inline, RichText } from './rich-text.ts';

export const markdownOf = (text: RichText | null | undefined): string => (text ?? []).map(block).join('\n\n');

function block(node: Block, index: number, all: RichText): string {
	if (node.type === 'paragraph') return lines(node.children);
	// Two lists in a row would become one with the same marker.
	const before = all[index - 1];
	const isSecond = before?.type === 'list' && before.ordered === node.ordered;
	const marker = (at: number): string =>
		node.ordered ? `${at + 1}${isSecond ? ')' : '.'}` : isSecond ? '*' : '-';
	return node.items
		.map((item, at) => {
			const mark = `${marker(at)} `;
			return mark + lines(item).replaceAll('\n', `\n${' '.repeat(mark.length)}`);
		})
		.join('\n');
}

/** Inline nodes, with what would begin a block at the start of a line escaped. */
const lines = (nodes: readonly Inline[]): string =>
	nodes
		.map(inline)
		.join('')
		.split('\n')
		.map((line) =>
			line.replace(/^(\s*)([-+=#>]|\d{1,9}(?=[.)]))/, (_, space: string, mark: string) =>
				/\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
			),
		)
		.join('\n');

function inline(node: Inline): string {
	switch (node.type) {
		case 'text':
			return escaped(node.text);
		case 'code':
			return code(node.text);
		case 'strong':
			return `**${node.children.map(inline).join('')}**`;
		case 'em':
			return `*${node.children.map(inline).join('')}*`;
		case 'link':
			return `[${node.children.map(inline).join('')}](<${node.href.replace(/[<>\\]/g, '\\$&')}>)`;
	}
}

/**
 * Only what Markdown would read: text with a backslash before every sign is hard to edit. A bare
 * address that is no link, such as one with `http:`, is read as it stands.
 */
const escaped = (text: string): string =>
	text
		.split(/(\bhttp:\/\/[^\s<]*)/)
		.map((part, index) => (index % 2 ? part : part.replace(/[\\`*_[\]<>&~|]/g, '\\$&')))
		.join('');

function code(text: string): string {
	const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	const space = /^`|`$|^ .*\S.* $/s.test(text) ? ' ' : '';
	return `${fence}${space}${text}${space}${fence}`;
}
