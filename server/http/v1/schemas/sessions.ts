import { z } from '@hono/zod-openapi';
import { roles } from '../../../../src/model/vocabulary.ts';
import { actor } from './proposals.ts';

const server = z
	.strictObject({
		name: z.string().nullable().openapi({ description: 'The name of the page. `null`: it has none yet.' }),
		environment: z
			.string()
			.nullable()
			.openapi({ description: '`CANDOR_ENVIRONMENT`, such as “production”. `null`: not set.' }),
	})
	.openapi({ description: 'Where the operator is signed in. Show both all the time.' });

export const startSessionRequest = z
	.strictObject({ token: z.string().min(1).max(1_000).openapi({ description: 'An operator token.' }) })
	.openapi('StartSession');

const end = (description: string) => z.iso.datetime().nullable().openapi({ description });

export const sessionResource = z
	.strictObject({
		operator: z
			.strictObject({ id: z.string(), name: z.string().nullable(), role: z.enum(roles) })
			.openapi({ description: 'The token of the session, as it is now.' }),
		expiresAt: end('When the session ends, whatever happens. `null`: the request has a token instead.'),
		idleExpiresAt: end('When the session ends unless there is another request.'),
		server,
	})
	.openapi('Session');

export const signedInOperators = z
	.strictObject({
		operators: z.array(
			z.strictObject({
				operator: actor,
				sessions: z.int(),
				signedInAt: z.iso.datetime().openapi({ description: 'The last sign-in.' }),
				usedAt: z.iso.datetime().openapi({ description: 'The last request, to the minute.' }),
			}),
		),
	})
	.openapi('SignedInOperators');

export const operatorsHere = z
	.strictObject({
		operators: z.array(
			z.strictObject({
				name: z.string(),
				isYou: z.boolean().openapi({ description: 'Whether it is the operator of the request.' }),
			}),
		),
	})
	.openapi('OperatorsHere');

export const signInResource = z
	.strictObject({
		token: z.literal(true).openapi({ description: 'An operator token always works.' }),
		openid: z
			.strictObject({
				name: z.string().openapi({ description: 'The name of the identity provider.' }),
				href: z.string().openapi({ description: 'Where a browser starts the sign-in.' }),
			})
			.nullable()
			.openapi({ description: 'Sign-in through an identity provider. `null`: not configured.' }),
		server,
	})
	.openapi('SignIn');
