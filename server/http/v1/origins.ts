/** `/v1/origins`: further servers of the same log, for pages whose script tag does not name them. */
import { createRoute } from '@hono/zod-openapi';
import type { State } from '../../../src/model/state/state.ts';
import { page } from '../../../src/model/views/page.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { executeCommand } from './execute-command.ts';
import {
	jsonBody,
	operatorRouteWithBody,
	problemResponses,
	publicRoute,
	recordResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { originsResource, putOriginsRequest } from './schemas/components.ts';

const currentSeq = recordSeq('page', 'page');

const originsOf = (state: State) => ({
	seq: currentSeq(state) ?? 0,
	origins: [...(page(state)?.origins ?? [])],
});

export function originRoutes(api: Api, services: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/origins',
			operationId: 'getOrigins',
			tags: ['Page'],
			summary: 'Read the list of further servers',
			description: 'Pages that pin keys ask these servers too, after those of their script tag.',
			...publicRoute,
			responses: { 200: recordResponse(originsResource, 'The list.'), ...problemResponses },
		}),
		(context) => {
			const resource = originsOf(services.liveState.state);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'put',
			path: '/v1/origins',
			operationId: 'putOrigins',
			tags: ['Page'],
			summary: 'Replace the list of further servers',
			description:
				'At most five addresses of servers of the same log. Pages that pin keys learn them within a second, and keep them for seven days. The server calls its hook, if it has one.',
			...operatorRouteWithBody(services, 'set-origins'),
			request: { headers: writeHeaders, query: writeQuery, body: jsonBody(putOriginsRequest) },
			responses: { 200: writtenResponse(originsResource, 'The changed list.'), ...problemResponses },
		}),
		async (context) => {
			const command = { type: 'set-origins', ...context.req.valid('json') } as const;
			const { state } = await executeCommand(context, services, command, currentSeq);
			const resource = originsOf(state);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, 200);
		},
	);
}
