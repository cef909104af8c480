/** Signed webhooks, as Standard Webhooks 1.0 defines them (https://www.standardwebhooks.com). */
import type { ChannelKind } from '../channel-kind.ts';
import type { ChannelMessage } from '../channel-message.ts';
import { postSigned } from '../signed-post.ts';

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
	send: (request) => postSigned(request, request.message.id, webhookDocument(request.message)),
};

/** Signed webhooks to one system of the host. Its messages come from the outbox, and none is about a notice. */
const toOneSystem: ChannelKind = { ...webhook, sends: () => false };
/** Gets what customers claim. */
export const billingWebhook: ChannelKind = toOneSystem;
/** Gets the requests of customers for contact. */
export const deskWebhook: ChannelKind = toOneSystem;
