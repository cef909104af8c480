/**
 * `createCandor(options)`: Candor as a request handler for any Node server (docs/how-to/mount.md).
 */
import { getRequestListener } from '@hono/node-server';
import pino from 'pino';
import { emptyState } from '../src/model/state/state.ts';
import { type Candor, type CandorOptions, candorDefaults } from './candor-options.ts';
import { failureReportRoutes } from './connectors/visitor-reports/failure-report-routes.ts';
import { FailureReports, reportDefaults } from './connectors/visitor-reports/failure-reports.ts';
import { noticeReportRoutes } from './connectors/visitor-reports/notice-report-routes.ts';
import { NoticeReports } from './connectors/visitor-reports/notice-reports.ts';
import { VisitorRateLimiter } from './connectors/visitor-reports/visitor-rate-limiter.ts';
import { systemClock } from './core/clock.ts';
import { CommandHandler } from './core/command-handler.ts';
import { IdempotencyKeys } from './core/idempotency-keys.ts';
import { newId as randomId } from './core/ids.ts';
import { LiveState } from './core/live-state.ts';
import { warmUpParser } from './core/markdown/parse-markdown.ts';
import { originPolicy } from './core/origins.ts';
import { HistoryProjection } from './core/projections/history-projection.ts';
import { startScheduler } from './core/scheduler.ts';
import { keyFileIn } from './core/signing/key-file.ts';
import { Keyring } from './core/signing/keyring.ts';
import { openFolder, openMemory } from './core/storage.ts';
import { Tokens } from './core/tokens.ts';
import { createApi } from './http/app.ts';
import { HistoryCache } from './http/cache/history-cache.ts';
import { SnapshotCache } from './http/cache/snapshot-cache.ts';
import { stripMountPath } from './http/mount.ts';
import { respondInOrder } from './http/pipelining.ts';
import { trustedProxies } from './streaming/admission/trusted-proxies.ts';
import { createStreamService } from './streaming/stream-service.ts';
import { noWorkers, type Workers } from './streaming/workers/workers.ts';

export type { Candor, CandorOptions } from './candor-options.ts';
export type { NewToken } from './core/tokens.ts';

/**
 * Throws CandorError `in-use` when another server uses the data folder, and `damaged` when it
 * cannot be read. Only `candor serve` passes `workers`: a library must not start processes of its
 * own.
 */
export async function createCandor(
	options: CandorOptions = {},
	workers: Workers = noWorkers,
): Promise<Candor> {
	const {
		data = candorDefaults.data,
		token = null,
		origins: allowedOrigins = null,
		basePath = '',
		keys = null,
		signatureDays = candorDefaults.signatureDays,
		logger = pino(pino.destination({ fd: 2, sync: true })),
		reports = null,
		clock = systemClock,
		newId = randomId,
		random = Math.random,
	} = options;
	const { clientAddress } = trustedProxies(options.trustedProxies ?? null);
	const path = keys ?? (data === null ? null : keyFileIn(data));
	const keyring = new Keyring({ path, required: keys !== null, days: signatureDays, clock, logger });
	const storage = data === null ? openMemory() : openFolder(data, options.restored);
	const idempotencyKeys = new IdempotencyKeys(clock);
	const record = idempotencyKeys.record.bind(idempotencyKeys);
	const liveState = await LiveState.start(storage.log, emptyState, record).catch(async (error: unknown) => {
		await storage.close();
		throw error;
	});
	const tokens = new Tokens(storage.privateStore, clock, newId, token);
	const commandHandler = new CommandHandler({
		log: storage.log,
		liveState,
		idempotencyKeys,
		clock,
		newId,
	});
	const origins = originPolicy(allowedOrigins);
	const streamService = createStreamService(
		{ liveState, clock, signer: keyring, origins, logger, random, workers },
		options,
	);
	const { frames, hub } = streamService;
	const stopScheduler = startScheduler({
		liveState,
		commandHandler,
		clock,
		onError: (error) => logger.error({ err: error }, 'scheduled changes could not be published'),
	});

	const failureReports = reports && new FailureReports(reports, { commandHandler, liveState, clock, logger });
	const rateLimiter = new VisitorRateLimiter({ ...reportDefaults, ...reports }, clock.now());
	const noticeReports = await NoticeReports.open({
		privateStore: storage.privateStore,
		liveState,
		clock,
		logger,
		rateLimiter,
	});
	const snapshotCache = new SnapshotCache(liveState, frames, clock);
	const historyProjection = new HistoryProjection({
		log: storage.log,
		liveState,
		onError: (error) => logger.error({ err: error }, 'the history cannot be built'),
	});
	const historyCache = new HistoryCache({
		projection: historyProjection,
		liveState,
		clock,
		signer: keyring,
	});
	setImmediate(warmUpParser);
	const api = createApi(
		{
			...{ commandHandler, liveState, tokens, hub, snapshotCache, historyCache, keyring, clock },
			clientAddress,
			recentFailures: (component) => failureReports?.recent(component) ?? null,
		},
		origins,
		logger,
		[
			(api) => failureReportRoutes(api, { clientAddress }, failureReports),
			(api) => noticeReportRoutes(api, { liveState, tokens, clientAddress }, noticeReports),
		],
	);
	const respond = getRequestListener(api.fetch, { overrideGlobalObjects: false });
	const base = basePath.replace(/^\/*(?=[^/])/, '/').replace(/\/+$/, '');

	return {
		firstToken: await tokens.createFirst(),
		get readers() {
			return hub.size + workers.streamCount;
		},
		handler(request, response) {
			const path = stripMountPath(request, base);
			// The connection carries a stream: a second request on it can never be answered.
			if (hub.has(request.socket)) return void request.socket.destroy();
			respondInOrder(request, response, () => {
				if (request.method === 'GET' && path === '/v1/stream')
					streamService.endpoint.openFromResponse(request, response);
				else void respond(request, response);
			});
		},
		attach: (server) => streamService.attach(server, `${base}/v1/stream`),
		async close() {
			await streamService.drain();
			stopScheduler();
			await commandHandler.close();
			await liveState.stop();
			await historyProjection.stop();
			await noticeReports.close();
			await storage.close();
		},
	};
}
