/**
 * Removes former text from the files of a Postgres database. An update of a row leaves the former
 * version in the table's file. Its write-ahead log, archives of that, and standbys that lag keep it
 * for their own time (docs/how-to/postgres.md).
 */
import type pg from 'pg';
import { backoffMs } from '../../../src/model/backoff.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { PostgresDatabase } from '../postgres/postgres-database.ts';
import { reasonOf } from '../postgres/postgres-errors.ts';

/** How long an erasure that failed is not tried again, in milliseconds. */
const retryMs = 60_000;
/** Each row is written once into new files: about a second for each 100 MB. */
const longestMs = 600_000;
const waits = { minMs: 50, firstMs: 200, maxMs: 1_000 };
const snapshotTries = 6;

/** The record that says that former text may still be in a file, since which transaction. */
const request = {
	name: 'candor-erasure',
	text: `insert into candor.private_records (kind, id, text, checksum)
		values ('erasure', 'file', pg_current_xact_id()::text, 0)
		on conflict (kind, id) do update set text = excluded.text`,
} as const;
const find = {
	name: 'candor-erasure-find',
	text: `select text from candor.private_records where kind = 'erasure' and id = 'file'`,
} as const;
/** Rows that another transaction may still see are copied into the new file. */
const findReaders = {
	name: 'candor-erasure-readers',
	text: `select 1 from (
			select backend_xmin as xmin from pg_stat_activity where pid <> pg_backend_pid()
			union all select xmin from pg_replication_slots
		) readers where age(xmin) >= age($1::text::xid8::xid) limit 1`,
} as const;
const rewrite = {
	name: 'candor-rewrite-tables',
	text: 'select candor.rewrite_tables()',
	query_timeout: longestMs,
} as const;
const remove = {
	name: 'candor-erasure-remove',
	text: `delete from candor.private_records where kind = 'erasure' and id = 'file' and text = $1`,
} as const;

export interface PostgresEraser {
	/** Why former text may still be in a file; `null`: it is in none. */
	readonly unfinished: CandorError | null;
	/** Notes that text must be removed, in the transaction that replaces it. */
	request(client: pg.PoolClient): Promise<void>;
	/**
	 * Writes the tables into new files. Throws CandorError `internal` if that fails: the request stays
	 * stored. That code is not retried, because a repetition with the same key would be answered like
	 * a success.
	 */
	erase(): Promise<void>;
	/** Tries again what is unfinished, but not too often. */
	retry(): void;
}

/** Repeats an erasure that an earlier process could not finish. */
export async function createPostgresEraser(database: PostgresDatabase): Promise<PostgresEraser> {
	let unfinished: CandorError | null = null;
	let triedAt = database.clock.now();

	async function rewriteTables(): Promise<void> {
		const [requested] = await database.query<{ text: string }>(find, []);
		if (!requested) return;
		for (let failures = 1; (await database.query(findReaders, [requested.text])).length > 0; failures++) {
			if (failures === snapshotTries)
				throw new Error('another transaction still reads the former text, for example that of a backup');
			await database.pause(backoffMs(failures, database.random, { limits: waits }));
		}
		await database.withClient(async (client) => {
			await client.query('begin');
			await client.query('set local statement_timeout = 0');
			await client.query({ ...rewrite, values: [] });
			await client.query('commit');
		});
		await database.query(remove, [requested.text]);
	}
	async function erase(): Promise<void> {
		triedAt = database.clock.now();
		try {
			await rewriteTables();
			unfinished = null;
		} catch (error) {
			unfinished = new CandorError(
				'internal',
				`The words are removed from every page and from the log, but a file of ${database.name} may still hold them (${reasonOf(error)}). Mend that. The server removes them with the next publication after a minute, or when it starts.`,
			);
			throw unfinished;
		}
	}
	/** `unfinished` has the reason of a failure. */
	const attempt = (): Promise<void> => erase().catch(() => undefined);
	// A standby repeats nothing. Its primary does.
	if (!database.refusal) await attempt();
	return {
		get unfinished() {
			return unfinished;
		},
		async request(client) {
			await client.query({ ...request, values: [] });
		},
		erase,
		retry() {
			if (unfinished && database.clock.now() - triedAt >= retryMs) void attempt();
		},
	};
}
