/**
 * `POST /v1/reports`: visitors' pages report failed requests, anonymously and without a token
 * (docs/how-to/is-it-you-or-us.md).
 */
import { z } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import { id } from '../../../src/model/records/fields.ts';
import type { Api, Services } from '../../http/context.ts';
import { reportPath } from '../../http/report-path.ts';
import { limitBody } from '../../http/request-body.ts';
import { problemResponses, publicRoute } from '../../http/v1/route-parts.ts';
import { type FailureReports, regionOf } from './failure-reports.ts';
import { readReport, visitorAddress } from './report-body.ts';

/** The largest report has 20 components. */
const maxBodyBytes = 2 * 1024;
/** More than a page sends in the seconds that one report covers. */
const maxRequests = 1_000;

const count = z
	.strictObject({
		component: id,
		requests: z.int().min(1).max(maxRequests),
		failures: z.int().min(1).max(maxRequests),
	})
	.refine(({ failures, requests }) => failures <= requests, {
		message: 'There are more failures than requests.',
	});
/** Each component once, so that one report cannot count as several. */
const counts = z
	.array(count)
	.min(1)
	.max(20)
	.refine((all) => new Set(all.map(({ component }) => component)).size === all.length, {
		message: 'A component is listed twice. Add up its counts.',
	});
const report = z.strictObject({ counts }).openapi('Report');

/** `failureReports`: `null` where the server accepts no reports. */
export function failureReportRoutes(
	api: Api,
	services: Pick<Services, 'clientAddress'>,
	failureReports: FailureReports | null,
): void {
	// A `text/plain` body needs no CORS preflight; the body is JSON all the same.
	api.openAPIRegistry.registerPath({
		method: 'post',
		path: reportPath,
		operationId: 'reportFailures',
		tags: ['For pages'],
		summary: 'Report failed requests of a visitor’s page, anonymously, where the server accepts reports',
		description:
			'Enough counts raise a draft. The body is JSON; its type is `text/plain`, which needs no CORS preflight.',
		...publicRoute,
		request: { body: { content: { 'text/plain': { schema: report } }, required: true } },
		responses: { 204: { description: 'Counted.' }, ...problemResponses },
	});
	api.post(reportPath, limitBody(maxBodyBytes, 16 * maxBodyBytes), async (context) => {
		if (!failureReports)
			throw new CandorError(
				'not-found',
				'This server accepts no reports. Set CANDOR_REPORTS=on to accept them.',
			);
		const { counts } = readReport(
			await context.req.text(),
			report,
			'A report is {"counts":[{"component":ID,"requests":NUMBER,"failures":NUMBER}]}, with each component once.',
		);
		const { regionHeader } = failureReports;
		const region = regionOf(regionHeader === null ? undefined : context.req.header(regionHeader));
		await failureReports.record(counts, visitorAddress(context, services), region);
		return context.body(null, 204);
	});
}
