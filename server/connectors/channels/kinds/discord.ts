/** Webhooks of Discord: an embed whose description is Markdown, in which every other sign is escaped. */
import { type Block, type Inline, safeHref } from '../../../../src/model/rich-text.ts';
import { blocksThatFit, lineThatFits } from '../blocks-that-fit.ts';
import type { ChannelKind } from '../channel-kind.ts';
import type { ChannelMessage } from '../channel-message.ts';
import { postJson } from '../post-result.ts';

/** Discord accepts 256 and 4,096 characters; escapes double some of them. */
const longestTitle = 120;
const longestBody = 1_800;

/** With the colon and the dot, so that neither an address nor a number becomes a link or a list. */
const escapeMarkdown = (text: string): string => text.replaceAll(/[\\*_~`|<>[\]()#@:.+=&-]/g, '\\$&');

function inlineOf(node: Inline): string {
	const { text, children = [] } = node as { readonly text?: string; readonly children?: readonly Inline[] };
	const inner = text === undefined ? children.map(inlineOf).join('') : escapeMarkdown(text);
	if (inner === '') return '';
	if (node.type === 'strong') return `**${inner}**`;
	if (node.type === 'em') return `*${inner}*`;
	const href = node.type === 'link' ? safeHref(node.href) : null;
	// A parenthesis would end the address.
	return href?.startsWith('https:')
		? `[${inner}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`
		: inner;
}

const blockOf = (block: Block): string =>
	block.type === 'paragraph'
		? block.children.map(inlineOf).join('')
		: (block.items ?? [])
				.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${item.map(inlineOf).join('')}`)
				.join('\n');

export const discordDocument = ({ headline, body, notice, at }: ChannelMessage) => ({
	allowed_mentions: { parse: [] },
	embeds: [
		{
			title: escapeMarkdown(lineThatFits(headline, longestTitle)),
			description: blocksThatFit(body, longestBody).map(blockOf).join('\n\n'),
			timestamp: at,
			...(notice.url !== null && { url: notice.url }),
		},
	],
});

export const discord: ChannelKind = {
	required: ['url'],
	optional: [],
	signs: false,
	send: (request) => postJson(request, discordDocument(request.message)),
};
