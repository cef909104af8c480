/** Candor as a part of somebody's Node server: `createCandor(options)` (docs/operating.md, "Mounting"). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import pino, { type Logger } from 'pino';
import type { Policy } from '../src/model/index.ts';
import { type Clock, systemClock } from './clock.ts';
import { Desk } from './desk.ts';
import { Follower } from './follower.ts';
import { createApi } from './http/app.ts';
import { enter } from './http/mount.ts';
import { originPolicy } from './http/origins.ts';
import { Snapshots } from './http/snapshot.ts';
import { streamHandler } from './http/stream.ts';
import { Frames } from './hub/frames.ts';
import { Hub } from './hub/hub.ts';
import { newId } from './ids.ts';
import { warmUp } from './markdown.ts';
import { openFolder, openMemory } from './storage.ts';
import { keepTime } from './timekeeper.ts';
import { type NewToken, Tokens } from './tokens.ts';

export type { NewToken } from './tokens.ts';

export interface CandorOptions {
	/** The folder for the database; `null` keeps everything in memory, for tests. Default: `candor-data`. */
	readonly data?: string | null;
	/** An operator token for automation, beside those that the vault knows. Default: none. */
	readonly token?: string | null;
	/** The web origins that may read and write. Default: every page may read, none but the server's own may write. */
	readonly origins?: readonly string[] | null;
	/** The path under which the handler is mounted, where the framework leaves it in the URL. Default: none. */
	readonly basePath?: string;
	/** How readers should follow. Default: by stream. */
	readonly policy?: Policy;
	/** Every how many milliseconds a comment shows that a stream lives. Default: 15,000. */
	readonly heartbeatMs?: number;
	/** Default: JSON lines on standard error. */
	readonly logger?: Logger;
	/** The data comes from a backup: readers let go of what they know of a later state. Default: false. */
	readonly restored?: boolean;
	readonly clock?: Clock;
	readonly newId?: () => string;
}

export interface Candor {
	/** Answers every request below the mount path. Mount it before anything that reads bodies. */
	readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
	/** Made when there is no token at all, as at the first start, to be shown once; otherwise `null`. */
	readonly firstToken: NewToken | null;
	/** How many streams are open. */
	readonly readers: number;
	/** Tells readers to come back a little later, finishes what operators have asked for, and lets go of the data. */
	close(): Promise<void>;
}

/** In bytes: what a reader may be behind before it is cut. */
const backlogLimit = 1024 * 1024;
const defaults = {
	heartbeatMs: 15_000,
	retryMs: 3_000,
	policy: { mode: 'stream', intervalMs: 30_000 },
} as const;
/** After how many milliseconds readers come back when the server drains; each spreads it for itself. */
const retireAfterMs = 1_000;
const drainPatienceMs = 2_000;

/** Throws CandorError `in-use` when another server has the data folder, and `damaged` when it cannot be read. */
export async function createCandor(options: CandorOptions = {}): Promise<Candor> {
	const { clock = systemClock, data = 'candor-data', heartbeatMs = defaults.heartbeatMs } = options;
	const logger = options.logger ?? pino(pino.destination({ fd: 2, sync: true }));
	const makeId = options.newId ?? newId;
	const storage = data === null ? openMemory() : openFolder(data, options.restored);
	const follower = await Follower.start(storage.log).catch(async (error: unknown) => {
		await storage.close();
		throw error;
	});
	const tokens = new Tokens(storage.vault, clock, makeId, options.token ?? null);
	const hub = new Hub(clock, { heartbeatMs, backlogLimit });
	const policy = options.policy ?? defaults.policy;
	const frames = new Frames(follower, clock, { policy, heartbeatMs, retryMs: defaults.retryMs });
	const desk = new Desk(storage.log, follower, clock, makeId);
	follower.subscribe((commit) => {
		const frame = frames.change(commit);
		if (frame) hub.publish(frame);
	});
	const stopTime = keepTime(follower, desk, clock, (error) =>
		logger.error({ err: error }, 'time was not kept'),
	);

	const origins = originPolicy(options.origins ?? null);
	const snapshots = new Snapshots(follower, frames, clock);
	setImmediate(warmUp);
	const api = createApi({ desk, follower, tokens, hub, snapshots, clock }, origins, logger);
	const answer = getRequestListener(api.fetch, { overrideGlobalObjects: false });
	const stream = streamHandler(hub, frames, origins);
	const base = (options.basePath ?? '').replace(/^\/*(?=[^/])/, '/').replace(/\/+$/, '');

	return {
		firstToken: await tokens.first(),
		get readers() {
			return hub.size;
		},
		handler(request, response) {
			const path = enter(request, base);
			// What comes behind a stream on its connection can never be answered.
			if (hub.has(request.socket)) request.socket.destroy();
			else if (request.method === 'GET' && path === '/v1/stream') stream(request, response);
			else void answer(request, response);
		},
		async close() {
			stopTime();
			await Promise.all([hub.drain(frames.retire(retireAfterMs), drainPatienceMs), desk.close()]);
			await follower.stop();
			await storage.close();
		},
	};
}
