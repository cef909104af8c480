/** Post-mortems: what happened and what will be done. A notice has one at the most, which is put there whole. */
import { createRoute } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import type { State } from '../../../src/model/state/state.ts';
import { postmortemOf } from '../../../src/model/views/postmortems.ts';
import { notModified, seqOf } from '../conditions.ts';
import type { Api, Services } from '../context.ts';
import { findNotice } from './notices.ts';
import { postmortemBody, postmortemResource } from './schemas/remedies.ts';
import { body, carryOut, guarded, idParameter, json, refusals, writeHeaders } from './write.ts';

const path = '/v1/notices/{id}/postmortem';

function resource(state: State, notice: string) {
	const found = postmortemOf(state, notice);
	if (found) return { seq: found.seq, ...found.value };
	findNotice(state, notice);
	throw new CandorError(
		'not-found',
		`The notice "${notice}" has no post-mortem yet. PUT one to this address.`,
	);
}

export function postmortemRoutes(api: Api, services: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path,
			summary: 'Read a notice’s post-mortem',
			request: { params: idParameter },
			responses: {
				200: json(postmortemResource, 'The post-mortem.'),
				304: { description: 'Unchanged.' },
				...refusals,
			},
		}),
		(context) => {
			const found = resource(services.liveState.state, context.req.valid('param').id);
			const tag = `"${found.seq}"`;
			context.header('etag', tag);
			if (notModified(context.req.header('if-none-match'), tag)) return context.body(null, 304);
			return context.json(found, 200);
		},
	);

	const put = createRoute({
		method: 'put',
		path,
		summary: 'Publish a notice’s post-mortem, or replace it',
		...guarded(services, true),
		request: { params: idParameter, headers: writeHeaders, body: body(postmortemBody) },
		responses: {
			200: json(postmortemResource, 'The post-mortem as it now stands.'),
			201: json(postmortemResource, 'The new post-mortem.'),
			...refusals,
		},
	});
	api.openapi(put, async (context) => {
		const { id: notice } = context.req.valid('param');
		const command = { type: 'put-postmortem', notice, ...context.req.valid('json') } as const;
		const current = seqOf('postmortem', notice);
		const { before, state } = await carryOut(context, services, command, current);
		const made = resource(state, notice);
		context.header('etag', `"${made.seq}"`);
		return context.json(made, current(before) === null ? 201 : 200);
	});

	api.openapi(
		createRoute({
			method: 'delete',
			path,
			summary: 'Remove a notice’s post-mortem',
			...guarded(services, false),
			request: { params: idParameter, headers: writeHeaders },
			responses: { 204: { description: 'It is gone.' }, ...refusals },
		}),
		async (context) => {
			const { id: notice } = context.req.valid('param');
			await carryOut(context, services, { type: 'remove-postmortem', notice }, seqOf('postmortem', notice));
			return context.body(null, 204);
		},
	);
}
