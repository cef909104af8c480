/** Posts a text to a receiver in the format that its channel has. */
import { bodyOf, defaultTemplate } from './body-template.ts';
import type { SendRequest, SendResult } from './channel-kind.ts';
import { resultOf } from './post-result.ts';

export async function postTemplate(request: SendRequest, text: string): Promise<SendResult> {
	const { message, channel, signal } = request;
	const { url = '', template = defaultTemplate, authorization } = channel.settings;
	const { contentType = 'application/json' } = channel.settings;
	return resultOf(
		await request.request({
			...{ url, body: bodyOf(template, contentType, message, text), signal },
			headers: {
				'content-type': `${contentType}; charset=utf-8`,
				'user-agent': 'Candor',
				// Receivers that know one of them drop a second copy.
				'webhook-id': message.id,
				'idempotency-key': message.id,
				...(authorization !== undefined && { authorization }),
			},
		}),
	);
}
