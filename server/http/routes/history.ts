/** `GET /v1/history`: every component, day by day (docs/protocol.md). */
import { createRoute, z } from '@hono/zod-openapi';
import { componentStatuses, id, impacts, instant, line, noticeKinds } from '../../../src/model/index.ts';
import { snapshotCaching } from '../caching.ts';
import type { Api, Services } from '../context.ts';
import { sendEncoded } from '../encoded.ts';
import { json, refusals } from '../write.ts';

const history = z
	.strictObject({
		from: z.iso.date().describe('The first day.'),
		days: z.int().describe('How many days there are; the last one is today.'),
		timeZone: z.literal('UTC'),
		components: z.array(
			z.strictObject({
				id,
				worst: z
					.array(z.enum(componentStatuses).nullable())
					.describe('The worst status of each day, the oldest first; null where it did not exist.'),
				downSeconds: z
					.array(z.int())
					.describe('For how many seconds of each day it was out, in part or as a whole.'),
			}),
		),
		notices: z
			.array(
				z.strictObject({
					id,
					kind: z.enum(noticeKinds),
					title: line(140),
					impact: z.enum(impacts),
					openedAt: instant,
					endedAt: instant.nullable(),
				}),
			)
			.describe('Those of these days, the newest first, at most 200.'),
	})
	.openapi('History');

export function historyRoutes(api: Api, { histories }: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/history',
			summary: 'The status of every component over 90 days, by UTC day',
			responses: { 200: json(history, 'The history.'), 304: { description: 'Unchanged.' }, ...refusals },
		}),
		async (context) => {
			const { tag, body } = await histories.current();
			const type = 'application/json; charset=utf-8';
			return sendEncoded(context, { body, tag, type, caching: snapshotCaching });
		},
	);
}
