/** `/v1/notices`: list, read and open notices. */
import { createRoute, z } from '@hono/zod-openapi';
import type { State } from '../../../src/model/state/state.ts';
import { activeNotices, isEnded, notices, upcomingMaintenance } from '../../../src/model/views/notices.ts';
import { isNotModified } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { mountPathOf } from '../mount.ts';
import { executeCommand } from './execute-command.ts';
import { findNotice, noticeResourceOf } from './notice-resource.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	notModifiedResponse,
	operatorRouteWithBody,
	problemResponses,
	writeHeaders,
} from './route-parts.ts';
import { noticeList, noticeResource, openNoticeRequest } from './schemas/notices.ts';

const noticesIn = {
	all: (state: State) => notices(state),
	current: (state: State, now: number) => [...activeNotices(state, now), ...upcomingMaintenance(state, now)],
	ended: (state: State, now: number) => notices(state).filter(({ value }) => isEnded(value, now)),
} as const;

const listQuery = z.strictObject({
	state: z.enum(['all', 'current', 'ended']).default('all').openapi({
		description: '`current`: open or planned, the worst first; `ended` and `all`: the newest first.',
	}),
	limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

export function noticeRoutes(api: Api, services: Services): void {
	const { liveState, clock } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/notices',
			summary: 'List notices',
			request: { query: listQuery },
			responses: { 200: jsonResponse(noticeList, 'The notices.'), ...problemResponses },
		}),
		(context) => {
			const { state: filter, limit } = context.req.valid('query');
			const { state } = liveState;
			const found = noticesIn[filter](state, clock.now()).slice(0, limit);
			context.header('etag', `"${state.seq}"`);
			const resources = found.map((each) => noticeResourceOf(state, each));
			return context.json({ seq: state.seq, notices: resources }, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/notices/{id}',
			summary: 'Read a notice and its updates',
			request: { params: idParameter },
			responses: {
				200: jsonResponse(noticeResource, 'The notice.'),
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
			summary: 'Open a notice',
			...operatorRouteWithBody(services),
			request: { headers: writeHeaders, body: jsonBody(openNoticeRequest) },
			responses: {
				201: jsonResponse(noticeResource, 'The notice. Every open page shows it now.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const command = { type: 'open-notice', ...context.req.valid('json') } as const;
			const { commit, state } = await executeCommand(context, services, command, ({ seq }) => seq);
			const opened = commit.changes.find(({ kind }) => kind === 'notice');
			const found = findNotice(state, opened?.id ?? '');
			context.header('location', `${mountPathOf(context.env.incoming)}/v1/notices/${found.id}`);
			context.header('etag', `"${found.seq}"`);
			return context.json(noticeResourceOf(state, found), 201);
		},
	);
}
