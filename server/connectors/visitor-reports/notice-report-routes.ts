/**
 * `POST /v1/reports/notices/:id` for visitors' pages, and `GET /v1/notices/:id/reports` for
 * operators.
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { SignInServices } from '../../http/auth.ts';
import type { Api, Services } from '../../http/context.ts';
import { reportPath } from '../../http/report-path.ts';
import { limitBody } from '../../http/request-body.ts';
import { findNotice } from '../../http/v1/notice-resource.ts';
import {
	idParameter,
	jsonResponse,
	operatorRoute,
	problemResponses,
	publicRoute,
} from '../../http/v1/route-parts.ts';
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
	services: Pick<Services, 'liveState'> & SignInServices,
	noticeReports: NoticeReports,
): void {
	const { liveState } = services;

	// A `text/plain` body needs no CORS preflight.
	api.openAPIRegistry.registerPath({
		method: 'post',
		path: `${reportPath}/notices/{id}`,
		operationId: 'reportOnNotice',
		tags: ['For pages'],
		summary: 'Report how a notice affects a visitor, anonymously, where the notice asks for it',
		description:
			'Only a sum is stored. The body is JSON; its type is `text/plain`, which needs no CORS preflight.',
		...publicRoute,
		request: {
			params: idParameter,
			body: { content: { 'text/plain': { schema: report } }, required: true },
		},
		responses: { 202: { description: 'Counted.' }, ...problemResponses },
	});
	api.post(`${reportPath}/notices/:id`, limitBody(maxBodyBytes, 16 * maxBodyBytes), async (context) => {
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
			operationId: 'getNoticeReports',
			tags: ['Notices'],
			summary: 'Read the sums of visitors’ reports on a notice',
			description: 'Anyone can send reports, so the sums are hints.',
			...operatorRoute(services, 'read-visitor-reports'),
			request: { params: idParameter },
			responses: { 200: jsonResponse(counts, 'The sums.'), ...problemResponses },
		}),
		async (context) => {
			const { id } = findNotice(liveState.state, context.req.valid('param').id);
			return context.json(await noticeReports.counts(id), 200);
		},
	);
}
