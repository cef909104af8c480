/** `/v1/tokens`: list, create and revoke operator tokens. */
import { createRoute } from '@hono/zod-openapi';
import type { Api, Services } from '../context.ts';
import {
	adminRoute,
	adminRouteWithBody,
	idParameter,
	jsonBody,
	jsonResponse,
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
			summary: 'List the operator tokens, without their secrets',
			...operatorRoute(services),
			responses: { 200: jsonResponse(tokenList, 'The tokens.'), ...problemResponses },
		}),
		async (context) => context.json({ tokens: [...(await tokens.list())] }, 200),
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/tokens',
			summary: 'Create an operator token',
			...adminRouteWithBody(services),
			request: { body: jsonBody(createTokenRequest) },
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
			summary: 'Revoke an operator token',
			...adminRoute(services),
			request: { params: idParameter },
			responses: { 204: { description: 'The token is revoked.' }, ...problemResponses },
		}),
		async (context) => {
			await tokens.revoke(context.req.valid('param').id);
			return context.body(null, 204);
		},
	);
}
