/** Sends a notification to one browser, and says what its push service made of it. */
import webpush from 'web-push';
import type { OutboundRequest } from '../channels/outbound-request.ts';
import { resultOf } from '../channels/post-result.ts';
import type { StoredPushSubscriber } from './push-subscriber.ts';
import type { VapidKeys } from './vapid-keys.ts';

const timeoutMs = 10_000;

/**
 * `gone`: the browser has ended the subscription. `refused`: this notification, for this browser.
 * `failed`: the push service takes nothing now.
 */
export type PushResult =
	| { readonly type: 'accepted' | 'gone' | 'refused' }
	| { readonly type: 'failed'; readonly reason: string; readonly retryAfterMs?: number | undefined };

export interface PushContent {
	/** JSON. */
	readonly payload: string;
	readonly delivery: { readonly TTL: number; readonly urgency: 'high' | 'normal'; readonly topic: string };
}

export interface PushSenderOptions {
	readonly keys: VapidKeys;
	/** Where the push service finds the operator: an https: address. */
	readonly subject: string;
}

/** Never rejects. */
export async function sendPush(
	{ endpoint, keys: own }: StoredPushSubscriber,
	{ payload, delivery }: PushContent,
	{ keys, subject }: PushSenderOptions,
	{ request, signal }: { readonly request: OutboundRequest; readonly signal: AbortSignal },
): Promise<PushResult> {
	const { headers, body } = webpush.generateRequestDetails({ endpoint, keys: own }, payload, {
		...{ ...delivery, vapidDetails: { subject, ...keys }, contentEncoding: 'aes128gcm' },
	});
	try {
		const response = await request({
			...{ url: endpoint, body: body ?? '' },
			headers: { ...withoutLength(headers), 'user-agent': 'Candor' },
			signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
		});
		if (response.status === 404 || response.status === 410) return { type: 'gone' };
		const result = resultOf(response);
		if (result.type === 'delivered') return { type: 'accepted' };
		return result.type === 'failed' ? result : { type: 'refused' };
	} catch (error) {
		// The endpoint is a secret, and the message of the system does not have it.
		const { message = '', code = '' } = Object(error) as { message?: string; code?: string };
		return { type: 'failed', reason: `${message || code || 'the connection failed'}.`.slice(0, 200) };
	}
}

/** The request counts the bytes itself. */
const withoutLength = (headers: object): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers)
			.filter(([name]) => name.toLowerCase() !== 'content-length')
			.map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
