/** `/v1/components`: list, create, change and remove components. */
import { createRoute, z } from '@hono/zod-openapi';
import { id } from '../../../src/model/records/fields.ts';
import type { State } from '../../../src/model/state/state.ts';
import { components } from '../../../src/model/views/components.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { executeCommand } from './execute-command.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
	publicRoute,
	removedResponse,
	writeHeaders,
	writtenResponse,
} from './route-parts.ts';
import { componentList, componentResource, putComponentRequest } from './schemas/components.ts';

const resources = (state: State, now: number) =>
	components(state, now).map(({ id, value, status }) => ({
		id,
		seq: recordSeq('component', id)(state) ?? 0,
		...value,
		currentStatus: status,
	}));

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

	const put = createRoute({
		method: 'put',
		path: '/v1/components/{id}',
		operationId: 'putComponent',
		tags: ['Components'],
		summary: 'Create or change a component',
		description: 'The path gives a new component its id.',
		...operatorRouteWithBody(services),
		// Stricter than `idParameter`: the path gives a new record its id.
		request: { params: z.object({ id }), headers: writeHeaders, body: jsonBody(putComponentRequest) },
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
		const [resource] = resources(state, clock.now()).filter((each) => each.id === name);
		context.header('etag', `"${currentSeq(state)}"`);
		return context.json(resource, currentSeq(before) === null ? 201 : 200);
	});

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/components/{id}',
			operationId: 'removeComponent',
			tags: ['Components'],
			summary: 'Remove a component that no open notice names',
			description: 'A component that an open notice names is refused with `409 component-in-use`.',
			...operatorRoute(services),
			request: { params: idParameter, headers: writeHeaders },
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
