/** The backups of a running server: on schedule, and as an answer to an operator. */

import type { Logger } from 'pino';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import type { Network } from '../bucket/bucket.ts';
import type { Clock } from '../clock.ts';
import type { Lease } from '../leases/lease.ts';
import type { PrivateStore } from '../private-store/private-store.ts';
import type { BackupMetrics } from './backup-metrics.ts';
import type { BackupOptions } from './backup-options.ts';
import { type BackupContent, type BackupSource, readContent } from './content.ts';
import type { Manifest } from './format.ts';
import { findBackup } from './read-backup.ts';
import { removeExpired } from './remove-expired.ts';
import { verifyBackup } from './restore.ts';
import { ScheduledJob } from './scheduled-job.ts';
import { type BackupTarget, backupTarget } from './target.ts';
import { backupBytes, writeBackup } from './write-backup.ts';

/** A private record: what outlives a restart. */
const kind = 'backup';
const done = z.object({
	at: z.iso.datetime(),
	seq: z.int().min(0),
	file: z.string(),
	bytes: z.int().optional(),
	/** When the backup was made that was tried out. */
	backupAt: z.iso.datetime().optional(),
});
type Done = z.infer<typeof done>;

interface Dependencies {
	readonly source: BackupSource;
	readonly privateStore: PrivateStore;
	readonly clock: Clock;
	readonly random: () => number;
	readonly logger: Logger;
	/** Of servers that share a store, one makes backups. */
	readonly lease: Lease;
	readonly network: Network;
	readonly metrics: BackupMetrics;
}

/** For operators. Times are ISO 8601. */
export interface BackupStatus {
	/** The newest backup of the schedule; `null`: there is none yet. */
	readonly last: Done | null;
	/** The newest one that was restored to try it out, and when; `null`: none was. */
	readonly verified: Done | null;
	/** Why the last attempt failed; `null`: it did not. */
	readonly failure: string | null;
	/** Why the last attempt to restore one failed; `null`: it did not. */
	readonly verifyFailure: string | null;
}

export class Backups {
	readonly #options: BackupOptions;
	readonly #dependencies: Dependencies;
	readonly #target: BackupTarget | null;
	readonly #stopped = new AbortController();
	/** What is being made or tried out; `null`: nothing is. */
	#current: Promise<void> | null = null;
	#last: Done | null = null;
	#verified: Done | null = null;
	#making: ScheduledJob | undefined;
	#verifying: ScheduledJob | undefined;

	private constructor(options: BackupOptions, dependencies: Dependencies) {
		this.#options = options;
		this.#dependencies = dependencies;
		const { target, environment } = options;
		const { network } = dependencies;
		const timeout = (ms: number): AbortSignal => AbortSignal.any([network.timeout(ms), this.#stopped.signal]);
		this.#target = target === null ? null : backupTarget(target, environment, { ...network, timeout });
	}

	/** Throws CandorError `invalid` for a target that cannot be used. */
	static async open(options: BackupOptions, dependencies: Dependencies): Promise<Backups> {
		const backups = new Backups(options, dependencies);
		await backups.#start();
		return backups;
	}

	/** `null`: the server makes no backups by itself. */
	get status(): BackupStatus | null {
		if (!this.#target) return null;
		return {
			...{ last: this.#last, verified: this.#verified },
			failure: this.#making?.failure ?? null,
			verifyFailure: this.#verifying?.failure ?? null,
		};
	}

	get recipients(): readonly string[] {
		return this.#options.recipients;
	}

	/**
	 * The content of a backup, and its bytes as a file has them. Throws CandorError `busy` while
	 * another one is made. The caller reads the bytes to their end, or cancels them.
	 */
	async read(): Promise<Pick<BackupContent, 'head'> & { readonly bytes: ReadableStream<Uint8Array> }> {
		const finish = this.#begin();
		try {
			const { head, chunks } = await readContent(this.#dependencies.source);
			const bytes = await backupBytes(
				{ head, chunks: endingWith(chunks, finish, this.#stopped.signal) },
				this.recipients,
			);
			return { head, bytes };
		} catch (error) {
			finish();
			throw error;
		}
	}

	/** What is being made is discarded. */
	async close(): Promise<void> {
		this.#stopped.abort();
		await Promise.all([this.#making?.stop(), this.#verifying?.stop()]);
	}

	async #start(): Promise<void> {
		const { clock, random, logger, metrics, lease } = this.#dependencies;
		const { schedule, verifySchedule, identity, recipients } = this.#options;
		const target = this.#target;
		if (!target) return;
		const refresh = (): Promise<void> => this.#refresh();
		await refresh();
		metrics.read(() => this.#reading());
		const job = (
			what: string,
			options: Pick<ConstructorParameters<typeof ScheduledJob>[0], 'schedule' | 'lastAt' | 'act'>,
		) =>
			new ScheduledJob({
				...{ ...options, clock, random, lease, refresh },
				onFailure: (error) => logger.error({ err: error }, `${what} failed`),
				onRecovery: () => logger.info(`${what} succeeded again`),
			});
		this.#making = job('a backup', {
			schedule,
			lastAt: () => timeOf(this.#last),
			act: () => this.#make(target),
		});
		if (verifySchedule === null || (recipients.length > 0 && identity === null)) return;
		this.#verifying = job('the restore of a backup, to try it out,', {
			schedule: verifySchedule,
			// Nothing can be restored before the first backup.
			lastAt: () => timeOf(this.#verified) ?? (this.#last ? null : clock.now()),
			act: () => this.#verify(target),
		});
	}

	/** Another server, or this one before its restart, may have made backups. */
	async #refresh(): Promise<void> {
		const { privateStore } = this.#dependencies;
		const stored = async (id: string): Promise<Done | null> =>
			done.safeParse((await privateStore.get(kind, id))?.value).data ?? null;
		[this.#last, this.#verified] = await Promise.all([stored('last'), stored('verified')]);
	}

	/** Returns a function that ends it. */
	#begin(): () => void {
		if (this.#current)
			throw new CandorError('busy', 'Another backup is being made. Try again in a few minutes.');
		let finish = (): void => undefined;
		this.#current = new Promise((resolve) => {
			finish = () => {
				this.#current = null;
				resolve();
			};
		});
		return () => finish();
	}

	/** The schedule waits for its turn. */
	async #idle(): Promise<void> {
		while (this.#current) await this.#current;
		this.#stopped.signal.throwIfAborted();
	}

	async #make(target: BackupTarget): Promise<void> {
		await this.#idle();
		const { head, bytes } = await this.read();
		const manifest = await writeBackup(head, this.recipients, bytes, target);
		const { logger, privateStore } = this.#dependencies;
		const { at, seq, file, bytes: size } = manifest;
		this.#last = { at, seq, file, bytes: size };
		await privateStore.put(kind, 'last', this.#last);
		logger.info({ seq, file, bytes: size, target: target.name }, 'backup made');
		await removeExpired(target, this.#options.retention, this.#dependencies.clock.now());
	}

	async #verify(target: BackupTarget): Promise<void> {
		await this.#idle();
		const finish = this.#begin();
		try {
			const { source, privateStore, clock, logger } = this.#dependencies;
			const manifest: Manifest = await findBackup(target, null, source.log.site);
			const { records } = await verifyBackup({
				...{ target, manifest, identity: this.#options.identity },
				signal: this.#stopped.signal,
			});
			const { seq, file, at: backupAt } = manifest;
			this.#verified = { at: new Date(clock.now()).toISOString(), seq, file, backupAt };
			await privateStore.put(kind, 'verified', this.#verified);
			logger.info({ seq, file, records }, 'backup restored to try it out');
		} finally {
			finish();
		}
	}

	#reading() {
		const { clock } = this.#dependencies;
		const age = (of: Done | null): number | null => {
			const at = timeOf(of);
			return at === null ? null : Math.max(0, (clock.now() - at) / 1_000);
		};
		return {
			ageSeconds: age(this.#last),
			verifiedAgeSeconds: age(this.#verified),
			isFailing: (this.#making?.failure ?? this.#verifying?.failure ?? null) !== null,
		};
	}
}

const timeOf = (of: Done | null): number | null => of && Date.parse(of.at);

/** Calls `finish` when the chunks have ended, however they did. */
async function* endingWith(
	chunks: AsyncIterable<string>,
	finish: () => void,
	stopped: AbortSignal,
): AsyncGenerator<string> {
	try {
		for await (const chunk of chunks) {
			stopped.throwIfAborted();
			yield chunk;
		}
	} finally {
		finish();
	}
}
