/**
 * The messages between the primary process and its workers. A socket or a server can be sent with a
 * message (`child_process`).
 */
import type { Commit } from '../../../src/model/state/commit.ts';
import { isPublic } from '../../../src/model/state/public.ts';
import type { StateRecord } from '../../../src/model/state/state.ts';
import type { StreamRequest } from '../listener/handshake.ts';
import type { StreamingOptions } from '../streaming-options.ts';
import { limitPerProcess } from './fair-share.ts';

/** The settings that a worker needs. */
export interface WorkerSettings extends Required<Omit<StreamingOptions, 'policy'>> {
	/** The folder with the database, and with the signing keys unless `keys` names their file. */
	readonly data: string;
	readonly keys: string | null;
	readonly signatureDays: number;
	/** The web origins that may read; `null`: all. */
	readonly origins: readonly string[] | null;
	readonly logLevel: string;
	/** The number of worker processes, without the primary process. */
	readonly workers: number;
}

/**
 * The settings of one worker, with its part of the limit. The properties are listed one by one, so
 * that no secret of the caller's configuration is sent to another process.
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
 * and the idempotency key stay in the primary process.
 */
export const publicPart = ({ seq, at, cause, changes }: Commit): Commit => ({
	seq,
	at,
	actor: '',
	cause: { command: cause.command },
	changes: changes.filter(isPublic),
});

export type ToWorker =
	/** The first message, with the listening server: the public records of the state. */
	| {
			readonly type: 'start';
			readonly settings: WorkerSettings;
			readonly site: string;
			readonly seq: number;
			readonly records: readonly StateRecord[];
	  }
	/** The public part of the next commit. */
	| { readonly type: 'commit'; readonly commit: Commit }
	/** A stream request, with its socket. */
	| { readonly type: 'stream'; readonly request: StreamRequest }
	/** Whether the worker has more than its fair share of streams and must hand new ones off. */
	| { readonly type: 'fair-share'; readonly isAbove: boolean }
	| { readonly type: 'drain'; readonly windowMs: number };

export type FromWorker =
	/** The worker accepts connections. */
	| { readonly type: 'ready' }
	| { readonly type: 'stream-count'; readonly count: number }
	/** A stream request that the worker does not serve, with its socket. */
	| { readonly type: 'stream'; readonly request: StreamRequest }
	/** Any other connection, with its socket and the bytes that were read. */
	| { readonly type: 'connection'; readonly bytes: Uint8Array };

/**
 * How often a changed stream count is sent, and how often the counts are compared, in milliseconds.
 */
export const countIntervalMs = 100;
/**
 * How often a worker sends its stream count even when it has not changed, in milliseconds. A worker
 * that sends nothing hangs.
 */
export const aliveIntervalMs = 1_000;
