/** Text messages, by the HTTP interface of a gateway: the template has the numbers. */
import type { ChannelKind } from '../channel-kind.ts';
import { postTemplate } from '../post-template.ts';
import { smsText } from '../sms-text.ts';

export const sms: ChannelKind = {
	required: ['url'],
	optional: ['template', 'contentType', 'authorization', 'parts'],
	signs: false,
	send: (request) => postTemplate(request, smsText(request.message, request.channel.settings.parts ?? 1)),
};
