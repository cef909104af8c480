/** `/v1/tokens`: list, create, rotate and revoke operator tokens. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CommandOf } from '../../../src/model/commands/command.ts';
import { instantOf } from '../../../src/model/decide/times.ts';
import type { RecordIn } from '../../core/tokens/token-changes.ts';
import type { Api, ApiEnv, Services } from '../context.ts';
import { commandSourceOf } from './execute-command.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	noQuery,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
} from './route-parts.ts';
import {
	createTokenRequest,
	newTokenResource,
	revokeTokenQuery,
	rotateTokenRequest,
	tokenList,
} from './schemas/tokens.ts';

type TokenCommand = CommandOf<'create-token' | 'rotate-token' | 'revoke-token'>;

export function tokenRoutes(api: Api, services: Services): void {
	const { clock, commandHandler, tokens } = services;
	const { changes } = tokens;

	/** Writes a change of a token to the audit log. */
	const recordIn =
		(context: Context<ApiEnv>, commandOf: (...given: Parameters<RecordIn>) => TokenCommand): RecordIn =>
		(id, issued) =>
			commandHandler.execute({
				command: commandOf(id, issued),
				actor: context.get('actor'),
				source: commandSourceOf(context),
			});
	const instantFrom = (time: string | null | undefined) =>
		time && instantOf(time, new Date(clock.now()).toISOString());

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/tokens',
			operationId: 'listTokens',
			tags: ['Tokens'],
			summary: 'List the operator tokens, without their secrets',
			description: 'The server stores hashes only and cannot show a secret again.',
			...operatorRoute(services, 'read-tokens'),
			responses: { 200: jsonResponse(tokenList, 'The tokens.'), ...problemResponses },
		}),
		async (context) => context.json({ tokens: [...(await tokens.list())] }, 200),
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/tokens',
			operationId: 'createToken',
			tags: ['Tokens'],
			summary: 'Create an operator token',
			description:
				'The answer is the only one with the secret. This request must not be repeated blindly: each creates a token.',
			...operatorRouteWithBody(services, 'create-token'),
			request: { query: noQuery, body: jsonBody(createTokenRequest) },
			responses: {
				201: jsonResponse(newTokenResource, 'The token, with its secret.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const { expiresAt: until, ...given } = context.req.valid('json');
			const expiresAt = instantFrom(until);
			const record = recordIn(context, (token, issued) => ({ type: 'create-token', token, ...issued }));
			return context.json(await changes.create({ ...given, expiresAt }, record), 201);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/tokens/{id}/rotate',
			operationId: 'rotateToken',
			tags: ['Tokens'],
			summary: 'Replace the secret of an operator token',
			description:
				'The former secret is refused from now on. The name, the role, the owner and the entries in the audit log stay. The answer is the only one with the secret.',
			...operatorRouteWithBody(services, 'rotate-token'),
			request: { params: idParameter, query: noQuery, body: jsonBody(rotateTokenRequest) },
			responses: {
				200: jsonResponse(newTokenResource, 'The token, with its new secret.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const expiresAt = instantFrom(context.req.valid('json').expiresAt);
			const record = recordIn(context, (token, issued) => ({ type: 'rotate-token', token, ...issued }));
			return context.json(await changes.rotate(context.req.valid('param').id, expiresAt, record), 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/tokens/{id}',
			operationId: 'revokeToken',
			tags: ['Tokens'],
			summary: 'Revoke an operator token',
			description: 'The token is refused from now on. The audit log keeps its name.',
			...operatorRoute(services, 'revoke-token'),
			request: { params: idParameter, query: revokeTokenQuery },
			responses: { 204: { description: 'The token is revoked.' }, ...problemResponses },
		}),
		async (context) => {
			const isLastAdminToo = context.req.valid('query')['last-admin'] === 'true';
			const record = recordIn(context, (token) => ({ type: 'revoke-token', token }));
			await changes.revoke(context.req.valid('param').id, { isLastAdminToo, record });
			return context.body(null, 204);
		},
	);
}
