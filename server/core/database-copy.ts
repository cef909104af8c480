/** Writes a new database with the commits and private records of another one. */
import { closeSqlite, openSqlite, type Sqlite } from './sqlite.ts';
import { checksumOf } from './stored-text.ts';

export interface CommitRow {
	readonly seq: number;
	/** The commit as JSON. */
	readonly text: string;
}

export interface PrivateRow {
	readonly kind: string;
	readonly id: string;
	readonly version: number;
	/** The value as JSON. */
	readonly text: string;
}

export interface DatabaseCopy {
	/** Adds some at once. */
	add(commits: readonly CommitRow[], rows: readonly PrivateRow[]): void;
	/** Gives the log its identity, and closes the file once everything is on disk. */
	finish(site: string): void;
	/** Closes an unfinished file. */
	abandon(): void;
}

/** `folder` must have no database. Throws CandorError like {@link openSqlite}. */
export function databaseCopy(folder: string): DatabaseCopy {
	const database: Sqlite = openSqlite(folder);
	// Nothing depends on the file until it is finished.
	database.pragma('synchronous = OFF');
	const addCommit = database.prepare('insert into commits (seq, text, checksum) values (?, ?, ?)');
	const addRow = database.prepare(
		'insert into vault (kind, id, version, text, checksum) values (?, ?, ?, ?, ?)',
	);
	return {
		add: (commits, rows) =>
			void database
				.transaction(() => {
					for (const { seq, text } of commits) addCommit.run(seq, text, checksumOf(text));
					for (const { kind, id, version, text } of rows)
						addRow.run(kind, id, version, text, checksumOf(text));
				})
				.immediate(),
		finish(site) {
			database.pragma('synchronous = FULL');
			database.prepare('insert into identity values (?)').run(site);
			database.pragma('wal_checkpoint(TRUNCATE)');
			closeSqlite(database);
		},
		abandon: () => closeSqlite(database),
	};
}
