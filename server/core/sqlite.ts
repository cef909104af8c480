/** Opens the database file of an embedded server. The log and the private store share it. */

import { mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type Database from 'libsql';
import { CandorError } from '../../src/model/errors.ts';
import { embeddedPackage } from './embedded-package.ts';
import { migrate } from './sqlite-migrations.ts';

export type Sqlite = Database.Database;

/**
 * Loaded when a file is opened: the program for this system is an optional package, which is missing
 * where node_modules was copied from another system, or was installed without such packages.
 */
function loadLibsql(): typeof Database {
	const embedded = embeddedPackage();
	try {
		if (embedded) return embedded.sqliteDriver() as typeof Database;
		return createRequire(import.meta.url)('libsql');
	} catch (error) {
		if (error instanceof CandorError) throw error;
		const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
		throw new CandorError(
			'internal',
			`The database has no program for this system (${reason}): run "npm install --include=optional candor-server" on this system.`,
		);
	}
}

/** The path of the database in a data folder. */
export const databaseFile = (folder: string): string => join(folder, 'candor.db');

/**
 * Opens `candor.db` in `folder` and creates both where they do not exist. The file is locked for
 * this process until it is closed or the process ends, however it ends: a second server on the same
 * folder would not notice when the log grows. Throws CandorError `in-use` or `damaged`.
 */
export function openSqlite(folder: string): Sqlite {
	const Libsql = loadLibsql();
	let database: Sqlite | undefined;
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		database = new Libsql(databaseFile(folder), { timeout: 1_000 });
		database.pragma('locking_mode = EXCLUSIVE');
		database.pragma('journal_mode = WAL');
		// In WAL mode this is one fsync per commit, before the commit is acknowledged.
		database.pragma('synchronous = FULL');
		// Deleted text is overwritten with zeros.
		database.pragma('secure_delete = ON');
		migrate(database, folder);
		return database;
	} catch (error) {
		if (database) closeSqlite(database);
		throw openingError(error, folder);
	}
}

/**
 * Closes the file, so that this process or another can open it again. The driver keeps its
 * connection open until its statements are garbage-collected, and WAL mode with an exclusive lock
 * keeps the lock as long. So WAL mode is left first: that also moves everything into the one file.
 */
export function closeSqlite(database: Sqlite): void {
	try {
		database.pragma('journal_mode = DELETE');
		database.pragma('locking_mode = NORMAL');
		// SQLite releases the lock at the next access.
		database.prepare('select count(*) from sqlite_master').get();
	} catch {
		// A damaged file, or one that another server has locked, has nothing to move and no lock to
		// release.
	}
	database.close();
}

/** Why the database refused something, in its own words. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The error for a file in which not even the tables can be read. */
export const damagedError = (folder: string): CandorError =>
	new CandorError(
		'damaged',
		`The database in the data folder ${folder} is damaged. Restore candor.db from a backup, or move it away to start with an empty log.`,
	);

/** The error for the operator who starts the server. */
function openingError(error: unknown, folder: string): unknown {
	if (error instanceof CandorError) return error;
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
		return new CandorError(
			'in-use',
			`Another Candor server is using the data folder ${folder}. Stop that server, or choose another folder with CANDOR_DATA.`,
		);
	if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) return damagedError(folder);
	const reason = reasonOf(error);
	return new CandorError(
		'damaged',
		`The data folder ${folder} cannot be used: ${reason}. Check that it exists and is writable, or choose another folder with CANDOR_DATA.`,
	);
}

/** The error for the operator whose command could not be written. */
export const writeRefused = (error: unknown, database: Sqlite): CandorError =>
	error instanceof CandorError
		? error
		: new CandorError(
				'busy',
				`The data could not be written to the folder ${folderOf(database)} (${reasonOf(error)}). Nothing was changed. Make room on its disk, or make it writable for the user that runs Candor, then repeat the command.`,
			);

/** The driver knows the path of its file only through SQLite. */
function folderOf(database: Sqlite): string {
	const [main] = database.pragma('database_list') as { readonly file: string }[];
	return dirname(main?.file ?? '');
}

/**
 * Returns a function that throws CandorError `damaged` once the file at `path` is another file than
 * now. Without this check, a server would acknowledge commits that it writes into a file that was
 * deleted or replaced, where they are lost.
 */
export function sameFileCheck(path: string): () => void {
	const opened = statSync(path);
	return () => {
		const now = statSync(path, { throwIfNoEntry: false });
		if (now?.ino === opened.ino && now.dev === opened.dev) return;
		throw new CandorError(
			'damaged',
			'The database file was removed or replaced while the server was running. Nothing was published. Put the file back, or restart the server to continue with the new one.',
		);
	};
}
