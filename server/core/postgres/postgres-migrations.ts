/**
 * The tables of a Postgres database, as the steps that lead from each version of the layout to the
 * next. A step must leave what older servers read and write as it is, because they run side by side
 * with newer ones while a cluster is upgraded; `readableBy` says where that was not possible.
 */
import { CandorError } from '../../../src/model/errors.ts';
import type { PostgresDatabase } from './postgres-database.ts';
import { codeOf } from './postgres-errors.ts';

/** Step N leads from version N to version N + 1. A step that was released never changes. */
const steps = [
	// Text is compared by its bytes, as in SQLite. The checksum is a CRC-32 of the text. The function
	// writes each row once into new files, for a redaction; only the owner of a table may do that.
	`create table candor.log (
		singleton boolean primary key default true check (singleton), site text not null, seq bigint not null
	);
	insert into candor.log (site, seq) values (gen_random_uuid()::text, 0);
	create table candor.commits (
		seq bigint primary key, text text not null, checksum bigint not null, writer uuid not null
	);
	create table candor.private_records (
		kind text collate "C" not null, id text collate "C" not null, version bigint not null default 1,
		text text not null, checksum bigint not null, primary key (kind, id)
	);
	create function candor.rewrite_tables() returns void language plpgsql security definer
		set search_path = pg_catalog as $$
		begin
			cluster candor.commits using commits_pkey;
			cluster candor.private_records using private_records_pkey;
		end $$;
	revoke all on function candor.rewrite_tables() from public;`,
	// A checkpoint is a copy of what the log says (checkpoints/checkpoint-store.ts). A rewritten commit
	// removes it, whichever version of the program rewrites it.
	`create table candor.checkpoint (
		singleton boolean primary key default true check (singleton), text text not null
	);
	create table candor.checkpoint_parts (hash text collate "C" primary key, text text not null);
	alter table candor.log add column rewrites bigint not null default 0;
	create function candor.forget_checkpoint() returns trigger language plpgsql security definer
		set search_path = pg_catalog as $$
		begin
			update candor.log set rewrites = rewrites + 1;
			delete from candor.checkpoint;
			delete from candor.checkpoint_parts;
			return null;
		end $$;
	create trigger forget_checkpoint after update on candor.commits
		for each statement execute function candor.forget_checkpoint();
	create or replace function candor.rewrite_tables() returns void language plpgsql security definer
		set search_path = pg_catalog as $$
		begin
			cluster candor.commits using commits_pkey;
			cluster candor.private_records using private_records_pkey;
			cluster candor.checkpoint using checkpoint_pkey;
			cluster candor.checkpoint_parts using checkpoint_parts_pkey;
		end $$;`,
];

/** The version of the layout that this program writes. */
export const postgresLayout = steps.length;
/** The oldest version of the layout whose programs can use these tables. */
const readableBy = 1;

/** Any number, the same for every version of Candor: one server at a time migrates. */
const migrationLock = 4_274_669_207;

interface Layout {
	readonly version: number;
	readonly readableBy: number;
}

const findLayout = {
	name: 'candor-layout',
	text: 'select version, readable_by as "readableBy" from candor.layout',
} as const;

/**
 * Brings the tables up to {@link postgresLayout}, all steps or none. A database that has them is only
 * read, so that a server may be a user who creates nothing. Throws CandorError `damaged` for a later
 * layout that this program cannot use.
 */
export async function migratePostgres(database: PostgresDatabase): Promise<void> {
	const found = await layoutOf(database);
	if (found) assertReadable(found, database.place);
	if (found && found.version >= postgresLayout) return;
	await database.transaction(async (client) => {
		await client.query('set local statement_timeout = 0');
		await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
		await client.query('create schema if not exists candor');
		await client.query(
			'create table if not exists candor.layout (version int not null, readable_by int not null)',
		);
		// Read again: another server may have migrated while this one waited for the lock.
		const { rows } = await client.query<Layout>(findLayout.text);
		const { version } = rows[0] ?? { version: 0 };
		for (const step of steps.slice(version)) await client.query(step);
		if (version >= postgresLayout) return;
		await client.query('delete from candor.layout');
		await client.query('insert into candor.layout values ($1, $2)', [postgresLayout, readableBy]);
	});
}

/** `null`: there are no tables. */
async function layoutOf(database: PostgresDatabase): Promise<Layout | null> {
	try {
		return (await database.query<Layout>(findLayout, []))[0] ?? null;
	} catch (error) {
		// No such schema, or no such table.
		if (['3F000', '42P01'].includes(codeOf(error))) return null;
		throw error;
	}
}

function assertReadable(layout: Layout, place: string): void {
	if (layout.readableBy <= postgresLayout) return;
	throw new CandorError(
		'damaged',
		`The tables in ${place} were written by a newer version of Candor, which this version cannot read. Start that version, or name another database in CANDOR_DATABASE.`,
	);
}
