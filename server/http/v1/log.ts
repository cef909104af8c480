/** `GET /v1/log`: the audit log, as pages of JSON or as JSON lines. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context, TypedResponse } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import type { LogFilter } from '../../core/audit/audit-log.ts';
import type { LogEntry } from '../../core/audit/log-entry.ts';
import type { Api, ApiEnv, Services } from '../context.ts';
import { jsonResponse, operatorRoute, problemResponses } from './route-parts.ts';
import { logPage, logQuery } from './schemas/log.ts';

const jsonLines = 'application/x-ndjson';
const defaultLimit = 100;

/** The types of the framework know no streamed body beside a JSON one. */
type Lines = TypedResponse<string, 200, 'json'>;

export function logRoutes(api: Api, services: Services): void {
	const { auditLog } = services;
	const ok = jsonResponse(logPage, 'A page of entries, or one entry on each line.');

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/log',
			operationId: 'readLog',
			tags: ['Audit log'],
			summary: 'Read the audit log: who did what, when and from where, with each field before and after',
			description: 'The newest entry first. With `Accept: application/x-ndjson`, one entry per line.',
			...operatorRoute(services, 'read-log'),
			request: { query: logQuery },
			responses: {
				200: { ...ok, content: { ...ok.content, [jsonLines]: { schema: z.string() } } },
				...problemResponses,
			},
		}),
		async (context) => {
			const { since, until, cursor, limit, ...rest } = context.req.valid('query');
			const filter: LogFilter = { ...rest, since: millisOf(since), until: millisOf(until) };
			const before = seqOf(cursor);
			context.header('vary', 'Accept');
			if (context.req.header('accept')?.includes(jsonLines))
				return sendLines(context, auditLog.pages(filter, { limit, before }));
			const { entries, next } = await auditLog.page(filter, limit ?? defaultLimit, before);
			return context.json({ entries: [...entries], next: next === null ? null : String(next) }, 200);
		},
	);
}

const millisOf = (instant: string | undefined): number | undefined =>
	instant === undefined ? undefined : Date.parse(instant);

/** A cursor is the `seq` of the last commit that was examined. Throws CandorError `bad-cursor`. */
function seqOf(cursor: string | undefined): number | undefined {
	if (cursor === undefined) return undefined;
	if (/^[1-9]\d{0,14}$/.test(cursor)) return Number(cursor);
	throw new CandorError('bad-cursor', 'This is no cursor of the log. Use the `next` of an earlier page.');
}

/**
 * Reads a page when the client has received the one before, and stops when the client goes away.
 */
function sendLines(context: Context<ApiEnv>, pages: AsyncIterable<readonly LogEntry[]>): Lines {
	const iterator = pages[Symbol.asyncIterator]();
	const lines = new ReadableStream<Uint8Array>({
		async pull(controller) {
			try {
				await context.get('assertSignedIn')();
			} catch (error) {
				if (!(error instanceof CandorError) || error.code !== 'unauthorized') throw error;
				// The token has ended meanwhile. The client must not take the export for complete.
				await iterator.return?.();
				context.env.outgoing.destroy();
				return controller.close();
			}
			const { done, value } = await iterator.next();
			if (done) controller.close();
			else controller.enqueue(Buffer.from(value.map((entry) => `${JSON.stringify(entry)}\n`).join('')));
		},
		async cancel() {
			await iterator.return?.();
		},
	});
	context.header('content-type', `${jsonLines}; charset=utf-8`);
	return context.body(lines) as unknown as Lines;
}
