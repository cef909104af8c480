/** Candor as a part of somebody's Node server: `createCandor(options)` (docs/operating.md, "Mounting"). */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import pino, { type Logger } from 'pino';
import { proxyPolicy } from './admission/address.ts';
import { type Clock, systemClock } from './clock.ts';
import { createDelivery, type DeliveryOptions } from './delivery.ts';
import { Desk } from './desk.ts';
import { Follower } from './follower.ts';
import { Histories } from './history/histories.ts';
import { createApi } from './http/app.ts';
import { enter } from './http/mount.ts';
import { originPolicy } from './http/origins.ts';
import { Snapshots } from './http/snapshot.ts';
import { inTurn } from './http/turn.ts';
import { newId } from './ids.ts';
import { createIntake, type ReportOptions, reportDefaults } from './intake/intake.ts';
import { NoticeReports } from './intake/notice-reports.ts';
import { Turns } from './intake/turns.ts';
import { warmUp } from './markdown.ts';
import { keyFileIn } from './signing/key-file.ts';
import { Keyring } from './signing/keyring.ts';
import { openFolder, openMemory } from './storage.ts';
import { keepTime } from './timekeeper.ts';
import { type NewToken, Tokens } from './tokens.ts';
import { noWorkers, type Workers } from './workers/workers.ts';

export type { NewToken } from './tokens.ts';

export interface CandorOptions extends DeliveryOptions {
	/** The folder for the database; `null` keeps everything in memory, for tests. Default: `candor-data`. */
	readonly data?: string | null;
	/** An operator token for automation, beside those that the vault knows. Default: none. */
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
	/** Takes anonymous counts from visitors' pages and raises drafts (docs/reach.md). Default, `null`: it does not. */
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
	const follower = await Follower.start(storage.log).catch(async (error: unknown) => {
		await storage.close();
		throw error;
	});
	const tokens = new Tokens(storage.vault, clock, makeId, options.token ?? null);
	const desk = new Desk(storage.log, follower, clock, makeId);
	const origins = originPolicy(options.origins ?? null);
	const surroundings = { follower, clock, signer: keyring, origins, logger, random, workers };
	const delivery = createDelivery(surroundings, options);
	const { frames, hub, streams } = delivery;
	const stopTime = keepTime(follower, desk, clock, (error) =>
		logger.error({ err: error }, 'time was not kept'),
	);

	const { reports = null, trustedProxies = null } = options;
	const intake = reports && createIntake(reports, { desk, follower, clock, logger });
	const turns = new Turns({ ...reportDefaults, ...reports });
	const noticeReports = await NoticeReports.open({ vault: storage.vault, follower, clock, logger, turns });
	const visitorOf = proxyPolicy(trustedProxies).visitor;
	const snapshots = new Snapshots(follower, frames, clock);
	const report = (error: unknown) => logger.error({ err: error }, 'the history cannot be told');
	const histories = new Histories({ log: storage.log, follower, clock, signer: keyring, report });
	setImmediate(warmUp);
	const api = createApi(
		{
			...{ desk, follower, tokens, hub, snapshots, histories, keyring, clock },
			...{ intake, noticeReports, visitorOf },
		},
		origins,
		logger,
	);
	const answer = getRequestListener(api.fetch, { overrideGlobalObjects: false });
	const base = (options.basePath ?? '').replace(/^\/*(?=[^/])/, '/').replace(/\/+$/, '');

	return {
		firstToken: await tokens.first(),
		get readers() {
			return hub.size + workers.readers;
		},
		handler(request, response) {
			const path = enter(request, base);
			// What comes behind a stream on its connection can never be answered.
			if (hub.has(request.socket)) return void request.socket.destroy();
			inTurn(request, response, () => {
				if (request.method === 'GET' && path === '/v1/stream') streams.answer(request, response);
				else void answer(request, response);
			});
		},
		attach: (server) => delivery.attach(server, `${base}/v1/stream`),
		async close() {
			await delivery.drain();
			stopTime();
			await desk.close();
			await follower.stop();
			await histories.stop();
			await noticeReports.close();
			await storage.close();
		},
	};
}
