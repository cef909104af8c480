/**
 * Posts of a public account: at Mastodon with an access token, or by the HTTP interface of another
 * service.
 */
import type { ChannelKind, SendRequest, SendResult } from '../channel-kind.ts';
import { postJson } from '../post-result.ts';
import { postTemplate } from '../post-template.ts';
import { type Room, shortText } from '../short-text.ts';

/** Every link counts as 23 characters (https://docs.joinmastodon.org/user/posting/). */
const linkSize = 23;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const room: Room = {
	most: 500,
	sizeOf(text) {
		const [said = '', ...links] = text.split(/\n(?=https?:)/);
		return [...graphemes.segment(said)].length + links.length * (linkSize + 1);
	},
	ellipsis: '…',
	// With a space of no width, no name is mentioned, no tag is joined, and no address becomes a link.
	neutral: (text) => text.replaceAll(/[@#](?=\S)|:(?=\/\/)/g, '$&\u200b'),
};

function postStatus(request: SendRequest, token: string): Promise<SendResult> {
	const { message, channel } = request;
	const status = shortText(message, room);
	return postJson(
		request,
		{ status, visibility: 'public', language: message.language },
		{ authorization: `Bearer ${token}`, 'idempotency-key': message.id },
		new URL('/api/v1/statuses', channel.settings.url).href,
	);
}

export const social: ChannelKind = {
	required: ['url'],
	optional: ['token', 'template', 'contentType', 'authorization'],
	signs: false,
	send(request) {
		const { token } = request.channel.settings;
		return token === undefined
			? postTemplate(request, shortText(request.message, room))
			: postStatus(request, token);
	},
};
