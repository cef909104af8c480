/** A browser that gets notifications, as the private store holds it. Nothing of it is ever in the log. */
import { createHash } from 'node:crypto';
import webpush from 'web-push';
import { z } from 'zod';
import { chosenComponents, languageName } from '../email/subscriber.ts';

/** So many notifications in a row that the push service refuses end the subscription. */
const mostRefusals = 3;

/** The keys of the browser (RFC 8291), in base64url. */
export const pushKeys = z.object({
	p256dh: z.string().regex(/^B[\w-]{86}$/),
	auth: z.string().regex(/^[\w-]{22}$/),
});
type PushKeys = z.infer<typeof pushKeys>;

export const storedPushSubscriber = z.object({
	endpoint: z.string(),
	keys: pushKeys,
	language: languageName,
	components: chosenComponents,
	createdAt: z.iso.datetime(),
	/** How many notifications in a row the push service has refused. */
	refusals: z.int().min(0),
});
export type StoredPushSubscriber = z.infer<typeof storedPushSubscriber>;

export interface PushSubscriber {
	readonly id: string;
	readonly value: StoredPushSubscriber;
}

/** The same browser has the same id. It does not lead back to the endpoint, which is a secret. */
export const idOfEndpoint = (endpoint: string): string =>
	createHash('sha256').update(endpoint).digest('base64url');

/** Whether something can be encrypted for these keys: they are a point of the curve. */
export function canEncrypt({ p256dh, auth }: PushKeys): boolean {
	try {
		webpush.encrypt(p256dh, auth, 'test', 'aes128gcm');
		return true;
	} catch {
		return false;
	}
}

export const wantsPush = (
	{ components, createdAt }: StoredPushSubscriber,
	{ affected, at }: { readonly affected: readonly string[]; readonly at: string },
): boolean =>
	Date.parse(createdAt) <= Date.parse(at) &&
	(components === null || affected.length === 0 || affected.some((each) => components.includes(each)));

/** After a notification that the push service has refused; `null`: the subscription is over. */
export const afterRefusal = (subscriber: StoredPushSubscriber): StoredPushSubscriber | null =>
	subscriber.refusals + 1 >= mostRefusals ? null : { ...subscriber, refusals: subscriber.refusals + 1 };
