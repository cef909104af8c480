/** `/v1/tokens`: list, create and revoke operator tokens. */
import { createRoute } from '@hono/zod-openapi';
import type { Api, Services } from '../context.ts';
import {
	adminRoute,
	adminRouteWithBody,
	idParameter,
	jsonBody,
	jsonResponse,
	noQuery,
	operatorRoute,
	problemResponses,
} from './route-parts.ts';
import { createTokenRequest, newTokenResource, tokenList } from './schemas/tokens.ts';

export function tokenRoutes(api: Api, services: Services): void {
	const { tokens } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/tokens',
			operationId: 'listTokens',
			tags: ['Tokens'],
			summary: 'List the operator tokens, without their secrets',
			description: 'The server stores hashes only and cannot show a secret again.',
			...operatorRoute(services),
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
			...adminRouteWithBody(services),
			request: { query: noQuery, body: jsonBody(createTokenRequest) },
			responses: {
				201: jsonResponse(newTokenResource, 'The token, with its secret.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const { name, role } = context.req.valid('json');
			return context.json(await tokens.create(name, role), 201);
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
			...adminRoute(services),
			request: { params: idParameter, query: noQuery },
			responses: { 204: { description: 'The token is revoked.' }, ...problemResponses },
		}),
		async (context) => {
			await tokens.revoke(context.req.valid('param').id);
			return context.body(null, 204);
		},
	);
}
