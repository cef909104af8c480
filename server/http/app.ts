/** The API: every route, and what goes around all of them. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import type { ZodError } from 'zod';
import { CandorError } from '../../src/model/errors.ts';
import { exposedHeaders, type Origins, preflightHeaders } from '../core/origins.ts';
import { problemOf, problemResponse } from '../core/problem.ts';
import { assetRoutes, isAsset } from './assets.ts';
import type { Api, ApiEnvironment, Services } from './context.ts';
import { takesReports } from './reports-path.ts';
import { componentRoutes } from './v1/components.ts';
import { draftRoutes } from './v1/drafts.ts';
import { historyRoutes } from './v1/history.ts';
import { keyRoutes } from './v1/keys.ts';
import { noticeChangeRoutes } from './v1/notice-changes.ts';
import { noticeRoutes } from './v1/notices.ts';
import { openapiRoute } from './v1/openapi.ts';
import { pageRoutes } from './v1/page.ts';
import { postmortemRoutes } from './v1/postmortems.ts';
import { remedyRoutes } from './v1/remedies.ts';
import { readingRoutes } from './v1/snapshot.ts';
import { tokenRoutes } from './v1/tokens.ts';

const reads = ['GET', 'HEAD'];

/** What a schema finds wrong, as one sentence and a list of places. */
function schemaError({ issues }: ZodError): CandorError {
	const found = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
	const first = found[0];
	const where = first?.path ? `${first.path}: ` : '';
	const more = found.length > 1 ? ` (and ${found.length - 1} more, see issues)` : '';
	const refused = issues.every((issue) => issue.code === 'custom' && issue.params?.code === 'markup-refused');
	return new CandorError(
		refused ? 'markup-refused' : 'invalid',
		`${where}${first?.message ?? 'The request does not fit.'}${more}`,
		found,
	);
}

/** The framework's own refusals, in our words. */
const known = (error: unknown): unknown =>
	error instanceof HTTPException && error.status === 400
		? new CandorError('malformed', 'The body is not JSON. Check its quotes, commas and brackets.')
		: error;

/** CORS, and the headers that every answer carries. */
const around =
	(origins: Origins): MiddlewareHandler =>
	async (context, next) => {
		const method = context.req.method;
		const preflight = method === 'OPTIONS' && context.req.header('access-control-request-method');
		// Who may read may report: visitors' pages bring no token.
		const writes = !reads.includes(preflight || method) && !takesReports(context.req.path);
		const headers = isAsset(context.req.path)
			? { 'access-control-allow-origin': '*' }
			: origins.headers(context.req.header('origin'), context.req.header('host'), writes);
		if (preflight) return context.body(null, 204, { ...headers, ...preflightHeaders });
		await next();
		for (const [name, value] of Object.entries(headers)) context.res.headers.append(name, value);
		context.res.headers.set('access-control-expose-headers', exposedHeaders);
		context.res.headers.set('x-content-type-options', 'nosniff');
		if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-cache');
		return undefined;
	};

/** One line for each write and for each fault of ours; never a header, a body or a query. */
const logged =
	(logger: Logger, now: () => number): MiddlewareHandler<ApiEnvironment> =>
	async (context, next) => {
		const from = now();
		await next();
		const { method, path } = context.req;
		const { status } = context.res;
		const line = { method, path, status, ms: now() - from, actor: context.get('actor') };
		// Visitors' pages report by the thousand.
		const isWrite = !reads.includes(method) && !takesReports(path);
		if (status < 500 && isWrite) logger.info(line, 'request');
	};

/** Adds the routes of another layer to the API. */
export type AddRoutes = (api: Api) => void;

export function createApi(
	services: Services,
	origins: Origins,
	logger: Logger,
	moreRoutes: readonly AddRoutes[],
): Api {
	const api = new OpenAPIHono<ApiEnvironment>({
		defaultHook: (result) => {
			if (!result.success) throw schemaError(result.error as ZodError);
		},
	});
	api.use(logged(logger, services.clock.now));
	api.use(around(origins));
	api.onError((error, context) => {
		const problem = problemOf(known(error));
		if (problem.status >= 500)
			logger.error({ method: context.req.method, path: context.req.path, err: error }, 'request failed');
		return problemResponse(known(error));
	});
	readingRoutes(api, services);
	historyRoutes(api, services);
	keyRoutes(api, services);
	noticeRoutes(api, services);
	noticeChangeRoutes(api, services);
	postmortemRoutes(api, services);
	remedyRoutes(api, services);
	componentRoutes(api, services);
	draftRoutes(api, services);
	for (const add of moreRoutes) add(api);
	pageRoutes(api, services);
	tokenRoutes(api, services);
	openapiRoute(api);
	assetRoutes(api);
	api.notFound((context) => nothingHere(api, context.req.method, context.req.path));
	return api;
}

/** A path that other methods know is told apart from one that nobody knows. */
function nothingHere(api: Api, method: string, path: string): Response {
	const allowed = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((each) =>
		api.router.match(each, path)[0].some(([[, route]]) => !route.path.endsWith('*')),
	);
	if (allowed.length === 0)
		return problemResponse(
			new CandorError(
				'not-found',
				'There is nothing at this address. GET /v1/openapi.json lists what there is.',
			),
		);
	const allow = allowed.join(', ');
	return problemResponse(
		new CandorError('method-not-allowed', `${method} is not possible here. Use ${allow}.`),
		{
			allow,
		},
	);
}
