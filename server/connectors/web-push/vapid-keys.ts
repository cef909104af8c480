/**
 * The key pair by which push services know this server (VAPID, RFC 8292). It is made at the first
 * use and stays in the private store: a subscription is worth nothing without it.
 */
import webpush from 'web-push';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kind = 'web-push-key';
const id = 'vapid';
/** An uncompressed point of P-256, and a scalar, in base64url. */
const storedKeys = z.object({
	publicKey: z.string().regex(/^[\w-]{87}$/),
	privateKey: z.string().regex(/^[\w-]{43}$/),
});
export type VapidKeys = z.infer<typeof storedKeys>;

/** Throws CandorError `damaged` when the stored keys cannot be read. */
export async function openVapidKeys(privateStore: PrivateStore): Promise<VapidKeys> {
	await privateStore.put(kind, id, webpush.generateVAPIDKeys(), 0);
	// Another server on the same store may have been first.
	const { data } = storedKeys.safeParse((await privateStore.get(kind, id))?.value);
	if (data) return data;
	throw new CandorError(
		'damaged',
		'The key of Web Push is damaged. Restore the newest backup of the data folder.',
	);
}
