/** Remedies: what makes an outage good. Each is put there whole. */
import { createRoute, z } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import { id } from '../../../src/model/records/fields.ts';
import type { State } from '../../../src/model/state/state.ts';
import { remedies } from '../../../src/model/views/remedies.ts';
import { notModified, seqOf } from '../conditions.ts';
import type { Api, Services } from '../context.ts';
import { remedyBody, remedyList, remedyResource } from './schemas/remedies.ts';
import { body, carryOut, guarded, idParameter, json, refusals, writeHeaders } from './write.ts';

const resources = (state: State) => remedies(state).map(({ id, seq, value }) => ({ id, seq, ...value }));

function resource(state: State, name: string) {
	const found = resources(state).find((each) => each.id === name);
	if (found) return found;
	throw new CandorError('not-found', `There is no remedy "${name}". List the remedies to see their ids.`);
}

export function remedyRoutes(api: Api, services: Services): void {
	const { liveState } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/remedies',
			summary: 'List the remedies',
			responses: { 200: json(remedyList, 'The remedies, the newest first.'), ...refusals },
		}),
		(context) => {
			const { state } = liveState;
			return context.json({ seq: state.seq, remedies: resources(state) }, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/remedies/{id}',
			summary: 'Read a remedy',
			request: { params: idParameter },
			responses: {
				200: json(remedyResource, 'The remedy.'),
				304: { description: 'Unchanged.' },
				...refusals,
			},
		}),
		(context) => {
			const found = resource(liveState.state, context.req.valid('param').id);
			const tag = `"${found.seq}"`;
			context.header('etag', tag);
			if (notModified(context.req.header('if-none-match'), tag)) return context.body(null, 304);
			return context.json(found, 200);
		},
	);

	const put = createRoute({
		method: 'put',
		path: '/v1/remedies/{id}',
		summary: 'Make a remedy, or replace it',
		...guarded(services, true),
		// A new record takes its id from the address: here it must be one.
		request: { params: z.object({ id }), headers: writeHeaders, body: body(remedyBody) },
		responses: {
			200: json(remedyResource, 'The remedy as it now stands.'),
			201: json(remedyResource, 'The new remedy.'),
			...refusals,
		},
	});
	api.openapi(put, async (context) => {
		const { id: name } = context.req.valid('param');
		const command = { type: 'put-remedy', id: name, ...context.req.valid('json') } as const;
		const { before, state } = await carryOut(context, services, command, seqOf('remedy', name));
		const made = resource(state, name);
		context.header('etag', `"${made.seq}"`);
		return context.json(made, seqOf('remedy', name)(before) === null ? 201 : 200);
	});

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/remedies/{id}',
			summary: 'Remove a remedy',
			...guarded(services, false),
			request: { params: idParameter, headers: writeHeaders },
			responses: { 204: { description: 'It is gone.' }, ...refusals },
		}),
		async (context) => {
			const { id: name } = context.req.valid('param');
			await carryOut(context, services, { type: 'remove-remedy', id: name }, seqOf('remedy', name));
			return context.body(null, 204);
		},
	);
}
