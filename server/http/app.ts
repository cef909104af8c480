/**
 * The HTTP API: all routes, the middleware around them, and the responses for errors and unknown
 * paths.
 */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { ZodError } from 'zod';
import { CandorError } from '../../src/model/errors.ts';
import type { Origins } from '../core/origins.ts';
import { problemOf, problemResponse } from '../core/problem.ts';
import { explainedError, methodsAt, schemaError } from './api-errors.ts';
import { assetRoutes } from './assets.ts';
import { compressed } from './compressed.ts';
import { consoleRoutes } from './console.ts';
import type { Api, ApiEnv, Services } from './context.ts';
import { metricsRoute } from './metrics.ts';
import { commonHeaders, requestLog } from './middleware.ts';
import { openIdRoutes } from './openid/routes.ts';
import { statuspageRoutes } from './statuspage/routes.ts';
import { backupRoutes } from './v1/backup.ts';
import { checklistRoutes } from './v1/checklist.ts';
import { clusterRoutes } from './v1/cluster.ts';
import { componentRoutes } from './v1/components.ts';
import { configurationRoutes } from './v1/configuration.ts';
import { correctionRoutes } from './v1/corrections.ts';
import { creditRoutes } from './v1/credits.ts';
import { draftReviewRoutes } from './v1/draft-reviews.ts';
import { draftRoutes } from './v1/drafts.ts';
import { healthRoutes } from './v1/health.ts';
import { historyRoutes } from './v1/history.ts';
import { keyRoutes } from './v1/keys.ts';
import { logRoutes } from './v1/log.ts';
import { noticeChangeRoutes } from './v1/notice-changes.ts';
import { noticeListRoute } from './v1/notice-list.ts';
import { noticeRoutes } from './v1/notices.ts';
import { openapiRoute } from './v1/openapi.ts';
import { originRoutes } from './v1/origins.ts';
import { packRoutes } from './v1/pack.ts';
import { pageRoutes } from './v1/page.ts';
import { postmortemDraftRoutes } from './v1/postmortem-drafts.ts';
import { postmortemPublicationRoutes } from './v1/postmortem-publication.ts';
import { postmortemRoutes } from './v1/postmortems.ts';
import { promiseRoutes } from './v1/promises.ts';
import { AwaitsApproval } from './v1/proposal-resource.ts';
import { proposalRoutes } from './v1/proposals.ts';
import { recordRoutes } from './v1/records.ts';
import { remedyRoutes } from './v1/remedies.ts';
import { reminderRoutes } from './v1/reminders.ts';
import { seriesRoutes } from './v1/series.ts';
import { occurrenceRoutes } from './v1/series-occurrences.ts';
import { serverRoutes } from './v1/server.ts';
import { sessionRoutes } from './v1/sessions.ts';
import { signedInOperatorRoutes } from './v1/signed-in-operators.ts';
import { snapshotRoutes } from './v1/snapshot.ts';
import { streamRoutes } from './v1/stream.ts';
import { templateRoutes } from './v1/templates.ts';
import { tokenRoutes } from './v1/tokens.ts';
import { undoRoutes } from './v1/undo.ts';

/** Adds the routes of a higher layer to the API. */
export type AddRoutes = (api: Api) => void;

const routes: readonly ((api: Api, services: Services) => void)[] = [
	snapshotRoutes,
	streamRoutes,
	healthRoutes,
	historyRoutes,
	statuspageRoutes,
	keyRoutes,
	noticeListRoute,
	noticeRoutes,
	noticeChangeRoutes,
	correctionRoutes,
	undoRoutes,
	postmortemRoutes,
	postmortemDraftRoutes,
	postmortemPublicationRoutes,
	remedyRoutes,
	componentRoutes,
	draftRoutes,
	templateRoutes,
	packRoutes,
	proposalRoutes,
	draftReviewRoutes,
	seriesRoutes,
	occurrenceRoutes,
	promiseRoutes,
	checklistRoutes,
	creditRoutes,
	reminderRoutes,
	pageRoutes,
	originRoutes,
	configurationRoutes,
	recordRoutes,
	tokenRoutes,
	sessionRoutes,
	signedInOperatorRoutes,
	logRoutes,
	serverRoutes,
	clusterRoutes,
	backupRoutes,
	metricsRoute,
];

export function createApi(
	services: Services,
	origins: Origins,
	logger: Logger,
	moreRoutes: readonly AddRoutes[],
): Api {
	const api: Api = new OpenAPIHono<ApiEnv>({
		defaultHook: (result) => {
			if (!result.success) throw schemaError(result.error as ZodError);
		},
	});
	api.use(requestLog(logger, services.clock.now, services.newRequestId));
	api.use(commonHeaders(origins));
	api.use(compressed);
	api.onError((cause, context) => {
		if (cause instanceof AwaitsApproval) return context.json({ waiting: true, ...cause.draft }, 202);
		const error = explainedError(cause);
		const { method, path } = context.req;
		const requestId = context.get('requestId');
		const { status } = problemOf(error);
		if (status === 500) services.reportError(cause, 'request failed', { requestId, method, path });
		else if (status > 500) logger.error({ requestId, method, path, err: cause }, 'request failed');
		return problemResponse(error, {}, requestId);
	});
	for (const addRoutes of routes) addRoutes(api, services);
	for (const addRoutes of moreRoutes) addRoutes(api);
	openapiRoute(api, services);
	assetRoutes(api);
	openIdRoutes(api, services);
	consoleRoutes(api);
	api.notFound((context) => unknownRoute(api, context));
	return api;
}

function unknownRoute(api: Api, context: Context<ApiEnv>): Response {
	const { method, path } = context.req;
	const requestId = context.get('requestId');
	const allow = methodsAt(api, path).join(', ');
	if (allow === '')
		return problemResponse(
			new CandorError(
				'not-found',
				'Nothing exists at this address. GET /v1/openapi.json lists all addresses.',
			),
			{},
			requestId,
		);
	return problemResponse(
		new CandorError('method-not-allowed', `${method} is not allowed at this address. Use ${allow}.`),
		{ allow },
		requestId,
	);
}
