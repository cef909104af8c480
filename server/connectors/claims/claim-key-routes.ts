/** `/v1/claim-keys`: the keys with which the host's servers sign claim tokens. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Api, ApiEnv, Services } from '../../http/context.ts';
import { commandSourceOf } from '../../http/v1/execute-command.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	noQuery,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
} from '../../http/v1/route-parts.ts';
import { addClaimKey, claimKeys, newClaimKey } from './schemas.ts';
import type { StoredClaimKeys } from './stored-claim-keys.ts';

const tags = ['Claims'];

export function claimKeyRoutes(api: Api, services: Services, keys: StoredClaimKeys): void {
	/** Writes to the audit log what happens to the keys, once it is known to be possible. */
	const record = (context: Context<ApiEnv>, event: string) =>
		services.commandHandler.execute({
			command: { type: 'put-connector', id: 'claim-keys', direction: 'in', of: 'claims', event },
			actor: context.get('actor'),
			source: commandSourceOf(context),
		});

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/claim-keys', operationId: 'listClaimKeys', tags },
			summary: 'List the keys that sign claims',
			description: 'Secrets are never shown.',
			...operatorRoute(services, 'read-claims'),
			responses: { 200: jsonResponse(claimKeys, 'The keys.'), ...problemResponses },
		}),
		async (context) => {
			const all = await keys.all();
			return context.json(
				{ keys: all.map(({ id, algorithm, createdAt }) => ({ id, algorithm, createdAt })) },
				200,
			);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/claim-keys', operationId: 'addClaimKey', tags },
			summary: 'Add a key that signs claims',
			description:
				'All keys are valid until they are removed, so that the host’s server can change over. The answer is the only one with the secret.',
			...operatorRouteWithBody(services, 'put-connector'),
			request: { query: noQuery, body: jsonBody(addClaimKey) },
			responses: { 201: jsonResponse(newClaimKey, 'The key, with its secret.'), ...problemResponses },
		}),
		async (context) => {
			const { publicKey } = context.req.valid('json');
			await keys.assertNew(publicKey);
			await record(context, 'a key was added');
			return context.json(await keys.add(publicKey), 201);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'delete', path: '/v1/claim-keys/{id}', operationId: 'removeClaimKey', tags },
			summary: 'Remove a key that signs claims',
			description: 'Tokens that it has signed are refused from now on.',
			...operatorRoute(services, 'put-connector'),
			request: { params: idParameter, query: noQuery },
			responses: { 204: { description: 'The key is removed.' }, ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			await keys.require(id);
			await record(context, 'a key was removed');
			await keys.remove(id);
			return context.body(null, 204);
		},
	);
}
