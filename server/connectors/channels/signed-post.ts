/** Signed requests, as Standard Webhooks 1.0 defines them (https://www.standardwebhooks.com). */
import { Webhook } from 'standardwebhooks';
import type { SendRequest, SendResult } from './channel-kind.ts';
import { postJson } from './post-result.ts';

/** `id`: the same in each attempt. All secrets sign, so that the receiver can change over. */
export function postSigned(
	request: Pick<SendRequest, 'channel' | 'request' | 'signal' | 'secrets' | 'now'>,
	id: string,
	document: object,
): Promise<SendResult> {
	const { secrets, now } = request;
	const body = JSON.stringify(document);
	const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(now), body));
	return postJson(request, body, {
		'webhook-id': id,
		'webhook-timestamp': String(Math.floor(now / 1_000)),
		'webhook-signature': signatures.join(' '),
	});
}
