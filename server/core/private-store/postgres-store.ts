import type { PostgresDatabase } from '../postgres/postgres-database.ts';
import { databaseError } from '../postgres/postgres-errors.ts';
import { checksumOf, readStoredText } from '../stored-text.ts';
import { incremented, type PrivateRecord, type PrivateStore, wholeList } from './private-store.ts';

interface Row {
	readonly id: string;
	readonly version: string;
	readonly text: string;
	readonly checksum: string;
}

/** `null` for a damaged row: what it held is lost, and the other records must stay usable. */
function recordOf({ id, version, text, checksum }: Row): PrivateRecord | null {
	const stored = readStoredText({ bytes: Buffer.from(text), checksum: Number(checksum) });
	return stored === null ? null : { id, version: Number(version), value: JSON.parse(stored) as unknown };
}

const columns = 'id, version, text, checksum';
const page = {
	name: 'candor-list',
	text: `select ${columns} from candor.private_records where kind = $1 and id > $2 order by id limit $3`,
} as const;
const select = {
	name: 'candor-get',
	text: `select ${columns} from candor.private_records where kind = $1 and id = $2`,
} as const;
const insert = {
	name: 'candor-insert',
	text: `insert into candor.private_records (kind, id, text, checksum) values ($1, $2, $3, $4)
		on conflict (kind, id) do nothing returning version`,
} as const;
const upsert = {
	name: 'candor-upsert',
	text: `insert into candor.private_records as record (kind, id, text, checksum) values ($1, $2, $3, $4)
		on conflict (kind, id) do update
		set text = excluded.text, checksum = excluded.checksum, version = record.version + 1
		returning version`,
} as const;
const update = {
	name: 'candor-update',
	text: `update candor.private_records set text = $3, checksum = $4, version = version + 1
		where kind = $1 and id = $2 and version = $5 returning version`,
} as const;
const kinds = {
	name: 'candor-kinds',
	// Jumps from kind to kind in the index, and reads no other row.
	text: `with recursive found (kind) as (
			select min(kind) from candor.private_records
			union all
			select (select min(kind) from candor.private_records where kind > found.kind) from found
			where found.kind is not null
		) select kind from found where kind is not null`,
} as const;
const remove = {
	name: 'candor-remove',
	text: 'delete from candor.private_records where kind = $1 and id = $2 returning 1 as removed',
} as const;

/** The private store in the Postgres database of the log. Every write is one statement. */
export function postgresStore(database: PostgresDatabase): PrivateStore {
	const run = async <Result extends object>(
		statement: { readonly name: string; readonly text: string },
		values: readonly unknown[],
	): Promise<Result[]> => {
		try {
			return await database.query<Result>(statement, values);
		} catch (error) {
			throw databaseError(error, database.name);
		}
	};
	const findRow = async (kind: string, id: string): Promise<Row | undefined> => {
		// Postgres refuses this character, and no record has it.
		if (id.includes('\0')) return undefined;
		return (await run<Row>(select, [kind, id]))[0];
	};
	const put: PrivateStore['put'] = async (kind, id, value, expectedVersion) => {
		const text = JSON.stringify(value);
		const values = [kind, id, text, checksumOf(text)];
		const statement = expectedVersion === undefined ? upsert : expectedVersion === 0 ? insert : update;
		const [written] = await run<Pick<Row, 'version'>>(
			statement,
			statement === update ? [...values, expectedVersion] : values,
		);
		if (written) return { done: true, version: Number(written.version) };
		return { done: false, version: Number((await findRow(kind, id))?.version ?? 0) };
	};
	return {
		async get(kind, id) {
			const row = await findRow(kind, id);
			return row ? recordOf(row) : null;
		},
		list: async (kind, { after, limit } = wholeList) =>
			(await run<Row>(page, [kind, after, limit])).flatMap((row) => recordOf(row) ?? []),
		kinds: async () => (await run<{ kind: string }>(kinds, [])).map(({ kind }) => kind),
		put,
		async increment(kind, id, amounts, initial = {}) {
			// Another server may be faster. One of all is the fastest, so this ends.
			for (;;) {
				const found = await findRow(kind, id);
				const value = incremented(found && recordOf(found)?.value, amounts, initial);
				const { done, version } = await put(kind, id, value, Number(found?.version ?? 0));
				if (done) return { id, version, value };
			}
		},
		remove: async (kind, id) => (await run(remove, [kind, id])).length > 0,
		close: async () => undefined,
	};
}
