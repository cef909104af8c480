/** Signed webhooks, as Standard Webhooks 1.0 defines them (https://www.standardwebhooks.com). */
import { Webhook } from 'standardwebhooks';
import type { ChannelKind } from '../channel-kind.ts';
import type { ChannelMessage } from '../channel-message.ts';
import { postJson } from '../post-result.ts';

/** The document that receivers get (docs/how-to/channels.md). */
export const webhookDocument = (message: ChannelMessage) => {
	const { id, what, at, page, notice, update, remedy, headline, text, body, language } = message;
	const { worstImpact: _, ...shown } = notice;
	return {
		type: what === 'test' ? 'test' : `notice.${what}`,
		timestamp: at,
		data: { id, page, notice: shown, update, remedy, headline, text, body, language },
	};
};

export const webhook: ChannelKind = {
	required: ['url'],
	optional: [],
	signs: true,
	send(request) {
		const { message, secrets, now } = request;
		const body = JSON.stringify(webhookDocument(message));
		const at = new Date(now);
		const signatures = secrets.map((secret) => new Webhook(secret).sign(message.id, at, body));
		return postJson(request, body, {
			'webhook-id': message.id,
			'webhook-timestamp': String(Math.floor(now / 1_000)),
			'webhook-signature': signatures.join(' '),
		});
	},
};
