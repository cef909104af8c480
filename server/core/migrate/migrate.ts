/** Moves a log between an embedded database and Postgres: `candor migrate`. */
import { existsSync } from 'node:fs';
import type { Logger } from 'pino';
import { CandorError } from '../../../src/model/errors.ts';
import { systemClock } from '../clock.ts';
import { loadPg } from '../postgres/load-pg.ts';
import { PostgresDatabase } from '../postgres/postgres-database.ts';
import { startError } from '../postgres/postgres-errors.ts';
import { migratePostgres } from '../postgres/postgres-migrations.ts';
import { closeSqlite, databaseFile, openSqlite } from '../sqlite.ts';
import { copyLog } from './copy-log.ts';
import type { CopySummary } from './log-copy.ts';
import { withEmptyPostgres, withPostgresRows } from './postgres-copy.ts';
import { sqliteRows, withEmptySqlite } from './sqlite-copy.ts';

/** How long one statement may take, milliseconds. */
const answerMs = 60_000;

interface Move {
	/** The data folder. */
	readonly folder: string;
	/** Of the Postgres database, with the password. */
	readonly address: string;
	readonly logger: Logger;
}

/** Throws CandorError; then the database is as it was. */
export async function sqliteToPostgres({ folder, ...move }: Move): Promise<CopySummary> {
	if (!existsSync(databaseFile(folder)))
		throw new CandorError(
			'invalid',
			`There is no database in the data folder ${folder}. Name another one (--data).`,
		);
	// Refuses a folder that a server uses.
	const sqlite = openSqlite(folder);
	try {
		return await withPostgres(move, (database) =>
			withEmptyPostgres(database, (target) => copyLog(sqliteRows(sqlite), target)),
		);
	} finally {
		closeSqlite(sqlite);
	}
}

/** Throws CandorError; then the folder has no log. */
export const postgresToSqlite = ({ folder, ...move }: Move): Promise<CopySummary> =>
	withPostgres(move, (database) =>
		withPostgresRows(database, (rows) => withEmptySqlite(folder, (target) => copyLog(rows, target))),
	);

async function withPostgres<Result>(
	{ address, logger }: Omit<Move, 'folder'>,
	act: (database: PostgresDatabase) => Promise<Result>,
): Promise<Result> {
	const options = { address, logger, clock: systemClock, random: Math.random, answerMs };
	const database = new PostgresDatabase(await loadPg(), options);
	try {
		await migratePostgres(database);
		return await act(database);
	} catch (error) {
		throw startError(error, database.place) ?? new CandorError('busy', `No answer from ${database.place}.`);
	} finally {
		await database.close();
	}
}
