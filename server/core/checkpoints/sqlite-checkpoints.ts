import { type Sqlite, writeRefused } from '../sqlite.ts';
import { readStoredText, type StoredText } from '../stored-text.ts';
import { type CheckpointStore, removedAtOnce } from './checkpoint-store.ts';

/**
 * Made by the first server that writes a checkpoint, and no step of the migrations: an earlier version
 * opens the file all the same, and its redactions remove the checkpoint through the trigger.
 */
const tables = `
	create table if not exists checkpoint (text text not null) strict;
	create table if not exists checkpoint_parts (hash text primary key, text text not null) strict;
	create table if not exists rewrites (count integer not null) strict;
	insert into rewrites select 0 where not exists (select 1 from rewrites);
	create trigger if not exists forget_checkpoint after update on commits begin
		update rewrites set count = count + 1;
		delete from checkpoint;
		delete from checkpoint_parts;
	end;`;

const isUnchanged = 'exists (select 1 from rewrites where count = ?)';

const prepareAll = (database: Sqlite) => ({
	head: database.prepare(
		'select (select cast(text as blob) from checkpoint) as bytes, null as checksum, count from rewrites',
	),
	part: database.prepare(
		'select cast(text as blob) as bytes, null as checksum from checkpoint_parts where hash = ?',
	),
	add: database.prepare(
		`insert into checkpoint_parts select ?, ? where ${isUnchanged} on conflict (hash) do nothing`,
	),
	count: database.prepare('select count from rewrites'),
	insertHead: database.prepare('insert into checkpoint values (?)'),
	removeHead: database.prepare('delete from checkpoint where text = ?'),
	hashes: database.prepare('select hash from checkpoint_parts'),
	removePart: database.prepare('delete from checkpoint_parts where hash = ?'),
});
type Statements = ReturnType<typeof prepareAll>;

/** Checkpoints in the database file of the log. */
export function sqliteCheckpoints(database: Sqlite): CheckpointStore {
	let prepared: Statements | undefined;
	/** `null`: there are no tables yet. */
	const statements = (): Statements | null => {
		const exists = (): unknown =>
			database.prepare(`select 1 from sqlite_master where name = 'rewrites'`).get();
		if (!prepared && exists()) prepared = prepareAll(database);
		return prepared ?? null;
	};
	const write = <Result>(act: (found: Statements) => Result, otherwise: Result): Result => {
		try {
			const found = statements();
			return found ? database.transaction(() => act(found)).immediate() : otherwise;
		} catch (error) {
			throw writeRefused(error, database);
		}
	};
	const currentHead = ({ head }: Statements): { text: string | null; rewrites: number } => {
		const row = head.get() as StoredText & { readonly count: number };
		return { text: readStoredText(row), rewrites: row.count };
	};
	return {
		async prepare() {
			if (statements()) return;
			try {
				database.transaction(() => database.exec(tables)).immediate();
			} catch (error) {
				throw writeRefused(error, database);
			}
		},
		async head() {
			const found = statements();
			return found ? currentHead(found) : { text: null, rewrites: 0 };
		},
		async parts(hashes) {
			const found = statements();
			if (!found) return [];
			return hashes.flatMap((hash) => {
				const row = found.part.get(hash) as StoredText | undefined;
				return (row && readStoredText(row)) ?? [];
			});
		},
		add: async (parts, rewrites) =>
			write(({ add, count }) => {
				for (const { hash, text } of parts) add.run(hash, text, rewrites);
				return (count.get() as { readonly count: number }).count === rewrites;
			}, false),
		replaceHead: async (text, former, rewrites) =>
			write((found) => {
				const now = currentHead(found);
				if (now.text !== former || now.rewrites !== rewrites) return false;
				if (former !== null) found.removeHead.run(former);
				found.insertHead.run(text);
				return true;
			}, false),
		removeHead: async (text) => write(({ removeHead }) => void removeHead.run(text), undefined),
		removeOthers: async (kept) =>
			write(({ hashes, removePart }) => {
				const rows = hashes.all() as { readonly hash: string }[];
				const others = rows.filter(({ hash }) => !kept.has(hash)).slice(0, removedAtOnce);
				for (const { hash } of others) removePart.run(hash);
				return others.length > 0;
			}, false),
	};
}
