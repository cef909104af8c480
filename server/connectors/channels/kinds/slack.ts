/**
 * Incoming webhooks of Slack. Operators' words are in a block of rich text, which has no markup that
 * could mention anyone or make a link.
 */
import { type Block, type Inline, type RichText, safeHref } from '../../../../src/model/rich-text.ts';
import { blocksThatFit, lineThatFits } from '../blocks-that-fit.ts';
import type { ChannelKind } from '../channel-kind.ts';
import type { ChannelMessage } from '../channel-message.ts';
import { postJson } from '../post-result.ts';

const longestHeader = 150;
const longestBody = 8_000;

/** The text of a notification is markup: it needs these three escapes, and no others. */
const escapeMrkdwn = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

interface Style {
	readonly bold?: true;
	readonly italic?: true;
	readonly code?: true;
}

interface RichElement {
	readonly type: 'text' | 'link';
	readonly text: string;
	readonly url?: string;
	readonly style?: Style;
}

function elementsOf(node: Inline, style: Style = {}, url?: string): RichElement[] {
	const { text, children = [] } = node as { readonly text?: string; readonly children?: readonly Inline[] };
	const own = { ...style, ...(node.type === 'code' && { code: true as const }) };
	if (text !== undefined) {
		// Slack refuses an element without text.
		if (text === '') return [];
		const styled = Object.keys(own).length > 0 ? { style: own } : {};
		return [url === undefined ? { type: 'text', text, ...styled } : { type: 'link', text, url, ...styled }];
	}
	const inner = {
		...style,
		...(node.type === 'strong' && { bold: true as const }),
		...(node.type === 'em' && { italic: true as const }),
	};
	const href = node.type === 'link' ? (safeHref(node.href) ?? undefined) : url;
	return children.flatMap((child) => elementsOf(child, inner, href));
}

const sectionOf = (inlines: readonly Inline[], end = '') => ({
	type: 'rich_text_section',
	elements: [
		...inlines.flatMap((inline) => elementsOf(inline)),
		...(end ? [{ type: 'text', text: end }] : []),
	],
});

const blockOf = (block: Block) =>
	block.type === 'paragraph'
		? sectionOf(block.children, '\n')
		: {
				type: 'rich_text_list',
				style: block.ordered ? 'ordered' : 'bullet',
				elements: (block.items ?? []).map((item) => sectionOf(item)),
			};

/** A body as a block of rich text; `null`: there is none. `longest`: characters. */
export function slackBody(body: RichText, longest: number) {
	const elements = blocksThatFit(body, longest).map(blockOf);
	return elements.length > 0 ? { type: 'rich_text', elements } : null;
}

export function slackDocument({ headline, body, notice }: ChannelMessage) {
	const elements = blocksThatFit(body, longestBody).map(blockOf);
	const link = notice.url === null ? [] : [{ type: 'link', url: notice.url, text: notice.url }];
	if (link.length > 0) elements.push({ type: 'rich_text_section', elements: link });
	return {
		text: escapeMrkdwn(headline),
		unfurl_links: false,
		unfurl_media: false,
		blocks: [
			{
				type: 'header',
				text: { type: 'plain_text', text: lineThatFits(headline, longestHeader), emoji: false },
			},
			...(elements.length > 0 ? [{ type: 'rich_text', elements }] : []),
		],
	};
}

export const slack: ChannelKind = {
	required: ['url'],
	optional: [],
	signs: false,
	send: (request) => postJson(request, slackDocument(request.message)),
};
