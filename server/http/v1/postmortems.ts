/**
 * `/v1/notices/{id}/postmortem`. A notice has at most one post-mortem, and a PUT replaces all of
 * it.
 */
import { createRoute } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import type { State } from '../../../src/model/state/state.ts';
import { postmortemOf } from '../../../src/model/views/postmortems.ts';
import { isNotModified, recordSeq } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { executeCommand } from './execute-command.ts';
import { findNotice } from './notice-resource.ts';
import {
	idParameter,
	jsonBody,
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
import { postmortemResource, putPostmortemRequest } from './schemas/postmortems.ts';

const path = '/v1/notices/{id}/postmortem';

export function postmortemResourceOf(state: State, notice: string) {
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
			operationId: 'getPostmortem',
			tags: ['Post-mortems'],
			summary: 'Read the post-mortem of a notice',
			description: '`404` until one is published.',
			...publicRoute,
			request: { params: idParameter },
			responses: {
				200: recordResponse(postmortemResource, 'The post-mortem.'),
				...notModifiedResponse,
				...problemResponses,
			},
		}),
		(context) => {
			const resource = postmortemResourceOf(services.liveState.state, context.req.valid('param').id);
			const tag = `"${resource.seq}"`;
			context.header('etag', tag);
			if (isNotModified(context.req.header('if-none-match'), tag)) return context.body(null, 304);
			return context.json(resource, 200);
		},
	);

	const put = createRoute({
		method: 'put',
		path,
		operationId: 'putPostmortem',
		tags: ['Post-mortems'],
		summary: 'Publish or replace the post-mortem of a notice',
		description: 'A notice has at most one. The request replaces all of it.',
		...operatorRouteWithBody(services, 'put-postmortem'),
		request: {
			params: idParameter,
			headers: writeHeaders,
			query: writeQuery,
			body: jsonBody(putPostmortemRequest),
		},
		responses: {
			200: writtenResponse(postmortemResource, 'The changed post-mortem.'),
			201: writtenResponse(postmortemResource, 'The new post-mortem.'),
			...problemResponses,
		},
	});
	api.openapi(put, async (context) => {
		const { id: notice } = context.req.valid('param');
		const command = { type: 'put-postmortem', notice, ...context.req.valid('json') } as const;
		const currentSeq = recordSeq('postmortem', notice);
		const { before, state } = await executeCommand(context, services, command, currentSeq);
		const resource = postmortemResourceOf(state, notice);
		context.header('etag', `"${resource.seq}"`);
		return context.json(resource, currentSeq(before) === null ? 201 : 200);
	});

	api.openapi(
		createRoute({
			method: 'delete',
			path,
			operationId: 'removePostmortem',
			tags: ['Post-mortems'],
			summary: 'Remove the post-mortem of a notice',
			description: 'Pages show it no longer. The log keeps it.',
			...operatorRoute(services, 'remove-postmortem'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery },
			responses: { 204: removedResponse('The post-mortem is removed.'), ...problemResponses },
		}),
		async (context) => {
			const { id: notice } = context.req.valid('param');
			const command = { type: 'remove-postmortem', notice } as const;
			await executeCommand(context, services, command, recordSeq('postmortem', notice));
			return context.body(null, 204);
		},
	);
}
