/**
 * Webhooks of Teams workflows: a message with an Adaptive Card. Operators' words are in blocks of
 * rich text, in which Teams reads no Markdown and no mentions.
 */
import { type Block, type Inline, safeHref } from '../../../../src/model/rich-text.ts';
import { blocksThatFit } from '../blocks-that-fit.ts';
import type { ChannelKind } from '../channel-kind.ts';
import type { ChannelMessage } from '../channel-message.ts';
import { postJson } from '../post-result.ts';

/** Teams refuses a message above 28 kB. */
const longestBody = 5_000;

interface TextRun {
	readonly type: 'TextRun';
	readonly text: string;
	readonly weight?: 'Bolder';
	readonly size?: 'Large';
	readonly italic?: true;
	readonly fontType?: 'Monospace';
	readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string };
}
type Style = Omit<TextRun, 'type' | 'text'>;

function runsOf(node: Inline, style: Style = {}): TextRun[] {
	const { text, children = [] } = node as { readonly text?: string; readonly children?: readonly Inline[] };
	if (text !== undefined)
		return [{ type: 'TextRun', text, ...style, ...(node.type === 'code' && { fontType: 'Monospace' }) }];
	const href = node.type === 'link' ? safeHref(node.href) : null;
	const inner: Style = {
		...style,
		...(node.type === 'strong' && { weight: 'Bolder' }),
		...(node.type === 'em' && { italic: true }),
		...(href !== null && { selectAction: { type: 'Action.OpenUrl', url: href } }),
	};
	return children.flatMap((child) => runsOf(child, inner));
}

const blockOf = (inlines: readonly TextRun[]) => ({ type: 'RichTextBlock', inlines });

const blocksOf = (block: Block) =>
	block.type === 'paragraph'
		? [blockOf(block.children.flatMap((child) => runsOf(child)))]
		: (block.items ?? []).map((item, index) =>
				blockOf([
					{ type: 'TextRun', text: block.ordered ? `${index + 1}. ` : '• ' },
					...item.flatMap((child) => runsOf(child)),
				]),
			);

export function teamsDocument({ headline, body, notice }: ChannelMessage) {
	const actions = notice.url === null ? [] : [{ type: 'Action.OpenUrl', title: notice.url, url: notice.url }];
	return {
		type: 'message',
		attachments: [
			{
				contentType: 'application/vnd.microsoft.card.adaptive',
				contentUrl: null,
				content: {
					$schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
					type: 'AdaptiveCard',
					version: '1.4',
					body: [
						blockOf([{ type: 'TextRun', text: headline, weight: 'Bolder', size: 'Large' }]),
						...blocksThatFit(body, longestBody).flatMap(blocksOf),
					],
					actions,
				},
			},
		],
	};
}

export const teams: ChannelKind = {
	required: ['url'],
	optional: [],
	signs: false,
	send: (request) => postJson(request, teamsDocument(request.message)),
};
