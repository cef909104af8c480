/** `GET /v1/keys`: the public keys, for whoever sets up pins or checks a mirror. Pages trust their own pins alone. */
import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { keysCaching } from '../cache/cache-control.ts';
import { EncodedBody, sendEncoded } from '../cache/encoded.ts';
import type { Api, Services } from '../context.ts';
import { json } from './write.ts';

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
	.object({ keys: z.array(publicKey).openapi({ description: 'The one that signs comes first.' }) })
	.openapi('Keys');

export function keyRoutes(api: Api, { keyring }: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/keys',
			summary: 'The public keys of the signatures (RFC 7517); none where nothing is signed',
			responses: { 200: json(keySet, 'The keys.'), 304: { description: 'Unchanged.' } },
		}),
		(context) => {
			const text = JSON.stringify({ keys: keyring.publicKeys() });
			const digest = createHash('sha256').update(text).digest('base64url').slice(0, 16);
			return sendEncoded(context, {
				body: new EncodedBody(Buffer.from(text)),
				tag: `W/"${digest}"`,
				type: 'application/json; charset=utf-8',
				caching: keysCaching,
			});
		},
	);
}
