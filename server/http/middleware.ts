/** What runs around every route: CORS and other common headers, and the request log. */
import type { Context, MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import { exposedHeaders, type Origins, preflightHeaders } from '../core/origins.ts';
import { isAsset } from './assets.ts';
import { isConsolePath } from './console-path.ts';
import type { ApiEnv } from './context.ts';
import { isReportPath, isVisitorPath } from './report-path.ts';
import { sessionPath, usesSession } from './session-cookie.ts';

const isWrite = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

/**
 * Whether no other origin may read the response, even if it may read everything else: the console,
 * sign-ins, and what an operator's cookie allows. The routes refuse what comes from elsewhere.
 */
const isForOwnOriginOnly = (context: Context): boolean => {
	const { method, path } = context.req;
	if (method === 'OPTIONS') return false;
	return isConsolePath(path) || path === sessionPath || (usesSession(context) && !isReportPath(path));
};

/**
 * Answers CORS preflights, and adds the CORS headers and the defaults of other headers to every
 * response.
 */
export const commonHeaders =
	(origins: Origins): MiddlewareHandler =>
	async (context, next) => {
		const { method, path } = context.req;
		const preflightMethod = method === 'OPTIONS' && context.req.header('access-control-request-method');
		// Pages that may read may also send reports and forms to subscribe: they need no token.
		const writes = isWrite(preflightMethod || method) && !isVisitorPath(path);
		const headers = isAsset(path)
			? { 'access-control-allow-origin': '*' }
			: isForOwnOriginOnly(context)
				? { vary: 'Origin' }
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

/** More of a path says nothing, and anyone can send a long one. */
const maxLoggedPath = 200;

/**
 * Gives each request an id, for `X-Request-Id` and the problem document, and logs one line without
 * headers, body and query: operators' writes at `info`, reads and visitors' reports, refused ones
 * too, at `debug`. Server errors are logged elsewhere.
 */
export const requestLog =
	(logger: Logger, now: () => number, newRequestId: () => string): MiddlewareHandler<ApiEnv> =>
	async (context, next) => {
		const startedAt = now();
		const requestId = newRequestId();
		context.set('requestId', requestId);
		await next();
		const { method, path } = context.req;
		const { status } = context.res;
		context.res.headers.set('x-request-id', requestId);
		if (status >= 500) return;
		// Reads and visitors' reports come by the thousand.
		const level = isWrite(method) && !isVisitorPath(path) ? 'info' : 'debug';
		const ms = now() - startedAt;
		logger[level](
			{ requestId, method, path: path.slice(0, maxLoggedPath), status, ms, actor: context.get('actor') },
			'request',
		);
	};
