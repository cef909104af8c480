/** The response to a dry run: what would change, and the response that the request would get. */
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './context.ts';

export const dryRunType = 'application/vnd.candor.dry-run+json';

/** `DryRun` in the OpenAPI document. Refusals stay as they are. */
export const dryRunResponse: MiddlewareHandler<ApiEnv> = async (context, next) => {
	await next();
	const changes = context.get('dryRun');
	if (!changes || !context.res.ok) return;
	const { status } = context.res;
	const response: unknown = status === 204 ? null : await context.res.json();
	// Without the headers of the record, which does not exist.
	context.res = undefined;
	context.res = new Response(JSON.stringify({ dryRun: true, status, changes, response }), {
		headers: { 'content-type': dryRunType, 'cache-control': 'no-store' },
	});
};
