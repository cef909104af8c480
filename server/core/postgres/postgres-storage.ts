/** Opens the log and the private store in a Postgres database. */
import { randomUUID } from 'node:crypto';
import { backoffMs } from '../../../src/model/backoff.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { postgresStore } from '../private-store/postgres-store.ts';
import type { Storage } from '../storage.ts';
import { loadPg } from './load-pg.ts';
import { type DatabaseOptions, PostgresDatabase } from './postgres-database.ts';
import { reasonOf, startError } from './postgres-errors.ts';
import { migratePostgres } from './postgres-migrations.ts';

/** The waits of a start. Soon enough for a database that starts at the same moment. */
const waits = { minMs: 200, firstMs: 1_000, maxMs: 10_000 };

const findSite = {
	name: 'candor-site',
	text: `select site, current_setting('transaction_read_only') = 'on' as "readOnly" from candor.log`,
} as const;
const replaceSite = { name: 'candor-new-site', text: 'update candor.log set site = $1' } as const;

interface Options extends DatabaseOptions {
	/** The data comes from a backup: the log gets a new identity. Default: false. */
	readonly restored?: boolean | undefined;
}

/**
 * Waits, and says so in its log, while the database does not answer. Throws CandorError `damaged`
 * where waiting would change nothing: a wrong password, no such database, tables of a newer version.
 */
export async function openPostgres({ restored = false, ...options }: Options): Promise<Storage> {
	const database = new PostgresDatabase(await loadPg(), options);
	try {
		const site = await whenAnswered(database, () => prepare(database, restored));
		const log = await whenAnswered(database, () => postgresLog(database, site));
		const privateStore = postgresStore(database);
		database.noteOpened();
		return {
			log,
			privateStore,
			isShared: true,
			async close() {
				await log.close();
				await privateStore.close();
				await database.close();
			},
		};
	} catch (error) {
		await database.close();
		throw error;
	}
}

/** Brings the tables up to date, and returns the identity of the log. */
async function prepare(database: PostgresDatabase, restored: boolean): Promise<string> {
	await migratePostgres(database);
	if (restored) await database.query(replaceSite, [randomUUID()]);
	const [found] = await database.query<{ site: string; readOnly: boolean }>(findSite, []);
	if (!found) throw new Error('the row of the log is missing');
	database.noteReadOnly(found.readOnly);
	return found.site;
}

async function whenAnswered<Result>(database: PostgresDatabase, act: () => Promise<Result>): Promise<Result> {
	const { place, logger, random } = database;
	// Nothing else may keep the process running yet.
	const running = setInterval(() => undefined, 60_000);
	try {
		for (let failures = 1; ; failures++)
			try {
				return await act();
			} catch (error) {
				const final = startError(error, place);
				if (final) throw final;
				const waitMs = Math.round(backoffMs(failures, random, { limits: waits }));
				logger.warn({ waitMs, reason: reasonOf(error) }, `waiting for ${place}`);
				await database.pause(waitMs);
			}
	} finally {
		clearInterval(running);
	}
}
