/** `GET /v1/history`: every component, day by day (docs/reference/protocol.md). */
import { createRoute, z } from '@hono/zod-openapi';
import { historyDays } from '../../../src/model/history/history.ts';
import { id, instant, line } from '../../../src/model/records/fields.ts';
import { componentStatuses, impacts, noticeKinds } from '../../../src/model/vocabulary.ts';
import { snapshotCaching } from '../cache/cache-control.ts';
import { sendEncoded } from '../cache/encoded.ts';
import type { Api, Services } from '../context.ts';
import { json, refusals } from './write.ts';

const troubles = componentStatuses.filter((status) => status !== 'operational');

/** As it is written, so that nothing passes that only looks like a number to JavaScript. */
const days = z
	.string()
	.regex(/^(?:[1-9]|[1-8][0-9]|90)$/, `A whole number from 1 to ${historyDays}, such as ${historyDays}.`)
	.optional()
	.openapi({
		type: 'integer',
		minimum: 1,
		maximum: historyDays,
		default: historyDays,
		description: 'How many days, today included.',
	});

const history = z
	.strictObject({
		site: z.string().describe('The log’s identity.'),
		from: z.iso.date().describe('The first day.'),
		days: z.int().describe('How many days there are; the last one is today.'),
		timeZone: z.literal('UTC'),
		components: z.array(
			z.strictObject({
				id,
				worst: z
					.array(z.enum(componentStatuses).nullable())
					.describe('The worst status of each day, the oldest first; null where it did not exist.'),
				seconds: z
					.array(z.partialRecord(z.enum(troubles), z.int()))
					.describe('For how many seconds of each day each status lasted that was not operational.'),
			}),
		),
		notices: z
			.array(
				z.strictObject({
					id,
					kind: z.enum(noticeKinds),
					title: line(140),
					impact: z.enum(impacts),
					components: z.array(id),
					startedAt: instant,
					endedAt: instant.nullable(),
				}),
			)
			.describe('Those of these days among the 200 that are the newest, which come first.'),
		signature: z.string().optional().describe('The last member, where frames are signed.'),
	})
	.openapi('History');

export function historyRoutes(api: Api, { histories }: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/history',
			summary: 'The status of every component over the last days, which begin and end at midnight in UTC',
			request: { query: z.object({ days }) },
			responses: { 200: json(history, 'The history.'), 304: { description: 'Unchanged.' }, ...refusals },
		}),
		async (context) => {
			const { tag, body } = await histories.current(Number(context.req.valid('query').days ?? historyDays));
			const type = 'application/json; charset=utf-8';
			return sendEncoded(context, { body, tag, type, caching: snapshotCaching });
		},
	);
}
