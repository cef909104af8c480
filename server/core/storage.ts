import { randomUUID } from 'node:crypto';
import type { Log } from './log/log.ts';
import { memoryLog } from './log/memory-log.ts';
import { sqliteLog } from './log/sqlite-log.ts';
import { memoryStore } from './private-store/memory-store.ts';
import type { PrivateStore } from './private-store/private-store.ts';
import { sqliteStore } from './private-store/sqlite-store.ts';
import { closeSqlite, databaseFile, openSqlite, sameFile } from './sqlite.ts';

/** Where a server keeps what it must not forget. */
export interface Storage {
	readonly log: Log;
	readonly privateStore: PrivateStore;
	close(): Promise<void>;
}

/**
 * The embedded database in `folder`. `restored` gives the log a new identity: it is an older one than readers have seen, and
 * their cursors mean something else in it. Throws CandorError `in-use` or `damaged` with what to do about it.
 */
export function openFolder(folder: string, restored = false): Storage {
	const database = openSqlite(folder);
	const check = sameFile(databaseFile(folder));
	const log = sqliteLog(database, check, restored);
	const privateStore = sqliteStore(database, check);
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

/** Nothing on disk: all is gone when the process ends. */
export function openMemory(): Storage {
	return { log: memoryLog(randomUUID()), privateStore: memoryStore(), close: async () => undefined };
}
