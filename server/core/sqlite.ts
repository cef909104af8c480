/** Opens the one database file of an embedded server: the log and the vault share it. */

import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { CandorError } from '../../src/model/errors.ts';

export type Sqlite = Database.Database;

/** The layout of the tables below. A file with a higher number was made by a later version. */
const layout = 1;
const tables = `
	create table if not exists identity (site text not null) strict;
	create table if not exists commits (seq integer primary key, text text not null) strict;
	create table if not exists vault (
		kind text not null, id text not null, text text not null, primary key (kind, id)
	) strict, without rowid;
`;

/** The one file in the data folder. */
export const databaseFile = (folder: string): string => join(folder, 'candor.db');

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : '';

/** What SQLite's refusal means to whoever starts the server. */
function explain(error: unknown, folder: string): unknown {
	const code = codeOf(error);
	if (error instanceof CandorError) return error;
	if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
		return new CandorError(
			'in-use',
			`Another Candor server is using the data folder ${folder}. Stop that one, or give this one a folder of its own with CANDOR_DATA.`,
		);
	if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
		return new CandorError(
			'damaged',
			`The database in the data folder ${folder} is damaged. Restore candor.db from a backup, or move it away to start with an empty log.`,
		);
	const reason = error instanceof Error ? error.message : String(error);
	return new CandorError(
		'damaged',
		`The data folder ${folder} cannot be used: ${reason}. Check that it exists and may be written, or choose another with CANDOR_DATA.`,
	);
}

/**
 * Opens `candor.db` in `folder`, made when it is not there. The file is locked for this process until it is closed or
 * ends, however it ends: a second server on the same folder would follow a log without hearing of its growth.
 */
export function openSqlite(folder: string): Sqlite {
	let database: Sqlite | undefined;
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		database = new Database(databaseFile(folder), { timeout: 1_000 });
		database.pragma('locking_mode = EXCLUSIVE');
		database.pragma('journal_mode = WAL');
		// With WAL this is one fsync for each commit, before it is acknowledged.
		database.pragma('synchronous = FULL');
		const [version] = database.pragma('user_version') as { user_version: number }[];
		if ((version?.user_version ?? 0) > layout)
			throw new CandorError(
				'damaged',
				`The data folder ${folder} was written by a newer version of Candor. Start that version, or choose another folder with CANDOR_DATA.`,
			);
		// Only what is new is written: a server must be able to speak to its readers from a disk that is full.
		if (version?.user_version !== layout)
			database.exec(`begin immediate; ${tables} pragma user_version = ${layout}; commit;`);
		return database;
	} catch (error) {
		if (database) closeSqlite(database);
		throw explain(error, folder);
	}
}

/**
 * Lets go of the file, so that this process or another may open it again. The driver keeps a connection until its
 * statements are collected, and in WAL mode an exclusive lock for as long: so WAL mode is left first, which also folds
 * everything into the one file, and the lock with it.
 */
export function closeSqlite(database: Sqlite): void {
	try {
		database.pragma('journal_mode = DELETE');
		database.pragma('locking_mode = NORMAL');
		// The lock itself goes with the next access.
		database.prepare('select count(*) from sqlite_master').get();
	} catch {
		// A database that was never whole, or that another server holds, has nothing to fold and no lock to give back.
	}
	database.close();
}

/** What a write that the disk refused means to the operator. */
export const writeRefused = (error: unknown): CandorError =>
	error instanceof CandorError
		? error
		: new CandorError(
				'busy',
				`The data could not be written (${error instanceof Error ? error.message : String(error)}). Nothing was changed. Check the disk of the data folder, then repeat the command.`,
			);

/**
 * Throws CandorError `damaged` once the file at `path` is another one than it was: writing on into a file that was deleted or
 * replaced would acknowledge what nobody can ever read.
 */
export function sameFile(path: string): () => void {
	const opened = statSync(path);
	return () => {
		const now = statSync(path, { throwIfNoEntry: false });
		if (now?.ino === opened.ino && now.dev === opened.dev) return;
		throw new CandorError(
			'damaged',
			'The database file was removed or replaced while the server ran. Nothing was published. Put it back, or restart the server to go on with what is there.',
		);
	};
}
