/** `/v1/promises`: what is promised, kept and broken. For operators. */
import { createRoute } from '@hono/zod-openapi';
import { openPromises } from '../../core/promises.ts';
import type { Api, Services } from '../context.ts';
import { findNotice } from './notice-resource.ts';
import { idParameter, jsonResponse, operatorRoute, problemResponses } from './route-parts.ts';
import { noticePromises, promiseList } from './schemas/promises.ts';

export function promiseRoutes(api: Api, services: Services): void {
	const { liveState, promises, clock } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/promises',
			operationId: 'listPromises',
			tags: ['Promises'],
			summary: 'List when the next updates are due, and how many promises were kept and broken',
			description: 'The counts are made from the log, so a restart changes nothing.',
			...operatorRoute(services, 'read-promises'),
			responses: { 200: jsonResponse(promiseList, 'The promises.'), ...problemResponses },
		}),
		(context) => {
			const { state } = liveState;
			const now = clock.now();
			const list = openPromises(state, now).map((each) => ({
				...each,
				...promises.of(each.notice, now),
			}));
			return context.json({ seq: state.seq, ...promises.totals(now), promises: list }, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/notices/{id}/promises',
			operationId: 'getNoticePromises',
			tags: ['Promises'],
			summary: 'Read how many promises of a notice were kept and broken',
			description: 'Also of a notice that has ended.',
			...operatorRoute(services, 'read-promises'),
			request: { params: idParameter },
			responses: { 200: jsonResponse(noticePromises, 'The counts.'), ...problemResponses },
		}),
		(context) => {
			const { id } = findNotice(liveState.state, context.req.valid('param').id);
			return context.json({ notice: id, ...promises.of(id, clock.now()) }, 200);
		},
	);
}
