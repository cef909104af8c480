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
	writeHeaders,
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
			summary: 'List the components with their current status',
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
		summary: 'Create or change a component',
		...operatorRouteWithBody(services),
		// Stricter than `idParameter`: the path gives a new record its id.
		request: { params: z.object({ id }), headers: writeHeaders, body: jsonBody(putComponentRequest) },
		responses: {
			200: jsonResponse(componentResource, 'The changed component.'),
			201: jsonResponse(componentResource, 'The new component.'),
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
			summary: 'Remove a component that no open notice names',
			...operatorRoute(services),
			request: { params: idParameter, headers: writeHeaders },
			responses: { 204: { description: 'The component is removed.' }, ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const command = { type: 'remove-component', id } as const;
			await executeCommand(context, services, command, recordSeq('component', id));
			return context.body(null, 204);
		},
	);
}
