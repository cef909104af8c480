import { type Sqlite, writeRefused } from '../sqlite.ts';
import { checksumOf, readStoredText, type StoredText } from '../stored-text.ts';
import { incremented, type PrivateRecord, type PrivateStore, wholeList } from './private-store.ts';

interface Row extends StoredText {
	readonly idBytes: ArrayBuffer | Buffer;
	readonly version: number;
}

/** `null` for a damaged row: what it held is lost, and the other records must stay usable. */
function recordOf(row: Row): PrivateRecord | null {
	const text = readStoredText(row);
	const id = readStoredText({ bytes: row.idBytes, checksum: null });
	if (text === null || id === null) return null;
	try {
		return { id, version: row.version, value: JSON.parse(text) as unknown };
	} catch {
		// A row without a checksum.
		return null;
	}
}

const columns = 'cast(id as blob) as idBytes, version, cast(text as blob) as bytes, checksum';

/**
 * The private store in the database file of the log. Its table is called `vault`, as in the first
 * version of Candor. Every write is one transaction, so that connections of several processes to
 * one file never overwrite each other's sums. `assertSameFile` throws when the file on disk is no
 * longer the one that was opened.
 */
export function sqliteStore(database: Sqlite, assertSameFile: () => void): PrivateStore {
	const selectPage = database.prepare(
		`select ${columns} from vault where kind = ? and id > ? order by id limit ?`,
	);
	const select = database.prepare(`select ${columns} from vault where kind = ? and id = ?`);
	const insert = database.prepare(
		'insert into vault (kind, id, text, checksum) values (?, ?, ?, ?) on conflict (kind, id) do nothing',
	);
	const upsert = database.prepare(
		`insert into vault (kind, id, text, checksum) values (?, ?, ?, ?)
		on conflict (kind, id) do update
		set text = excluded.text, checksum = excluded.checksum, version = version + 1`,
	);
	const update = database.prepare(
		'update vault set text = ?, checksum = ?, version = version + 1 where kind = ? and id = ? and version = ?',
	);
	// Jumps from kind to kind in the index, and reads no other row.
	const selectNextKind = database.prepare(
		'select cast(min(kind) as blob) as bytes, null as checksum from vault where kind > ?',
	);
	const remove = database.prepare('delete from vault where kind = ? and id = ?');

	const find = (kind: string, id: string): PrivateRecord | null => {
		const row = select.get(kind, id) as Row | undefined;
		return row ? recordOf(row) : null;
	};
	/**
	 * `immediate`: takes the write lock before it reads, so that what was read is still true when it
	 * writes.
	 */
	const write = <Result>(act: () => Result): Result => {
		try {
			assertSameFile();
			return database.transaction(act).immediate();
		} catch (error) {
			throw writeRefused(error, database);
		}
	};
	const writeIf = (kind: string, id: string, text: string, expectedVersion: number | undefined): boolean => {
		if (expectedVersion === undefined) return upsert.run(kind, id, text, checksumOf(text)).changes > 0;
		if (expectedVersion === 0) return insert.run(kind, id, text, checksumOf(text)).changes > 0;
		return update.run(text, checksumOf(text), kind, id, expectedVersion).changes > 0;
	};
	return {
		get: async (kind, id) => find(kind, id),
		list: async (kind, { after, limit } = wholeList) =>
			(selectPage.all(kind, after, limit) as Row[]).flatMap((row) => recordOf(row) ?? []),
		async kinds() {
			const kinds: string[] = [];
			for (;;) {
				const next = readStoredText(selectNextKind.get(kinds.at(-1) ?? '') as StoredText);
				if (next === null) return kinds;
				kinds.push(next);
			}
		},
		put: async (kind, id, value, expectedVersion) =>
			write(() => {
				const done = writeIf(kind, id, JSON.stringify(value), expectedVersion);
				return { done, version: find(kind, id)?.version ?? 0 };
			}),
		increment: async (kind, id, amounts, initial = {}) =>
			write(() => {
				const value = incremented(find(kind, id)?.value, amounts, initial);
				writeIf(kind, id, JSON.stringify(value), undefined);
				return find(kind, id) as PrivateRecord;
			}),
		remove: async (kind, id) => write(() => remove.run(kind, id).changes > 0),
		close: async () => undefined,
	};
}
