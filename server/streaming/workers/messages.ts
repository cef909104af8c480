/** What the first process and its workers say to each other; a socket or a server goes with a message (`child_process`). */
import { type Commit, isPublic, type StateRecord } from '../../../src/model/state/commit.ts';
import type { DeliveryOptions } from '../delivery-options.ts';
import type { StreamRequest } from '../listener/handshake.ts';
import { partOf } from './share.ts';

/** The settings that a worker process needs. Secrets are not among them. */
export interface WorkerSettings extends DeliveryOptions {
	/** The folder that holds the database, and the signing keys unless `keys` names their file. */
	readonly data: string;
	readonly keys: string | null;
	readonly signatureDays: number;
	/** The web origins that may read; `null`: every page may. */
	readonly origins: readonly string[] | null;
	readonly logLevel: string;
	readonly readerLimit: number | null;
	/** How many worker processes there are beside the first process. */
	readonly workers: number;
}

/** The settings of one worker: its limit is its part of the whole limit. */
export function settingsFrom(settings: WorkerSettings): WorkerSettings {
	return { ...settings, readerLimit: partOf(settings.readerLimit, settings.workers + 1) };
}

/** Workers have readers and nobody else: what is private stays in the first process, and who did it and with which key. */
export const publicPart = ({ seq, at, cause, changes }: Commit): Commit => ({
	seq,
	at,
	actor: '',
	cause: { command: cause.command },
	changes: changes.filter(isPublic),
});

export type ToWorker =
	/** The first one, with the listening server: what is public of the log as it is now. */
	| {
			readonly type: 'start';
			readonly settings: WorkerSettings;
			readonly site: string;
			readonly seq: number;
			readonly records: readonly StateRecord[];
	  }
	/** The next one in the log, without what is private. */
	| { readonly type: 'commit'; readonly commit: Commit }
	/** A reader's socket comes with it. */
	| { readonly type: 'reader'; readonly request: StreamRequest }
	/** Whether it has more than its share, and gives newcomers away. */
	| { readonly type: 'share'; readonly exceeded: boolean }
	| { readonly type: 'drain'; readonly windowMs: number };

export type FromWorker =
	/** It accepts connections. */
	| { readonly type: 'ready' }
	| { readonly type: 'readers'; readonly count: number }
	/** A reader's socket comes with it: the worker has its share. */
	| { readonly type: 'reader'; readonly request: StreamRequest }
	/** A connection that is no stream's comes with it, and what was read of it. */
	| { readonly type: 'connection'; readonly bytes: Uint8Array };

/** How often changed numbers are told, in milliseconds. */
export const tellMs = 100;
/** How often a worker says at least how many readers it has, in milliseconds: one that says nothing hangs. */
export const aliveMs = 1_000;
