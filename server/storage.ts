import { randomUUID } from 'node:crypto';
import type { Log } from './log/log.ts';
import { memoryLog } from './log/memory-log.ts';
import { sqliteLog } from './log/sqlite-log.ts';
import { closeSqlite, openSqlite } from './sqlite.ts';
import { memoryVault } from './vault/memory-vault.ts';
import { sqliteVault } from './vault/sqlite-vault.ts';
import type { Vault } from './vault/vault.ts';

/** Where a server keeps what it must not forget. */
export interface Storage {
	readonly log: Log;
	readonly vault: Vault;
	close(): Promise<void>;
}

/** The embedded database in `folder`. Throws CandorError `in-use` or `damaged` with what to do about it. */
export function openFolder(folder: string): Storage {
	const database = openSqlite(folder);
	const log = sqliteLog(database);
	const vault = sqliteVault(database);
	return {
		log,
		vault,
		async close() {
			await log.close();
			await vault.close();
			closeSqlite(database);
		},
	};
}

/** Nothing on disk: all is gone when the process ends. */
export function openMemory(): Storage {
	return { log: memoryLog(randomUUID()), vault: memoryVault(), close: async () => undefined };
}
