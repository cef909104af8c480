/**
 * Candor as part of a Node server (docs/how-to/mount.md). This is the composition root: it
 * assembles all layers. It is long because it is the one place that shows what each part depends
 * on, and in which order they start and end.
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { watermarked } from '../src/model/drills/watermark.ts';
import { type Candor, type CandorOptions, candorDefaults } from './candor-options.ts';
import { openCounts } from './connectors/counts/open-counts.ts';
import { openVisitorReports } from './connectors/visitor-reports/visitor-reports.ts';
import { openConnectors } from './connectors-of.ts';
import { AuditLog } from './core/audit/audit-log.ts';
import { Backups } from './core/backup/backups.ts';
import { encryptionTo } from './core/backup/encryption.ts';
import { CheckpointWriter } from './core/checkpoints/checkpoint-writer.ts';
import { Nodes } from './core/cluster/nodes.ts';
import { newId as randomId } from './core/ids.ts';
import { knownUntil } from './core/known-until.ts';
import { Leases } from './core/leases/leases.ts';
import { createLogger } from './core/logger.ts';
import { warmUpParser } from './core/markdown/parse-markdown.ts';
import { Metrics } from './core/metrics.ts';
import { openCore } from './core/open-core.ts';
import { originPolicy } from './core/origins.ts';
import { openPostgres } from './core/postgres/postgres-storage.ts';
import { errorReporter } from './core/report-error.ts';
import { startScheduler } from './core/scheduler.ts';
import { keyFileIn } from './core/signing/key-file.ts';
import { Keyring } from './core/signing/keyring.ts';
import { rememberSigning } from './core/signing/signing-record.ts';
import { SlicedWork } from './core/sliced-work.ts';
import { systemSteadyClock, warnOfCommitAhead } from './core/steady-clock.ts';
import { openFolder, openMemory } from './core/storage.ts';
import { createFirstToken } from './core/tokens/first-token.ts';
import { version } from './core/version.ts';
import { withOperatorsOf } from './drills/drill-core.ts';
import { drillRoutes } from './drills/drill-routes.ts';
import type { DrillSystem, DrillSystemOptions } from './drills/drill-system.ts';
import { Drills } from './drills/drills.ts';
import { viewerRoutes } from './drills/viewer-page.ts';
import { createApi } from './http/app.ts';
import { DocumentCache } from './http/cache/document-cache.ts';
import { HistoryCache } from './http/cache/history-cache.ts';
import { SnapshotCache } from './http/cache/snapshot-cache.ts';
import type { Api, Services } from './http/context.ts';
import { OpenIdProvider } from './http/openid/provider.ts';
import { SignIns } from './http/sign-ins.ts';
import { loadPack } from './packs/load-pack.ts';
import { requestHandler } from './request-handler.ts';
import { siteLook } from './site/pages/look.ts';
import { siteRoutes } from './site/routes.ts';
import { trustedProxies } from './streaming/admission/trusted-proxies.ts';
import { createStreamService } from './streaming/stream-service.ts';
import { noWorkers, type Workers } from './streaming/workers/workers.ts';

export type { Candor, CandorOptions } from './candor-options.ts';
export type { NewToken } from './core/tokens/token-info.ts';

/**
 * Opens the data folder, or the database, and assembles a server; the caller listens. It waits for a
 * database that does not answer. Throws CandorError `in-use` when another server uses the data folder,
 * `damaged` when the data, the database or the key file cannot be used,
 * and `invalid` when the policy pack, the logo or the accent colour cannot be used. `workers` is for `candor serve` only: a library
 * must not start processes in an application.
 */
export async function createCandor(
	options: CandorOptions = {},
	workers: Workers = noWorkers,
): Promise<Candor> {
	return (await assemble(options, workers, null)).candor;
}

/** `drill`: `null` unless the server is the system of a drill. */
async function assemble(
	options: CandorOptions,
	workers: Workers,
	drill: DrillSystemOptions | null,
): Promise<DrillSystem> {
	const { newId = randomId, random = Math.random, reports = null } = options;
	const { data = candorDefaults.data, token = null, keys = null, basePath = '' } = options;
	const { signatureDays: days = candorDefaults.signatureDays } = options;
	const { logger = createLogger(), secondPersonFor = [], reviewLanes = [] } = options;
	const clock = options.clock ?? systemSteadyClock(logger);
	const look = siteLook(options);
	const metrics = new Metrics();
	const reportError = errorReporter(logger, metrics, 'background');
	const reportRequestError = errorReporter(logger, metrics, 'request');
	const logError = (message: string) => (error: unknown) => reportError(error, message);

	const { pack: packName = candorDefaults.pack } = options;
	const { openId = null } = options;
	const pack = drill ? drill.pack : packName === null ? null : await loadPack(packName);
	const { backups: backupOptions = null } = options;
	// Before anything is opened.
	await encryptionTo(backupOptions?.recipients ?? []);
	const path = keys ?? (data === null ? null : keyFileIn(data));
	const keyring = new Keyring({ path, required: keys !== null, days, clock, logger });
	const { database = null, restored } = options;
	const storage =
		database !== null
			? await openPostgres({ address: database, clock, random, logger, restored })
			: data === null
				? openMemory()
				: openFolder(data, restored);
	const onTokenError = logError('the last use of a token or a session could not be written');
	if (drill) await storage.log.append(drill.firstCommit, 0);
	const opened = await openCore({
		...{
			storage,
			clock,
			newId,
			onTokenError,
			secondPersonFor,
			reviewLanes,
			pack,
			openId,
			rewrite: drill ? watermarked : undefined,
		},
		environmentToken: token,
		recordCommit: (seconds) => metrics.recordCommit(seconds),
		onUnusableCheckpoint: (reason) =>
			logger.warn({ reason }, 'the checkpoint of the state is not used: the whole log is read'),
	});
	const core = drill ? withOperatorsOf(drill, opened, clock, newId) : opened;
	if (core.log.unfinishedErasure) logger.error(core.log.unfinishedErasure.message);
	warnOfCommitAhead(logger, core.publicTimes.lastChange, clock.now());
	const { history, liveState, commandHandler, sessions, tokens, privateStore, reminders } = core;
	try {
		const onError = logError('the signing key could not be remembered');
		await rememberSigning({ privateStore, keyring, path, isUnsigned: options.unsigned ?? false, onError });
	} catch (error) {
		await core.stop();
		await core.close();
		throw error;
	}

	const counts = openCounts({ ...core, clock, reportError, isOn: !drill && (options.counts ?? false) });
	const origins = originPolicy(options.origins ?? null);
	const streamService = createStreamService(
		{
			liveState,
			clock,
			signer: keyring,
			origins,
			logger,
			random,
			newRequestId: randomUUID,
			workers,
			figures: {
				recordFanOut: (seconds) => metrics.recordFanOut(seconds),
				recordSlowClose: () => metrics.recordSlowClose(),
				recordDelivery: (delivery) => counts.recordDelivery(delivery),
			},
			reportError: reportRequestError,
		},
		options,
	);
	const { frames, hub } = streamService;
	/** The name of this server among those that share the database. */
	const server = randomUUID();
	const { isShared = false } = storage;
	const onLeaseError = logError('a lease could not be renewed');
	const leases = new Leases({ privateStore, isShared, server, clock, onError: onLeaseError });
	const onError = logError('scheduled changes could not be published');
	const lease = leases.open('scheduler');
	const stopScheduler = startScheduler({ liveState, commandHandler, clock, pack, lease, onError });

	const { clientAddress } = trustedProxies(options.trustedProxies ?? null);
	const signIns = new SignIns({ clock, logger });
	const visitorReports = await openVisitorReports(reports, {
		...core,
		clientAddress,
		signIns,
		clock,
		logger,
		reportError,
	});
	const publicUrl = options.publicUrl?.replace(/\/+$/, '') ?? null;
	const hasSite = options.site ?? true;
	const { recentFailures } = visitorReports;
	const connectors = drill
		? null
		: await openConnectors(options, {
				...{ ...core, clock, newId, random, logger, reportError, metrics, leases, signIns, pack },
				...{ recentFailures, publicUrl, hasSite, server, isShared },
			});
	const backups =
		backupOptions &&
		(await Backups.open(backupOptions, {
			source: { log: core.log, privateStore, seq: () => liveState.state.seq, now: clock.now },
			...{ privateStore, clock, random, logger, metrics: metrics.backups },
			lease: leases.open('backups'),
			network: { fetch, now: clock.now, timeout: (ms) => AbortSignal.timeout(ms) },
		}));
	const outlivesProcess = database !== null || data !== null;
	const checkpoints =
		core.log.checkpoints && outlivesProcess && !storage.refusal
			? new CheckpointWriter({
					...{ ...core, store: core.log.checkpoints, lease: leases.open('checkpoints'), logger },
					onError: logError('a checkpoint of the state could not be written'),
				})
			: null;
	const snapshotCache = new SnapshotCache(liveState, frames, knownUntil(clock, liveState));
	const slicedWork = new SlicedWork();
	const readerCount = (): number => hub.size + workers.streamCount;
	const nodes = new Nodes({
		...{ privateStore, isShared, server, version, clock },
		facts: () => ({ seq: liveState.state.seq, connections: readerCount() }),
		onError: logError('what this server knows of itself could not be written'),
	});
	metrics.register({
		...{ liveState, clock, streamCount: readerCount },
		canPublish: () => liveState.failure === undefined && commandHandler.refusal === null,
		refusedSignIns: () => signIns.byReason,
	});

	const historyCache = new HistoryCache({
		history,
		actionHistory: core.actionHistory,
		liveState,
		clock,
		signer: keyring,
	});
	const mountPath = basePath.replace(/^\/*(?=[^/])/, '/').replace(/\/+$/, '');
	const drills =
		drill === null
			? new Drills({
					...{ privateStore, liveState, commandHandler, tokens, sessions, clock, newId, pack, mountPath },
					openSystem: (system) => assemble(drillOptions(options, system, logger), noWorkers, system),
					recordFailure: ({ socket, headers }) =>
						signIns.recordFailure(
							clientAddress(socket.remoteAddress, headers['x-forwarded-for']?.toString()),
						),
					onError: logError('a drill failed'),
				})
			: null;
	const services: Services = {
		...{ commandHandler, liveState, tokens, hub, snapshotCache, historyCache, keyring, clock, pack },
		...{ metrics, metricsAccess: options.metrics ?? 'token', reportError: reportRequestError },
		documentCache: new DocumentCache(liveState, clock),
		...{ publicTimes: core.publicTimes, history, hasSite, publicUrl },
		drillsHeld: async () => (await drills?.held()) ?? [],
		hasEmail: connectors?.hasEmail ?? false,
		hasPush: connectors?.hasPush ?? false,
		assistant: connectors?.assistant ?? null,
		...{
			promises: core.promises,
			actionHistory: core.actionHistory,
			reminders,
			sessions,
			environment: options.environment ?? null,
		},
		openId: openId && new OpenIdProvider(openId, { clock, logger, random }),
		...{
			clientAddress,
			recentFailures,
			slicedWork,
			signIns,
			backups,
			nodes,
			leases,
			auditLog: new AuditLog(core),
		},
		...{ newRequestId: randomUUID, readerCount, startedAt: clock.now(), secondPersonFor, reviewLanes },
	};
	const drillPages = (api: Api): void => {
		if (drills) drillRoutes(api, services, drills);
		if (drills) viewerRoutes(api);
	};
	const api = createApi(services, origins, logger, [
		...[visitorReports.routes, drillPages],
		(added) => counts.routes(added, services),
		(added) => connectors?.routes(added, services),
		(added) => siteRoutes(added, services, look),
	]);
	setImmediate(warmUpParser);

	const candor: Candor = {
		firstToken: await createFirstToken(tokens, privateStore),
		get readers() {
			return readerCount();
		},
		handler: requestHandler(api, streamService, mountPath, drills),
		attach: (server) => streamService.attach(server, `${mountPath}/v1/stream`),
		async close() {
			await streamService.drain();
			stopScheduler();
			await backups?.close();
			await drills?.close();
			await connectors?.close();
			await checkpoints?.close();
			await nodes.close();
			await leases.close();
			await core.stop();
			await visitorReports.close();
			await counts.close();
			await core.close();
		},
	};
	return { candor, core };
}

/** A drill has the settings of its server, but nothing that outlives it, no keys and no workers. */
const drillOptions = (
	{ clock, random, readerLimit, secondPersonFor, trustedProxies: proxies, origins }: CandorOptions,
	{ basePath }: DrillSystemOptions,
	logger: Logger,
): CandorOptions => ({
	...{ data: null, basePath, logger, unsigned: true },
	...(clock && { clock }),
	...(random && { random }),
	...(origins && { origins }),
	...(readerLimit && { readerLimit }),
	...(secondPersonFor && { secondPersonFor }),
	...(proxies && { trustedProxies: proxies }),
});
