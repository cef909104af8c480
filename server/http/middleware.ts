/** What runs around every route: CORS and other common headers, and the request log. */
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import { exposedHeaders, type Origins, preflightHeaders } from '../core/origins.ts';
import { isAsset } from './assets.ts';
import type { ApiEnv } from './context.ts';
import { isReportPath } from './report-path.ts';

const isWrite = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

/**
 * Answers CORS preflights, and adds the CORS headers and the defaults of other headers to every
 * response.
 */
export const commonHeaders =
	(origins: Origins): MiddlewareHandler =>
	async (context, next) => {
		const { method, path } = context.req;
		const preflightMethod = method === 'OPTIONS' && context.req.header('access-control-request-method');
		// Pages that may read may also send reports: they need no token.
		const writes = isWrite(preflightMethod || method) && !isReportPath(path);
		const headers = isAsset(path)
			? { 'access-control-allow-origin': '*' }
			: origins.headers(context.req.header('origin'), context.req.header('host'), writes);
		if (preflightMethod) {
			const requested = context.req.header('access-control-request-headers');
			return context.body(null, 204, { ...headers, ...preflightHeaders(preflightMethod, requested) });
		}
		await next();
		for (const [name, value] of Object.entries(headers)) context.res.headers.append(name, value);
		context.res.headers.set('access-control-expose-headers', exposedHeaders);
		context.res.headers.set('x-content-type-options', 'nosniff');
		if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-cache');
		return undefined;
	};

/**
 * Logs one line per operator's write, without headers, body and query. Server errors are logged
 * elsewhere.
 */
export const requestLog =
	(logger: Logger, now: () => number): MiddlewareHandler<ApiEnv> =>
	async (context, next) => {
		const startedAt = now();
		await next();
		const { method, path } = context.req;
		const { status } = context.res;
		// Visitors' reports are left out: they come by the thousand.
		if (status >= 500 || !isWrite(method) || isReportPath(path)) return;
		logger.info({ method, path, status, ms: now() - startedAt, actor: context.get('actor') }, 'request');
	};
