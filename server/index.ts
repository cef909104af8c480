/** Candor as a part of somebody's Node server: `createCandor(options)` (docs/how-to/mount.md). */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import pino, { type Logger } from 'pino';
import { emptyState } from '../src/model/state/state.ts';
import { failureReportRoutes } from './connectors/visitor-reports/failure-report-routes.ts';
import {
	FailureReports,
	type ReportOptions,
	reportDefaults,
} from './connectors/visitor-reports/failure-reports.ts';
import { noticeReportRoutes } from './connectors/visitor-reports/notice-report-routes.ts';
import { NoticeReports } from './connectors/visitor-reports/notice-reports.ts';
import { VisitorRateLimiter } from './connectors/visitor-reports/visitor-rate-limiter.ts';
import { type Clock, systemClock } from './core/clock.ts';
import { CommandHandler } from './core/command-handler.ts';
import { IdempotencyKeys } from './core/idempotency-keys.ts';
import { newId } from './core/ids.ts';
import { LiveState } from './core/live-state.ts';
import { warmUpParser } from './core/markdown/parse-markdown.ts';
import { originPolicy } from './core/origins.ts';
import { HistoryProjection } from './core/projections/history-projection.ts';
import { startScheduler } from './core/scheduler.ts';
import { keyFileIn } from './core/signing/key-file.ts';
import { Keyring } from './core/signing/keyring.ts';
import { openFolder, openMemory } from './core/storage.ts';
import { type NewToken, Tokens } from './core/tokens.ts';
import { createApi } from './http/app.ts';
import { HistoryCache } from './http/cache/history-cache.ts';
import { SnapshotCache } from './http/cache/snapshot-cache.ts';
import { stripMountPath } from './http/mount.ts';
import { respondInOrder } from './http/pipelining.ts';
import { trustedProxies } from './streaming/admission/trusted-proxies.ts';
import { createStreamService } from './streaming/stream-service.ts';
import type { StreamingOptions } from './streaming/streaming-options.ts';
import { noWorkers, type Workers } from './streaming/workers/workers.ts';

export type { NewToken } from './core/tokens.ts';

export interface CandorOptions extends StreamingOptions {
	/** The folder for the database; `null` keeps everything in memory, for tests. Default: `candor-data`. */
	readonly data?: string | null;
	/** An operator token for automation, beside those that the private store knows. Default: none. */
	readonly token?: string | null;
	/** The web origins that may read and write. Default: every page may read, none but the server's own may write. */
	readonly origins?: readonly string[] | null;
	/** The path under which the handler is mounted, where the framework leaves it in the URL. Default: none. */
	readonly basePath?: string;
	/** The file with the signing keys ("candor keys"). Default: `keys.json` in the data folder, where there is one. */
	readonly keys?: string | null;
	/** How long a signature is good for. Default: 7. */
	readonly signatureDays?: number;
	/** Default: JSON lines on standard error. */
	readonly logger?: Logger;
	/** The data comes from a backup: readers let go of what they know of a later state. Default: false. */
	readonly restored?: boolean;
	/** Takes anonymous counts from visitors' pages and raises drafts (docs/how-to/is-it-you-or-us.md). Default, `null`: it does not. */
	readonly reports?: ReportOptions | null;
	readonly clock?: Clock;
	readonly newId?: () => string;
	/** From 0 to 1; spreads what must not happen all at once. */
	readonly random?: () => number;
}

export interface Candor {
	/** Answers every request below the mount path. Mount it before anything that reads bodies. */
	readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
	/** Made when there is no token at all, as at the first start, to be shown once; otherwise `null`. */
	readonly firstToken: NewToken | null;
	/**
	 * For a server that is all Candor's: reads the first bytes of its connections, so that a reader costs a third less. Call it
	 * before `listen`, on a `node:http` server whose requests go to `handler`.
	 */
	attach(server: Server): void;
	/** How many streams are open, those of workers included. */
	readonly readers: number;
	/**
	 * Asks readers to come back, one by one, while the others still get what is published; then finishes what operators have
	 * asked for, and lets go of the data.
	 */
	close(): Promise<void>;
}

const defaults = { signatureDays: 7 } as const;

/**
 * Throws CandorError `in-use` when another server has the data folder, and `damaged` when it cannot be read. `workers` are for
 * `candor serve` alone: processes are not ours to start in somebody's application.
 */
export async function createCandor(
	options: CandorOptions = {},
	workers: Workers = noWorkers,
): Promise<Candor> {
	const { clock = systemClock, data = 'candor-data', random = Math.random } = options;
	const logger = options.logger ?? pino(pino.destination({ fd: 2, sync: true }));
	const makeId = options.newId ?? newId;
	const { keys = null, signatureDays: days = defaults.signatureDays } = options;
	const path = keys ?? (data === null ? null : keyFileIn(data));
	const keyring = new Keyring({ path, required: keys !== null, days, clock, logger });
	const storage = data === null ? openMemory() : openFolder(data, options.restored);
	const idempotencyKeys = new IdempotencyKeys(clock);
	const record = idempotencyKeys.record.bind(idempotencyKeys);
	const liveState = await LiveState.start(storage.log, emptyState, record).catch(async (error: unknown) => {
		await storage.close();
		throw error;
	});
	const tokens = new Tokens(storage.privateStore, clock, makeId, options.token ?? null);
	const commandHandler = new CommandHandler({
		log: storage.log,
		liveState,
		idempotencyKeys,
		clock,
		newId: makeId,
	});
	const origins = originPolicy(options.origins ?? null);
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

	const { reports = null } = options;
	const failureReports = reports && new FailureReports(reports, { commandHandler, liveState, clock, logger });
	const rateLimiter = new VisitorRateLimiter({ ...reportDefaults, ...reports }, clock.now());
	const noticeReports = await NoticeReports.open({
		privateStore: storage.privateStore,
		liveState,
		clock,
		logger,
		rateLimiter,
	});
	const { clientAddress } = trustedProxies(options.trustedProxies ?? null);
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
	const answer = getRequestListener(api.fetch, { overrideGlobalObjects: false });
	const base = (options.basePath ?? '').replace(/^\/*(?=[^/])/, '/').replace(/\/+$/, '');

	return {
		firstToken: await tokens.createFirst(),
		get readers() {
			return hub.size + workers.streamCount;
		},
		handler(request, response) {
			const path = stripMountPath(request, base);
			// What comes behind a stream on its connection can never be answered.
			if (hub.has(request.socket)) return void request.socket.destroy();
			respondInOrder(request, response, () => {
				if (request.method === 'GET' && path === '/v1/stream')
					streamService.endpoint.openFromResponse(request, response);
				else void answer(request, response);
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
