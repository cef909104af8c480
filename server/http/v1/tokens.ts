import { createRoute } from '@hono/zod-openapi';
import type { Api, Services } from '../context.ts';
import { newTokenResource, tokenBody, tokenList } from './schemas/notices.ts';
import { body, guarded, idParameter, json, refusals } from './write.ts';

export function tokenRoutes(api: Api, services: Services): void {
	const { tokens } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/tokens',
			summary: 'List the operator tokens, without their secrets',
			...guarded(services, false),
			responses: { 200: json(tokenList, 'The tokens.'), ...refusals },
		}),
		async (context) => context.json({ tokens: [...(await tokens.list())] }, 200),
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/tokens',
			summary: 'Make an operator token',
			...guarded(services, true),
			request: { body: body(tokenBody) },
			responses: { 201: json(newTokenResource, 'The token, with its secret.'), ...refusals },
		}),
		async (context) => context.json(await tokens.create(context.req.valid('json').name), 201),
	);

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/tokens/{id}',
			summary: 'Revoke an operator token',
			...guarded(services, false),
			request: { params: idParameter },
			responses: { 204: { description: 'It opens nothing any more.' }, ...refusals },
		}),
		async (context) => {
			await tokens.revoke(context.req.valid('param').id);
			return context.body(null, 204);
		},
	);
}
