/** `/v1/notices`: read and open notices. notice-list.ts has the list. */
import { createRoute } from '@hono/zod-openapi';
import { isNotModified } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { mountPathOf } from '../mount.ts';
import { executeCommand } from './execute-command.ts';
import { openCommand } from './notice-commands.ts';
import { changedNoticeResource, findNotice, noticeResourceOf } from './notice-resource.ts';
import {
	createdResponse,
	idParameter,
	jsonBody,
	notModifiedResponse,
	operatorRouteWithBody,
	problemResponses,
	publicRoute,
	recordResponse,
	waitingResponse,
	writeHeaders,
	writeQuery,
} from './route-parts.ts';
import { noticeResource, openNoticeRequest } from './schemas/notices.ts';

export function noticeRoutes(api: Api, services: Services): void {
	const { liveState } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/notices/{id}',
			operationId: 'getNotice',
			tags: ['Notices'],
			summary: 'Read a notice and its updates',
			description: 'A retracted notice is `410 retracted`.',
			...publicRoute,
			request: { params: idParameter },
			responses: {
				200: recordResponse(noticeResource, 'The notice.'),
				...notModifiedResponse,
				...problemResponses,
			},
		}),
		(context) => {
			const { state } = liveState;
			const found = findNotice(state, context.req.valid('param').id);
			const tag = `"${found.seq}"`;
			context.header('etag', tag);
			if (isNotModified(context.req.header('if-none-match'), tag)) return context.body(null, 304);
			return context.json(noticeResourceOf(state, found), 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/notices',
			operationId: 'openNotice',
			tags: ['Notices'],
			summary: 'Open a notice',
			description: 'Every open page shows it at once.',
			...operatorRouteWithBody(services, 'open-notice'),
			request: { headers: writeHeaders, query: writeQuery, body: jsonBody(openNoticeRequest) },
			responses: {
				201: createdResponse(noticeResource, 'The notice. Every open page shows it now.'),
				...waitingResponse,
				...problemResponses,
			},
		}),
		async (context) => {
			const command = await openCommand(context, services, context.req.valid('json'));
			const { commit, state } = await executeCommand(context, services, command, ({ seq }) => seq);
			const opened = commit.changes.find(({ kind }) => kind === 'notice');
			const found = findNotice(state, opened?.id ?? '');
			context.header('location', `${mountPathOf(context.env.incoming)}/v1/notices/${found.id}`);
			context.header('etag', `"${found.seq}"`);
			return context.json(changedNoticeResource(state, found, services.clock.now()), 201);
		},
	);
}
