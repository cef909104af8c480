/** What visitors say of a notice: `POST /v1/reports/notices/:id` for their pages, `GET /v1/notices/:id/reports` for operators. */
import { createRoute, z } from '@hono/zod-openapi';
import { bodyOfAtMost } from '../../http/auth.ts';
import type { Api, Services } from '../../http/context.ts';
import { reportsPath } from '../../http/reports-path.ts';
import { findNotice } from '../../http/v1/notices.ts';
import { guarded, idParameter, json, refusals } from '../../http/v1/write.ts';
import { addressOf, readReport } from './failure-report-routes.ts';
import { allSays, type NoticeReports, noticeCounts } from './notice-reports.ts';

/** In bytes: one word. */
const longestReport = 256;

const report = z.strictObject({ says: z.enum(allSays) }).openapi('NoticeReport');
/** Made here, so that it does not matter which module was loaded first. */
const counts = z.strictObject(noticeCounts.shape).openapi('NoticeReports', {
	description: 'Sums since the first report. Anybody can send such reports.',
});

export function noticeReportRoutes(
	api: Api,
	services: Pick<Services, 'liveState' | 'tokens' | 'visitorOf'>,
	noticeReports: NoticeReports,
): void {
	const { liveState } = services;

	// As for the counts of requests: a page may send plain text without a preflight.
	api.openAPIRegistry.registerPath({
		method: 'post',
		path: `${reportsPath}/notices/{id}`,
		summary: 'Count what a visitor says of a notice, anonymously, where the notice asks for it',
		request: {
			params: idParameter,
			body: { content: { 'text/plain': { schema: report } }, required: true },
		},
		responses: { 202: { description: 'Counted.' }, ...refusals },
	});
	api.post(`${reportsPath}/notices/:id`, bodyOfAtMost(longestReport, 16 * longestReport), async (context) => {
		const found = findNotice(liveState.state, context.req.param('id'));
		const { says } = readReport(
			await context.req.text(),
			report,
			`A report on a notice is {"says":WORD}, with one of ${allSays.join(', ')}.`,
		);
		noticeReports.take(found, says, addressOf(context, services));
		return context.body(null, 202);
	});

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/notices/{id}/reports',
			summary: 'Read what visitors have said of a notice',
			...guarded(services, false),
			request: { params: idParameter },
			responses: { 200: json(counts, 'The sums.'), ...refusals },
		}),
		(context) => {
			const { id } = findNotice(liveState.state, context.req.valid('param').id);
			return context.json(noticeReports.of(id), 200);
		},
	);
}
