/** `GET /v1/history`: the status of every component, day by day (docs/reference/protocol.md). */
import { createRoute, z } from '@hono/zod-openapi';
import { historyDays } from '../../../src/model/history/history.ts';
import { snapshotCacheControl } from '../cache/cache-control.ts';
import { sendEncoded } from '../cache/encoded-body.ts';
import type { Api, Services } from '../context.ts';
import { notModifiedResponse, problemResponses, publicRoute, recordResponse } from './route-parts.ts';
import { history } from './schemas/history.ts';

/** Checked as text, because JavaScript also reads text such as `1e1` or `0x10` as a number. */
const days = z
	.string()
	.regex(/^(?:[1-9]|[1-8][0-9]|90)$/, `Use a whole number from 1 to ${historyDays}, such as ${historyDays}.`)
	.optional()
	.openapi({
		type: 'integer',
		minimum: 1,
		maximum: historyDays,
		default: historyDays,
		description: 'The number of days, today included.',
	});

export function historyRoutes(api: Api, { historyCache }: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/history',
			operationId: 'getHistory',
			tags: ['For pages'],
			summary: 'The status of every component over the last days; a day is a day in UTC',
			description:
				'The worst status of each day, how long each status lasted, and the notices of these days.',
			...publicRoute,
			request: { query: z.object({ days }) },
			responses: {
				200: recordResponse(history, 'The history.'),
				...notModifiedResponse,
				...problemResponses,
			},
		}),
		(context) => {
			const cached = historyCache.current(Number(context.req.valid('query').days ?? historyDays));
			const type = 'application/json; charset=utf-8';
			return sendEncoded(context, { ...cached, type, cacheControl: snapshotCacheControl });
		},
	);
}
