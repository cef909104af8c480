/** `/v1/components`: list, create, change and remove components. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import { id } from '../../../src/model/records/fields.ts';
import type { State } from '../../../src/model/state/state.ts';
import { components, hidesNotices } from '../../../src/model/views/components.ts';
import { componentWarnings } from '../../../src/model/views/warnings.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Api, ApiEnv, Services } from '../context.ts';
import { executeCommand } from './execute-command.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	operatorRoute,
	operatorRouteWithBody,
	patchBody,
	problemResponses,
	publicRoute,
	recordResponse,
	removedResponse,
	withWarnings,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import {
	componentList,
	componentResource,
	patchComponentRequest,
	putComponentRequest,
} from './schemas/components.ts';

const resources = (state: State, now: number) =>
	components(state, now).map((view) => ({
		id: view.id,
		seq: recordSeq('component', view.id)(state) ?? 0,
		...view.value,
		currentStatus: view.status,
		announcedStatus: view.announced,
		hidesNotices: hidesNotices(view),
	}));

/** Throws CandorError `not-found`. */
function findComponent(state: State, name: string, now: number) {
	const found = resources(state, now).find(({ id }) => id === name);
	if (found) return found;
	throw new CandorError(
		'not-found',
		`There is no component "${name}". List the components to see their ids.`,
	);
}

export function componentRoutes(api: Api, services: Services): void {
	const { liveState, clock } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/components',
			operationId: 'listComponents',
			tags: ['Components'],
			summary: 'List the components with their current status',
			description:
				'The status of a component is the one that an operator has set, otherwise the worst one of the open notices.',
			...publicRoute,
			responses: {
				200: jsonResponse(componentList, 'The components, in the order of the page.'),
				...problemResponses,
			},
		}),
		(context) => {
			const { state } = liveState;
			return context.json({ seq: state.seq, components: resources(state, clock.now()) }, 200);
		},
	);

	function sendComponent(context: Context<ApiEnv>, state: State, name: string) {
		const resource = findComponent(state, name, clock.now());
		context.header('etag', `"${resource.seq}"`);
		return resource;
	}

	const changedComponent = (context: Context<ApiEnv>, state: State, name: string) => ({
		...sendComponent(context, state, name),
		...withWarnings(componentWarnings(state, name, clock.now())),
	});

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/components/{id}',
			operationId: 'getComponent',
			tags: ['Components'],
			summary: 'Read a component with its current status',
			description: 'Its ETag is the version of the component, not of the status that notices give it.',
			...publicRoute,
			request: { params: idParameter },
			responses: { 200: recordResponse(componentResource, 'The component.'), ...problemResponses },
		}),
		(context) => {
			const { id } = context.req.valid('param');
			return context.json(sendComponent(context, liveState.state, id), 200);
		},
	);

	const put = createRoute({
		method: 'put',
		path: '/v1/components/{id}',
		operationId: 'putComponent',
		tags: ['Components'],
		summary: 'Create a component, or replace all of it',
		description: 'The path gives a new component its id. Every field is required.',
		...operatorRouteWithBody(services, 'put-component'),
		// Stricter than `idParameter`: the path gives a new record its id.
		request: {
			params: z.object({ id }),
			headers: writeHeaders,
			query: writeQuery,
			body: jsonBody(putComponentRequest),
		},
		responses: {
			200: writtenResponse(componentResource, 'The changed component.'),
			201: writtenResponse(componentResource, 'The new component.'),
			...problemResponses,
		},
	});
	api.openapi(put, async (context) => {
		const { id: name } = context.req.valid('param');
		const command = { type: 'put-component', id: name, ...context.req.valid('json') } as const;
		const currentSeq = recordSeq('component', name);
		const { before, state } = await executeCommand(context, services, command, currentSeq);
		return context.json(changedComponent(context, state, name), currentSeq(before) === null ? 201 : 200);
	});

	const patch = createRoute({
		method: 'patch',
		path: '/v1/components/{id}',
		operationId: 'patchComponent',
		tags: ['Components'],
		summary: 'Change the given fields of a component',
		description: 'A JSON merge patch (RFC 7396): a missing field stays as it is, and null clears one.',
		...operatorRouteWithBody(services, 'edit-component'),
		request: {
			params: idParameter,
			headers: writeHeaders,
			query: writeQuery,
			body: patchBody(patchComponentRequest),
		},
		responses: { 200: writtenResponse(componentResource, 'The changed component.'), ...problemResponses },
	});
	api.openapi(patch, async (context) => {
		const { id } = context.req.valid('param');
		const command = { type: 'edit-component', id, ...context.req.valid('json') } as const;
		const { state } = await executeCommand(context, services, command, recordSeq('component', id));
		return context.json(changedComponent(context, state, id), 200);
	});

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/components/{id}',
			operationId: 'removeComponent',
			tags: ['Components'],
			summary: 'Remove a component that no open notice names',
			description: 'A component that an open notice names is refused with `409 component-in-use`.',
			...operatorRoute(services, 'remove-component'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery },
			responses: { 204: removedResponse('The component is removed.'), ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const command = { type: 'remove-component', id } as const;
			await executeCommand(context, services, command, recordSeq('component', id));
			return context.body(null, 204);
		},
	);
}
