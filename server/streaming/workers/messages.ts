/**
 * The messages between the primary process and its workers. A socket or a server can be sent with a
 * message (`child_process`).
 */
import type { Commit } from '../../../src/model/state/commit.ts';
import { isPublic } from '../../../src/model/state/public.ts';
import type { StateRecord } from '../../../src/model/state/state.ts';
import type { StreamRequest } from '../listener/handshake.ts';
import type { Figures } from '../stream-figures.ts';
import type { StreamingOptions } from '../streaming-options.ts';
import { limitPerProcess } from './fair-share.ts';

/** The settings that a worker needs. Its policy is the default one. */
export interface WorkerSettings extends Required<Omit<StreamingOptions, 'policy'>> {
	/** The data folder. It has the signing keys, unless `keys` is set. */
	readonly data: string;
	/** The file with the signing keys; `null`: the one in the data folder, if there is one. */
	readonly keys: string | null;
	/** How long a signature is valid, in days. */
	readonly signatureDays: number;
	/** The web origins whose pages may read; `null`: all. */
	readonly origins: readonly string[] | null;
	/** A level of pino, such as `info`. */
	readonly logLevel: string;
	/** The number of worker processes, without the primary process. */
	readonly workers: number;
}

/**
 * The settings of one worker. The limit of all streams is divided between the processes; the limit
 * per address applies in each process. The properties are listed one by one, so that no secret of
 * the caller's configuration is sent to another process.
 */
export const settingsPerWorker = (settings: WorkerSettings): WorkerSettings => ({
	takeover: settings.takeover,
	heartbeatMs: settings.heartbeatMs,
	readerLimit: limitPerProcess(settings.readerLimit, settings.workers + 1),
	readersPerAddress: settings.readersPerAddress,
	trustedProxies: settings.trustedProxies,
	rotationMs: settings.rotationMs,
	drainMs: settings.drainMs,
	data: settings.data,
	keys: settings.keys,
	signatureDays: settings.signatureDays,
	origins: settings.origins,
	logLevel: settings.logLevel,
	workers: settings.workers,
});

/**
 * The part of a commit that workers receive. They only serve streams, so private records, the actor
 * and the idempotency key stay in the primary process: every commit has the actor `system` there.
 */
export const publicPart = ({ seq, at, cause, changes }: Commit): Commit => ({
	seq,
	at,
	actor: 'system',
	cause: { command: cause.command },
	changes: changes.filter(isPublic),
});

export type ToWorker =
	/** The first message, with the server that listens already. */
	| {
			readonly type: 'start';
			readonly settings: WorkerSettings;
			/** The id of the log. */
			readonly site: string;
			/** The newest commit of the state. */
			readonly seq: number;
			/** The public records of the state. */
			readonly records: readonly StateRecord[];
	  }
	/** The public part of the next commit. */
	| { readonly type: 'commit'; readonly commit: Commit }
	/** The worker must answer this stream request of another process. With its socket. */
	| { readonly type: 'open-stream'; readonly request: StreamRequest }
	/** Whether the worker has more than its fair share of streams and must hand new ones off. */
	| { readonly type: 'fair-share'; readonly isAbove: boolean }
	/** Since when the log cannot be read, epoch milliseconds; `null`: it can. */
	| { readonly type: 'unreadable'; readonly since: number | null }
	/** The worker must end its streams, spread over `windowMs` milliseconds, and exit. */
	| { readonly type: 'drain'; readonly windowMs: number };

export type FromWorker =
	/** Sent once: the worker accepts connections. */
	| { readonly type: 'ready' }
	/** The number of the worker's open streams. */
	| { readonly type: 'stream-count'; readonly count: number }
	/** What happened to the worker's streams since it last said so. */
	| ({ readonly type: 'figures' } & Figures)
	/** A stream request that another process must answer. With its socket. */
	| { readonly type: 'hand-off-stream'; readonly request: StreamRequest }
	/** Any other connection. With its socket; `bytes`: what the worker has read from it. */
	| { readonly type: 'hand-off-connection'; readonly bytes: Uint8Array };

/**
 * How often a changed stream count is sent, and how often the counts are compared, in milliseconds.
 */
export const countIntervalMs = 100;
/**
 * How often a worker sends its stream count even when it has not changed, in milliseconds, so that
 * the primary process notices a worker that hangs.
 */
export const aliveIntervalMs = 1_000;
