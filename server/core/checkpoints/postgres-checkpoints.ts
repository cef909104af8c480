import type { PostgresDatabase } from '../postgres/postgres-database.ts';
import { databaseError } from '../postgres/postgres-errors.ts';
import { type CheckpointStore, removedAtOnce } from './checkpoint-store.ts';

const findHead = {
	name: 'candor-checkpoint',
	text: 'select (select text from candor.checkpoint), rewrites from candor.log',
} as const;
const findParts = {
	name: 'candor-checkpoint-parts',
	text: 'select text from candor.checkpoint_parts where hash = any($1::text[])',
} as const;
/** The row of the log is locked, so that no commit is rewritten until the transaction ends. */
const addParts = {
	name: 'candor-checkpoint-add',
	text: `with unchanged as (select from candor.log where rewrites = $3 for share),
		added as (
			insert into candor.checkpoint_parts (hash, text)
			select hash, text from unnest($1::text[], $2::text[]) as new (hash, text), unchanged
			on conflict (hash) do nothing
		) select count(*)::int as unchanged from unchanged`,
} as const;
const replaceHead = {
	name: 'candor-checkpoint-head',
	text: `with unchanged as (select from candor.log where rewrites = $3 for share)
		insert into candor.checkpoint as head (text)
		select $1 from unchanged
		where $2::text is not distinct from (select text from candor.checkpoint)
		on conflict (singleton) do update set text = excluded.text where head.text = $2::text
		returning 1 as replaced`,
} as const;
const removeHead = {
	name: 'candor-checkpoint-remove',
	text: 'delete from candor.checkpoint where text = $1',
} as const;
const removeOthers = {
	name: 'candor-checkpoint-clean',
	text: `delete from candor.checkpoint_parts where hash in (
			select hash from candor.checkpoint_parts where not hash = any($1::text[]) limit $2
		) returning 1 as removed`,
} as const;

/** Checkpoints in the Postgres database of the log. */
export function postgresCheckpoints(database: PostgresDatabase): CheckpointStore {
	const run = async <Row extends object>(
		statement: { readonly name: string; readonly text: string },
		values: readonly unknown[],
	): Promise<Row[]> => {
		try {
			return await database.query<Row>(statement, values);
		} catch (error) {
			throw databaseError(error, database.name);
		}
	};
	return {
		// The tables are those of the layout.
		prepare: async () => undefined,
		async head() {
			const [found] = await run<{ text: string | null; rewrites: string }>(findHead, []);
			return { text: found?.text ?? null, rewrites: Number(found?.rewrites ?? 0) };
		},
		parts: async (hashes) => (await run<{ text: string }>(findParts, [hashes])).map(({ text }) => text),
		async add(parts, rewrites) {
			const columns = [parts.map(({ hash }) => hash), parts.map(({ text }) => text)];
			const [found] = await run<{ unchanged: number }>(addParts, [...columns, rewrites]);
			return found?.unchanged === 1;
		},
		replaceHead: async (...head) => (await run(replaceHead, head)).length > 0,
		async removeHead(text) {
			await run(removeHead, [text]);
		},
		removeOthers: async (hashes) => (await run(removeOthers, [[...hashes], removedAtOnce])).length > 0,
	};
}
