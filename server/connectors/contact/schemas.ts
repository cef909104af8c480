/** What the routes about requests for contact accept and return. */
import { z } from '@hono/zod-openapi';
import { id, instant } from '../../../src/model/records/fields.ts';
import { longestToken } from '../claims/signed-token.ts';

export const contactRequest = z
	.strictObject({
		token: z.string().min(1).max(longestToken).openapi({
			description:
				'A compact JWS, signed by the host’s server with a claim key. Its content: `notice` (the id), `sub` (the host’s reference of the customer, at most 200 characters), `iat` and `exp` (at most 24 hours later).',
		}),
	})
	.openapi('RequestContact');

const requested = {
	id: z.string().openapi({ description: 'Of the request. The desk gets the same.' }),
	notice: id,
	requestedAt: instant,
};

export const contactResult = z.strictObject(requested).openapi('ContactRequest');

const row = z.strictObject({
	...requested,
	subject: z.string().openapi({ description: 'The host’s reference of the customer.' }),
	deliveredAt: instant.nullable().openapi({
		description: 'When a desk accepted it. `null`: none has; it waits, was given up, or there is no desk.',
	}),
});

export const contactQuery = z.strictObject({
	notice: id.optional().openapi({ description: 'Only the requests about this notice.' }),
	cursor: z.string().max(200).optional().openapi({ description: '`next` of the page before.' }),
	limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

export const contactPage = z
	.strictObject({
		isOpen: z.boolean().openapi({ description: 'Whether the server accepts requests.' }),
		keptDays: z.int().nullable().openapi({ description: 'How long they are kept. `null`: it accepts none.' }),
		counts: z
			.array(z.strictObject({ notice: id, requests: z.int(), delivered: z.int() }))
			.openapi({ description: 'For each notice with requests.' }),
		requests: z.array(row),
		next: z.string().nullable().openapi({ description: 'The cursor of the next page; null after the last.' }),
	})
	.openapi('ContactRequests');
