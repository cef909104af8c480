/**
 * `POST /v1/reports/notices/:id` for visitors' pages, and `GET /v1/notices/:id/reports` for
 * operators.
 */
import { createRoute, z } from '@hono/zod-openapi';
import { bodyOfAtMost } from '../../http/auth.ts';
import type { Api, Services } from '../../http/context.ts';
import { reportsPath } from '../../http/reports-path.ts';
import { findNotice } from '../../http/v1/notices.ts';
import { guarded, idParameter, json, refusals } from '../../http/v1/write.ts';
import { noticeCounts, visitorAnswers } from './notice-counts.ts';
import type { NoticeReports } from './notice-reports.ts';
import { readReport, visitorAddress } from './report-body.ts';

const maxBodyBytes = 256;

const report = z.strictObject({ says: z.enum(visitorAnswers) }).openapi('NoticeReport');
/** Built from the shape, because `.openapi` exists only on schemas made by this module's `z`. */
const counts = z.strictObject(noticeCounts.shape).openapi('NoticeReports', {
	description: 'Sums since the first report. The endpoint is open to everyone, so they are hints only.',
});

export function noticeReportRoutes(
	api: Api,
	services: Pick<Services, 'liveState' | 'tokens' | 'visitorOf'>,
	noticeReports: NoticeReports,
): void {
	const { liveState } = services;

	// A `text/plain` body needs no CORS preflight.
	api.openAPIRegistry.registerPath({
		method: 'post',
		path: `${reportsPath}/notices/{id}`,
		summary: 'Report how a notice affects a visitor, anonymously, where the notice asks for it',
		request: {
			params: idParameter,
			body: { content: { 'text/plain': { schema: report } }, required: true },
		},
		responses: { 202: { description: 'Counted.' }, ...refusals },
	});
	api.post(`${reportsPath}/notices/:id`, bodyOfAtMost(maxBodyBytes, 16 * maxBodyBytes), async (context) => {
		const notice = findNotice(liveState.state, context.req.param('id'));
		const { says } = readReport(
			await context.req.text(),
			report,
			`A report on a notice is {"says":WORD}; WORD is one of ${visitorAnswers.join(', ')}.`,
		);
		noticeReports.record(notice, says, visitorAddress(context, services));
		return context.body(null, 202);
	});

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/notices/{id}/reports',
			summary: 'Read the sums of visitors’ reports on a notice',
			...guarded(services, false),
			request: { params: idParameter },
			responses: { 200: json(counts, 'The sums.'), ...refusals },
		}),
		async (context) => {
			const { id } = findNotice(liveState.state, context.req.valid('param').id);
			return context.json(await noticeReports.counts(id), 200);
		},
	);
}
