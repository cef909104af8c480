/**
 * `GET /v1/keys`: the public keys, for setting up pins and for checking mirrors. Pages trust only
 * their own pins.
 */
import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { keysCacheControl } from '../cache/cache-control.ts';
import { EncodedBody, sendEncoded } from '../cache/encoded-body.ts';
import type { Api, Services } from '../context.ts';
import { notModifiedResponse, problemResponses, publicRoute, recordResponse } from './route-parts.ts';

const publicKey = z
	.object({
		kty: z.string(),
		crv: z.enum(['P-256', 'Ed25519']),
		x: z.string(),
		y: z.string().optional(),
		kid: z.string().openapi({ description: 'The RFC 7638 thumbprint.' }),
		alg: z.enum(['ES256', 'EdDSA']),
		use: z.literal('sig'),
		pin: z
			.string()
			.openapi({ description: 'The raw public key, for data-keys (docs/reference/protocol.md).' }),
	})
	.openapi('PublicKey');
const keySet = z
	.object({
		keys: z.array(publicKey).openapi({ description: 'The key that signs now comes first.' }),
	})
	.openapi('Keys');

export function keyRoutes(api: Api, { keyring }: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/keys',
			operationId: 'getKeys',
			tags: ['For pages'],
			summary: 'The public keys of the signatures (RFC 7517); empty when nothing is signed',
			description: 'For setting up pins. A page trusts only its own pins (docs/how-to/signing.md).',
			...publicRoute,
			responses: { 200: recordResponse(keySet, 'The keys.'), ...notModifiedResponse, ...problemResponses },
		}),
		(context) => {
			const text = JSON.stringify({ keys: keyring.publicKeys() });
			const digest = createHash('sha256').update(text).digest('base64url').slice(0, 16);
			return sendEncoded(context, {
				body: new EncodedBody(Buffer.from(text)),
				tag: `W/"${digest}"`,
				type: 'application/json; charset=utf-8',
				cacheControl: keysCacheControl,
			});
		},
	);
}
