import { createRoute, z } from '@hono/zod-openapi';
import { id } from '../../../src/model/records/fields.ts';
import type { State } from '../../../src/model/state/state.ts';
import { components } from '../../../src/model/views/components.ts';
import { seqOf } from '../conditions.ts';
import type { Api, Services } from '../context.ts';
import { componentBody, componentList, componentResource } from './schemas/notices.ts';
import { body, carryOut, guarded, idParameter, json, refusals, writeHeaders } from './write.ts';

const resources = (state: State, now: number) =>
	components(state, now).map(({ id, value, status }) => ({
		id,
		seq: seqOf('component', id)(state) ?? 0,
		...value,
		currentStatus: status,
	}));

export function componentRoutes(api: Api, services: Services): void {
	const { liveState, clock } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/components',
			summary: 'List the components with their status',
			responses: { 200: json(componentList, 'The components, in the page’s order.'), ...refusals },
		}),
		(context) => {
			const { state } = liveState;
			return context.json({ seq: state.seq, components: resources(state, clock.now()) }, 200);
		},
	);

	const put = createRoute({
		method: 'put',
		path: '/v1/components/{id}',
		summary: 'Make a component, or change it',
		...guarded(services, true),
		// A new record takes its id from the address: here it must be one.
		request: { params: z.object({ id }), headers: writeHeaders, body: body(componentBody) },
		responses: {
			200: json(componentResource, 'The component as it now stands.'),
			201: json(componentResource, 'The new component.'),
			...refusals,
		},
	});
	api.openapi(put, async (context) => {
		const { id: name } = context.req.valid('param');
		const command = { type: 'put-component', id: name, ...context.req.valid('json') } as const;
		const { before, state } = await carryOut(context, services, command, seqOf('component', name));
		const made = resources(state, clock.now()).filter((each) => each.id === name);
		context.header('etag', `"${seqOf('component', name)(state)}"`);
		return context.json(made[0], seqOf('component', name)(before) === null ? 201 : 200);
	});

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/components/{id}',
			summary: 'Remove a component that no open notice names',
			...guarded(services, false),
			request: { params: idParameter, headers: writeHeaders },
			responses: { 204: { description: 'It is gone.' }, ...refusals },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			await carryOut(context, services, { type: 'remove-component', id }, seqOf('component', id));
			return context.body(null, 204);
		},
	);
}
