/** Where a server stores what outlives the process: the log and the private store. */
import { randomUUID } from 'node:crypto';
import { CandorError } from '../../src/model/errors.ts';
import { memoryLog } from './log/memory-log.ts';
import { sqliteLog } from './log/sqlite-log.ts';
import { memoryStore } from './private-store/memory-store.ts';
import { sqliteStore } from './private-store/sqlite-store.ts';
import { type FolderStorage, isReadOnly, openReadOnly } from './read-only-storage.ts';
import { closeSqlite, damagedError, databaseFile, openSqlite, type Sqlite, sameFileCheck } from './sqlite.ts';

export interface Storage extends FolderStorage {
	/** Why nothing can be written, as far as it is known when the storage is opened. */
	readonly refusal?: CandorError;
	/** Whether other servers use the same log and private store. Default: false. */
	readonly isShared?: boolean;
}

/**
 * The embedded database in `folder`. `restored`: the data comes from a backup, so the log gets a
 * new identity; it is older than what clients have seen, and their cursors have no meaning in it.
 * A folder that can only be read is opened for readers. Throws CandorError `in-use` or `damaged`.
 */
export function openFolder(folder: string, restored = false): Storage {
	if (!restored && isReadOnly(folder)) return openReadOnly(folder, openWritable);
	return openWritable(folder, restored);
}

function openWritable(folder: string, restored = false): Storage {
	const database = openSqlite(folder);
	try {
		return openTables(database, folder, restored);
	} catch (error) {
		closeSqlite(database);
		throw error instanceof CandorError ? error : damagedError(folder);
	}
}

function openTables(database: Sqlite, folder: string, restored: boolean): Storage {
	const assertSameFile = sameFileCheck(databaseFile(folder));
	const log = sqliteLog(database, assertSameFile, restored);
	const privateStore = sqliteStore(database, assertSameFile);
	return {
		log,
		privateStore,
		async close() {
			await log.close();
			await privateStore.close();
			closeSqlite(database);
		},
	};
}

/** Stores nothing on disk. */
export function openMemory(): Storage {
	return { log: memoryLog(randomUUID()), privateStore: memoryStore(), close: async () => undefined };
}
