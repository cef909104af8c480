/** `POST /v1/counts` for visitors' pages; the sums for operators. */
import { createRoute, z } from '@hono/zod-openapi';
import type { TypedResponse } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import { type CsvValue, csvOf } from '../../core/csv.ts';
import type { Api, Services } from '../../http/context.ts';
import { countPath } from '../../http/report-path.ts';
import { limitBody } from '../../http/request-body.ts';
import { findNotice } from '../../http/v1/notice-resource.ts';
import {
	idParameter,
	jsonResponse,
	operatorRoute,
	problemResponses,
	publicRoute,
} from '../../http/v1/route-parts.ts';
import { readReport, visitorAddress } from '../visitor-reports/report-body.ts';
import { VisitorRateLimiter } from '../visitor-reports/visitor-rate-limiter.ts';
import { countBatch } from './count-batch.ts';
import type { Counts } from './counts.ts';
import type { Deliveries } from './deliveries.ts';
import { countDays, noticeCountsResource } from './schemas.ts';

const tags = ['Counts'];
const csv = 'text/csv';
/** 50 entries, each with an audience of the longest words. */
const maxBodyBytes = 32 * 1024;
/** One page sends one a minute: an office behind one address has 60 pages. */
const batchesPerMinute = 60;

interface Dependencies {
	/** `null`: this server counts nothing. */
	readonly counts: Counts | null;
	readonly deliveries: Deliveries;
}

type Csv = Response & TypedResponse<never, 200, 'json'>;

export function countRoutes(api: Api, services: Services, { counts, deliveries }: Dependencies): void {
	const { liveState, clock } = services;
	const rate = { threshold: 4 * batchesPerMinute, windowMs: 60_000 };
	const rateLimiter = new VisitorRateLimiter(rate, clock.now());

	// A `text/plain` body needs no CORS preflight.
	api.openAPIRegistry.registerPath({
		...{ method: 'post', path: countPath, operationId: 'sendCounts', tags: ['For pages'] },
		summary: 'Send anonymous counts of what a visitor did with notices, where the server accepts them',
		description:
			'Only sums are stored. An entry about something that was never published is ignored. The body is JSON; its type is `text/plain`, which needs no CORS preflight.',
		...publicRoute,
		request: { body: { content: { 'text/plain': { schema: countBatch } }, required: true } },
		responses: { 202: { description: 'Counted.' }, ...problemResponses },
	});
	api.post(countPath, limitBody(maxBodyBytes, 16 * maxBodyBytes), async (context) => {
		if (!counts)
			throw new CandorError('not-found', 'This server counts nothing. Set CANDOR_COUNTS=on to count.');
		const { counts: entries } = readReport(
			await context.req.text(),
			countBatch,
			'Counts are {"counts":[{"of":WORD,"notice":ID,"update":NUMBER}]}, each entry once and without a number of its own.',
		);
		rateLimiter.acquire(visitorAddress(context, services), clock.now());
		counts.record(entries);
		return context.body(null, 202);
	});

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/notices/{id}/counts', operationId: 'getNoticeCounts', tags },
			summary: 'Read what visitors did with a notice, and how many connections each update was sent to',
			description:
				'Each number is rounded down to tens; one below ten is `null`. Anyone can send counts, so they are hints.',
			...operatorRoute(services, 'read-visitor-reports'),
			request: { params: idParameter },
			responses: { 200: jsonResponse(noticeCountsResource, 'The counts.'), ...problemResponses },
		}),
		async (context) => {
			const { id } = findNotice(liveState.state, context.req.valid('param').id);
			return context.json(await noticeCounts(id), 200);
		},
	);

	const ok = jsonResponse(countDays, 'The days.');
	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/counts/days', operationId: 'getCountDays', tags },
			summary: 'Read how many browsers came back after outages, by day: those that saw it, and the others',
			description:
				'Days are in UTC. Each number is rounded down to tens; one below ten is `null`. With `Accept: text/csv`, a table of it.',
			...operatorRoute(services, 'read-visitor-reports'),
			responses: {
				200: { ...ok, content: { ...ok.content, [csv]: { schema: z.string() } } },
				...problemResponses,
			},
		}),
		async (context) => {
			const days = (await counts?.days()) ?? [];
			context.header('vary', 'Accept');
			context.header('cache-control', 'no-store');
			if (!context.req.header('accept')?.includes(csv))
				return context.json({ isCounting: counts !== null, days }, 200);
			const rows: CsvValue[][] = days.flatMap(({ day, returns }) =>
				returns.map(({ notice, saw, missed }) => [day, notice, saw, missed]),
			);
			return context.body(csvOf([['day', 'notice', 'saw', 'did_not_see'], ...rows]), 200, {
				'content-type': `${csv}; charset=utf-8`,
			}) as unknown as Csv;
		},
	);

	async function noticeCounts(id: string) {
		const updates = (await counts?.updates(id)) ?? [];
		const numbers = new Set(deliveries.numbers(id));
		return {
			isCounting: counts !== null,
			updates: await Promise.all(
				[...numbers].map(async (update) => {
					const counted = updates.find((each) => each.update === update);
					return {
						...{ update, live: await deliveries.of(id, update) },
						...{ counts: counted?.counts ?? null, audiences: counted?.audiences ?? [] },
					};
				}),
			),
			remedies: (await counts?.remedies(id)) ?? [],
		};
	}
}
