/** `/v1/remedies`: what is offered to visitors after an outage. A PUT replaces all of a remedy. */
import { createRoute, z } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import { id } from '../../../src/model/records/fields.ts';
import type { State } from '../../../src/model/state/state.ts';
import { remedies } from '../../../src/model/views/remedies.ts';
import { isNotModified, recordSeq } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { executeCommand } from './execute-command.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	notModifiedResponse,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
	publicRoute,
	recordResponse,
	removedResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { putRemedyRequest, remedyList, remedyResource } from './schemas/remedies.ts';

const remedyResources = (state: State) =>
	remedies(state).map(({ id, seq, value }) => ({ id, seq, ...value }));

function findRemedy(state: State, name: string) {
	const found = remedyResources(state).find((each) => each.id === name);
	if (found) return found;
	throw new CandorError('not-found', `There is no remedy "${name}". List the remedies to see their ids.`);
}

export function remedyRoutes(api: Api, services: Services): void {
	const { liveState } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/remedies',
			operationId: 'listRemedies',
			tags: ['Remedies'],
			summary: 'List the remedies',
			description: 'The newest first, with those that have expired.',
			...publicRoute,
			responses: { 200: jsonResponse(remedyList, 'The remedies, the newest first.'), ...problemResponses },
		}),
		(context) => {
			const { state } = liveState;
			return context.json({ seq: state.seq, remedies: remedyResources(state) }, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/remedies/{id}',
			operationId: 'getRemedy',
			tags: ['Remedies'],
			summary: 'Read a remedy',
			description: 'An apology with an offer, and how a visitor claims it.',
			...publicRoute,
			request: { params: idParameter },
			responses: {
				200: recordResponse(remedyResource, 'The remedy.'),
				...notModifiedResponse,
				...problemResponses,
			},
		}),
		(context) => {
			const remedy = findRemedy(liveState.state, context.req.valid('param').id);
			const tag = `"${remedy.seq}"`;
			context.header('etag', tag);
			if (isNotModified(context.req.header('if-none-match'), tag)) return context.body(null, 304);
			return context.json(remedy, 200);
		},
	);

	const put = createRoute({
		method: 'put',
		path: '/v1/remedies/{id}',
		operationId: 'putRemedy',
		tags: ['Remedies'],
		summary: 'Create or replace a remedy',
		description: 'The request replaces all of the remedy.',
		...operatorRouteWithBody(services, 'put-remedy'),
		// Stricter than `idParameter`: the path gives a new record its id.
		request: {
			params: z.object({ id }),
			headers: writeHeaders,
			query: writeQuery,
			body: jsonBody(putRemedyRequest),
		},
		responses: {
			200: writtenResponse(remedyResource, 'The changed remedy.'),
			201: writtenResponse(remedyResource, 'The new remedy.'),
			...problemResponses,
		},
	});
	api.openapi(put, async (context) => {
		const { id: name } = context.req.valid('param');
		const command = { type: 'put-remedy', id: name, ...context.req.valid('json') } as const;
		const currentSeq = recordSeq('remedy', name);
		const { before, state } = await executeCommand(context, services, command, currentSeq);
		const remedy = findRemedy(state, name);
		context.header('etag', `"${remedy.seq}"`);
		return context.json(remedy, currentSeq(before) === null ? 201 : 200);
	});

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/remedies/{id}',
			operationId: 'removeRemedy',
			tags: ['Remedies'],
			summary: 'Remove a remedy',
			description: 'Pages show it no longer. The log keeps it.',
			...operatorRoute(services, 'remove-remedy'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery },
			responses: { 204: removedResponse('The remedy is removed.'), ...problemResponses },
		}),
		async (context) => {
			const { id: name } = context.req.valid('param');
			const command = { type: 'remove-remedy', id: name } as const;
			await executeCommand(context, services, command, recordSeq('remedy', name));
			return context.body(null, 204);
		},
	);
}
