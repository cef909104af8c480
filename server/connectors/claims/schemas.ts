/** What the routes about claims accept and return. */
import { z } from '@hono/zod-openapi';
import { id, instant } from '../../../src/model/records/fields.ts';
import { payoutUnits } from '../../../src/model/vocabulary.ts';
import { longestToken } from './signed-token.ts';
import { claimAlgorithms } from './stored-claim-keys.ts';

export const claimRequest = z
	.strictObject({
		token: z.string().min(1).max(longestToken).openapi({
			description:
				'A compact JWS, signed by the host’s server with HS256 or ES256. Its content: `remedy`, `sub` (the host’s reference of the customer, at most 200 characters), `iat`, `exp` (at most 24 hours later) and `attributes` (what decides the tier; optional).',
		}),
	})
	.openapi('ClaimRemedy');

const paid = {
	value: z.string().openapi({ description: 'What the customer receives, in the unit.', example: '12.50' }),
	unit: z.enum(payoutUnits),
	currency: z.string().nullable().openapi({ description: 'For `money`: ISO 4217.' }),
	minutes: z.int().openapi({ description: 'The measured minutes of impact. 0: nothing is measured.' }),
};

export const claimResult = z
	.strictObject({
		id: z.string().openapi({ description: 'Of the claim. Billing gets the same.' }),
		remedy: id,
		...paid,
		claimedAt: instant,
	})
	.openapi('RemedyClaim');

const storedClaim = z.strictObject({
	id: z.string(),
	subject: z.string().openapi({ description: 'The host’s reference of the customer.' }),
	...paid,
	claimedAt: instant,
});

export const claimQuery = z.strictObject({
	cursor: z.string().max(200).optional().openapi({ description: '`next` of the page before.' }),
	limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

export const claimPage = z
	.strictObject({
		remedy: id,
		claimed: z.int().openapi({ description: 'How many customers have claimed it.' }),
		paid: z.string().openapi({ description: 'The sum of the values. `0`: none.' }),
		budget: z
			.strictObject({ claims: z.int().nullable(), total: z.string().nullable() })
			.openapi({ description: 'How much it may cost. `null`: without a limit.' }),
		claims: z.array(storedClaim),
		next: z.string().nullable().openapi({ description: 'The cursor of the next page; null after the last.' }),
	})
	.openapi('RemedyClaims');

const key = z
	.strictObject({ id: z.string(), algorithm: z.enum(claimAlgorithms), createdAt: instant })
	.openapi('ClaimKey');

export const claimKeys = z.strictObject({ keys: z.array(key) }).openapi('ClaimKeys');

export const addClaimKey = z
	.strictObject({
		publicKey: z.string().max(2_000).optional().openapi({
			description:
				'For ES256: the public key of the host, as PEM. Missing: the server makes a secret for HS256.',
		}),
	})
	.openapi('AddClaimKey');

export const newClaimKey = key
	.extend({
		secret: z
			.string()
			.nullable()
			.openapi({ description: 'For HS256. It is shown only once. `null`: the host has the private key.' }),
	})
	.openapi('NewClaimKey');
