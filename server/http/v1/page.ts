/** `/v1/page`: the name and the links of the page. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Command } from '../../../src/model/commands/command.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { State } from '../../../src/model/state/state.ts';
import { page } from '../../../src/model/views/page.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Api, ApiEnv, Services } from '../context.ts';
import { executeCommand } from './execute-command.ts';
import {
	jsonBody,
	operatorRouteWithBody,
	patchBody,
	problemResponses,
	publicRoute,
	recordResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { pageResource, patchPageRequest, putPageRequest } from './schemas/components.ts';

const currentSeq = recordSeq('page', 'page');

function pageResourceOf(state: State) {
	const value = page(state);
	if (!value) throw new CandorError('not-found', 'The page has no name yet. Set one with PATCH /v1/page.');
	const { origins: _, ...fields } = value;
	return { seq: currentSeq(state) ?? 0, ...fields };
}

export function pageRoutes(api: Api, services: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/page',
			operationId: 'getPage',
			tags: ['Page'],
			summary: 'Read the name and the links of the page',
			description: 'The name and the links that every element shows.',
			...publicRoute,
			responses: { 200: recordResponse(pageResource, 'The page.'), ...problemResponses },
		}),
		(context) => {
			const resource = pageResourceOf(services.liveState.state);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, 200);
		},
	);

	async function changePage(context: Context<ApiEnv>, command: Command) {
		const { state } = await executeCommand(context, services, command, currentSeq);
		const resource = pageResourceOf(state);
		context.header('etag', `"${resource.seq}"`);
		return resource;
	}

	api.openapi(
		createRoute({
			method: 'put',
			path: '/v1/page',
			operationId: 'putPage',
			tags: ['Page'],
			summary: 'Replace the name and the links of the page',
			description: 'Every field is required.',
			...operatorRouteWithBody(services, 'put-page'),
			request: { headers: writeHeaders, query: writeQuery, body: jsonBody(putPageRequest) },
			responses: { 200: writtenResponse(pageResource, 'The changed page.'), ...problemResponses },
		}),
		async (context) => {
			const command = { type: 'put-page', ...context.req.valid('json') } as const;
			return context.json(await changePage(context, command), 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'patch',
			path: '/v1/page',
			operationId: 'patchPage',
			tags: ['Page'],
			summary: 'Change the given fields of the page',
			description: 'A JSON merge patch (RFC 7396): a missing field stays as it is, and null clears one.',
			...operatorRouteWithBody(services, 'edit-page'),
			request: { headers: writeHeaders, query: writeQuery, body: patchBody(patchPageRequest) },
			responses: { 200: writtenResponse(pageResource, 'The changed page.'), ...problemResponses },
		}),
		async (context) => {
			const command = { type: 'edit-page', ...context.req.valid('json') } as const;
			return context.json(await changePage(context, command), 200);
		},
	);
}
