/**
 * Serves readers from a data folder that cannot be written, such as one on a disk that the system
 * has mounted read-only after an error. The first command after it can be written again is
 * published, without a restart.
 */
import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CandorError } from '../../src/model/errors.ts';
import { followOnSignal, Signal } from './log/follow.ts';
import type { Log } from './log/log.ts';
import type { PrivateStore } from './private-store/private-store.ts';
import { databaseFile } from './sqlite.ts';

/** What a folder holds. */
export interface FolderStorage {
	readonly log: Log;
	readonly privateStore: PrivateStore;
	close(): Promise<void>;
}

/** Whether there is a database that this process may read and not write. */
export function isReadOnly(folder: string): boolean {
	const file = databaseFile(folder);
	if (!existsSync(file)) return false;
	try {
		for (const path of [folder, file]) accessSync(path, constants.W_OK);
		return false;
	} catch {
		return true;
	}
}

export const readOnlyRefusal = (folder: string): CandorError =>
	new CandorError(
		'busy',
		`The data folder ${folder} cannot be written. Readers are served; nothing can be published. Make the folder and its disk writable for the user that runs Candor, then repeat the command.`,
	);

/**
 * Opens a copy of the database: SQLite writes beside a file that it reads, unless an earlier process
 * closed it. The copy has no name as soon as it is open, so that nothing is left of it.
 *
 * @param canWrite - Asked before each write, until it returns `true`.
 */
export function openReadOnly(
	folder: string,
	open: (folder: string) => FolderStorage,
	canWrite = (): boolean => !isReadOnly(folder),
) {
	const copy = mkdtempSync(join(tmpdir(), 'candor-read-only-'));
	let current: FolderStorage;
	try {
		for (const suffix of ['', '-wal'])
			if (existsSync(databaseFile(folder) + suffix))
				copyFileSync(databaseFile(folder) + suffix, databaseFile(copy) + suffix);
		current = open(copy);
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
	const refusal = readOnlyRefusal(folder);
	const { site } = current.log;
	const grown = new Signal();
	let isWritable = false;

	/** The storage in the folder itself. Throws CandorError `busy` while it cannot be written. */
	async function writable(): Promise<FolderStorage> {
		if (isWritable) return current;
		if (!canWrite()) throw refusal;
		const copied = current;
		current = open(folder);
		isWritable = true;
		await copied.close();
		return current;
	}
	const read: Log['read'] = (afterSeq, limit) => current.log.read(afterSeq, limit);
	const log: Log = {
		site,
		get unfinishedErasure() {
			return current.log.unfinishedErasure ?? null;
		},
		// That of an earlier server is read. A server that cannot write makes none.
		get checkpoints() {
			return current.log.checkpoints;
		},
		read,
		append: async (...commit) => notifying((await writable()).log.append(...commit)),
		redact: async (...commit) => notifying((await writable()).log.redact(...commit)),
		follow: (afterSeq, signal) => followOnSignal(read, grown, afterSeq, signal),
		close: async () => grown.notify(),
	};
	async function notifying<Result>(writing: Promise<Result>): Promise<Result> {
		const result = await writing;
		grown.notify();
		return result;
	}
	const privateStore: PrivateStore = {
		get: (...record) => current.privateStore.get(...record),
		list: (kind, page) => current.privateStore.list(kind, page),
		kinds: () => current.privateStore.kinds(),
		put: async (...record) => (await writable()).privateStore.put(...record),
		increment: async (...record) => (await writable()).privateStore.increment(...record),
		remove: async (...record) => (await writable()).privateStore.remove(...record),
		close: async () => undefined,
	};
	return { log, privateStore, refusal, close: () => current.close() };
}
