/** `POST /v1/reports`: where visitors' pages send anonymous counts, without a token (docs/how-to/is-it-you-or-us.md). */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import { id } from '../../../src/model/records/fields.ts';
import { bodyOfAtMost } from '../../http/auth.ts';
import type { Api, ApiEnvironment, Services } from '../../http/context.ts';
import { reportsPath } from '../../http/reports-path.ts';
import { refusals } from '../../http/v1/write.ts';
import { type FailureReports, regionOf } from './failure-reports.ts';

/** In bytes: all that a page can have to say. */
const longestReport = 2 * 1024;
/** More than a page asks in the seconds that it counts. */
const mostRequests = 1_000;

const count = z
	.strictObject({
		component: id,
		requests: z.int().min(1).max(mostRequests),
		failures: z.int().min(1).max(mostRequests),
	})
	.refine(({ failures, requests }) => failures <= requests, {
		message: 'There are more failures than requests.',
	});
/** One report counts once, however often it names a component. */
const counts = z
	.array(count)
	.min(1)
	.max(20)
	.refine((all) => new Set(all.map(({ component }) => component)).size === all.length, {
		message: 'A component is named twice. Add its counts up.',
	});
const report = z.strictObject({ counts }).openapi('Report');

/** A report's body as its schema has it. Throws CandorError `malformed`, or `invalid` with `expected`, a sentence that says what it must be. */
export function readReport<Value>(text: string, schema: z.ZodType<Value>, expected: string): Value {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new CandorError('malformed', 'The body is not JSON. Check its quotes, commas and brackets.');
	}
	const { success, data, error } = schema.safeParse(value);
	if (success) return data;
	const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
	throw new CandorError('invalid', expected, issues);
}

/** The visitor's address; `null` where a proxy does not tell it. */
export const addressOf = (
	{ env, req }: Context<ApiEnvironment>,
	{ visitorOf }: Pick<Services, 'visitorOf'>,
): string | null => visitorOf(env.incoming.socket.remoteAddress, req.header('x-forwarded-for'));

/** `failureReports`: `null` where the server takes no reports. */
export function reportRoutes(
	api: Api,
	services: Pick<Services, 'visitorOf'>,
	failureReports: FailureReports | null,
): void {
	// A page may send plain text without asking first (a preflight); what it holds is JSON all the same.
	api.openAPIRegistry.registerPath({
		method: 'post',
		path: reportsPath,
		summary: 'Count requests of a visitor’s page that failed, anonymously, where the server takes reports',
		request: { body: { content: { 'text/plain': { schema: report } }, required: true } },
		responses: { 204: { description: 'Counted.' }, ...refusals },
	});
	api.post(reportsPath, bodyOfAtMost(longestReport, 16 * longestReport), async (context) => {
		if (!failureReports)
			throw new CandorError(
				'not-found',
				'This server takes no reports. Set CANDOR_REPORTS=on for it to take them.',
			);
		const { counts: reports } = readReport(
			await context.req.text(),
			report,
			'A report is {"counts":[{"component":ID,"requests":NUMBER,"failures":NUMBER}]}, with each component once.',
		);
		const { regionHeader } = failureReports;
		await failureReports.take(
			reports,
			addressOf(context, services),
			regionOf(regionHeader === null ? undefined : context.req.header(regionHeader)),
		);
		return context.body(null, 204);
	});
}
