/** The rows of a Postgres database, in one transaction. */
import type pg from 'pg';
import { CandorError } from '../../../src/model/errors.ts';
import type { PostgresDatabase } from '../postgres/postgres-database.ts';
import { checksumOf, readStoredText } from '../stored-text.ts';
import {
	type CommitRow,
	type CopySource,
	type CopyTarget,
	copyPage,
	isCopied,
	type PrivateRow,
} from './log-copy.ts';

type Client = pg.PoolClient;

interface TextRow {
	readonly text: string;
	readonly checksum: string;
}

function textOf({ text, checksum }: TextRow, what: string): string {
	const stored = readStoredText({ bytes: Buffer.from(text), checksum: Number(checksum) });
	if (stored !== null) return stored;
	throw new CandorError(
		'damaged',
		`${what} is damaged. Restore a backup before you move the log. Nothing was written.`,
	);
}

async function rowsOf(client: Client): Promise<CopySource> {
	const { rows: found } = await client.query<{ site: string }>('select site from candor.log');
	const all = async <Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> =>
		(await client.query<Row>(text, [...values, copyPage])).rows;
	return {
		site: found[0]?.site ?? '',
		async *commits() {
			for (let after = 0; ; ) {
				const rows = await all<TextRow & { seq: string }>(
					'select seq, text, checksum from candor.commits where seq > $1 order by seq limit $2',
					[after],
				);
				if (rows.length === 0) return;
				yield rows.map((row): CommitRow => {
					return { seq: Number(row.seq), text: textOf(row, `Commit ${row.seq}`) };
				});
				after = Number(rows.at(-1)?.seq);
			}
		},
		async *records() {
			for (let after = ['', '']; ; ) {
				const rows = await all<TextRow & { kind: string; id: string; version: string }>(
					`select kind, id, version, text, checksum from candor.private_records
					where (kind, id) > ($1, $2) order by kind, id limit $3`,
					after,
				);
				const last = rows.at(-1);
				if (!last) return;
				yield rows.filter(isCopied).map((row): PrivateRow => {
					const { kind, id, version } = row;
					return {
						kind,
						id,
						version: Number(version),
						text: textOf(row, `The private record ${kind} ${id}`),
					};
				});
				after = [last.kind, last.id];
			}
		},
	};
}

/** Runs `act` with the rows as they are now. */
export const withPostgresRows = <Result>(
	database: PostgresDatabase,
	act: (rows: CopySource) => Promise<Result>,
): Promise<Result> =>
	database.withClient(async (client) => {
		await client.query('begin isolation level repeatable read read only');
		await assertNoServers(client);
		const result = await act(await rowsOf(client));
		await client.query('commit');
		return result;
	});

/**
 * Runs `act` with tables that hold nothing yet. What it writes stays if it returns. Throws CandorError
 * `invalid` where there is a log already.
 */
export const withEmptyPostgres = <Result>(
	database: PostgresDatabase,
	act: (target: CopyTarget) => Promise<Result>,
): Promise<Result> =>
	database.withClient(async (client) => {
		await client.query('begin');
		// No server can write before the copy is complete.
		await client.query('lock table candor.log, candor.private_records in access exclusive mode');
		const { rows: others } = await client.query(
			'select 1 from candor.commits union all select 1 from candor.private_records limit 1',
		);
		if (others.length > 0)
			throw new CandorError(
				'invalid',
				`There is a log in ${database.place}. Name an empty database in CANDOR_DATABASE.`,
			);
		const result = await act({
			async addCommits(rows) {
				await client.query(
					`insert into candor.commits (seq, text, checksum, writer)
					select seq, text, checksum, gen_random_uuid()
					from unnest($1::bigint[], $2::text[], $3::bigint[]) as new (seq, text, checksum)`,
					[
						rows.map(({ seq }) => seq),
						rows.map(({ text }) => text),
						rows.map(({ text }) => checksumOf(text)),
					],
				);
			},
			async addRecords(rows) {
				await client.query(
					`insert into candor.private_records (kind, id, version, text, checksum)
					select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bigint[])`,
					[
						rows.map(({ kind }) => kind),
						rows.map(({ id }) => id),
						rows.map(({ version }) => version),
						rows.map(({ text }) => text),
						rows.map(({ text }) => checksumOf(text)),
					],
				);
			},
			async finish(site, lastSeq) {
				await client.query('update candor.log set site = $1, seq = $2', [site, lastSeq]);
			},
			written: () => rowsOf(client),
		});
		await client.query('commit');
		return result;
	});

/** What a server writes after the copy would be lost. */
async function assertNoServers(client: Client): Promise<void> {
	const { rows } = await client.query(
		`select 1 from pg_stat_activity where datname = current_database() and application_name = 'candor'
		and pid <> pg_backend_pid()`,
	);
	if (rows.length === 0) return;
	throw new CandorError(
		'in-use',
		'Servers are connected to the database. Stop all of them, so that nothing is published during the move.',
	);
}
