import { type Sqlite, writeRefused } from '../sqlite.ts';

import type { PrivateStore } from './private-store.ts';

/** The embedded vault, in the same file as the log. `check` throws when that is no longer the file that was opened. */
export function sqliteStore(database: Sqlite, check: () => void): PrivateStore {
	const write = <Result>(act: () => Result): Result => {
		try {
			check();
			return act();
		} catch (error) {
			throw writeRefused(error);
		}
	};
	const select = database.prepare('select id, text from vault where kind = ? order by id');
	const upsert = database.prepare(
		'insert into vault (kind, id, text) values (?, ?, ?) on conflict (kind, id) do update set text = excluded.text',
	);
	const remove = database.prepare('delete from vault where kind = ? and id = ?');
	return {
		list: async (kind) =>
			(select.all(kind) as { id: string; text: string }[]).map(({ id, text }) => ({
				id,
				value: JSON.parse(text) as unknown,
			})),
		put: async (kind, id, value) => void write(() => upsert.run(kind, id, JSON.stringify(value))),
		remove: async (kind, id) => write(() => remove.run(kind, id)).changes > 0,
		close: async () => undefined,
	};
}
