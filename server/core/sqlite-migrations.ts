/**
 * The tables of the database file, as the steps that lead from each version of the layout to the
 * next.
 */
import type Database from 'libsql';
import { CandorError } from '../../src/model/errors.ts';

/** Step N leads from version N to version N + 1. A step that was released never changes. */
const steps = [
	`create table if not exists identity (site text not null) strict;
	create table if not exists commits (seq integer primary key, text text not null) strict;
	create table if not exists vault (
		kind text not null, id text not null, text text not null, primary key (kind, id)
	) strict, without rowid;`,
	// For compare-and-set; the store is called "private store" since, its table keeps its name.
	'alter table vault add column version integer not null default 1;',
	// Rows of earlier versions have none.
	'alter table commits add column checksum integer; alter table vault add column checksum integer;',
];

/** The version of the layout that this program writes, in SQLite's `user_version`. */
export const layoutVersion = steps.length;

const versionOf = (database: Database.Database): number => {
	const [row] = database.pragma('user_version') as { user_version: number }[];
	return row?.user_version ?? 0;
};

/**
 * Brings the tables up to {@link layoutVersion}, all steps or none. A file that has that version is
 * not written to: a server must be able to start from a disk that is full. Throws CandorError
 * `damaged` for a later version.
 */
export function migrate(database: Database.Database, folder: string): void {
	if (versionOf(database) === layoutVersion) return;
	database
		.transaction(() => {
			// Read again: another connection may have migrated the file while this one waited for the
			// lock.
			const version = versionOf(database);
			if (version > layoutVersion)
				throw new CandorError(
					'damaged',
					`The data folder ${folder} was written by a newer version of Candor. Start that version, or choose another folder with CANDOR_DATA.`,
				);
			for (const step of steps.slice(version)) database.exec(step);
			database.pragma(`user_version = ${layoutVersion}`);
		})
		.immediate();
}
