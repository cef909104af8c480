import { randomUUID } from 'node:crypto';
import { type Sqlite, writeRefused } from '../sqlite.ts';
import { Bell, followByBell } from './bell.ts';
import { type Log, pageSize } from './log.ts';
import { readCommit } from './stored-commit.ts';

interface Row {
	readonly seq: number;
	readonly text: string;
}

/**
 * The embedded log: one row for each commit, on disk before it is acknowledged. `check` throws when the file is no longer the
 * one that was opened.
 */
export function sqliteLog(database: Sqlite, check: () => void, restored: boolean): Log {
	// One statement is one transaction, and so one fsync; it writes nothing when the log has moved on.
	const insert = database.prepare(
		'insert into commits (seq, text) select ?, ? where (select coalesce(max(seq), 0) from commits) = ?',
	);
	const last = database.prepare('select coalesce(max(seq), 0) as seq from commits');
	const page = database.prepare('select seq, text from commits where seq > ? order by seq limit ?');
	const bell = new Bell();
	const read = async (afterSeq: number) =>
		(page.all(afterSeq, pageSize) as Row[]).map(({ seq, text }) => readCommit(text, seq));
	return {
		site: siteOf(database, restored),
		async append(commit, expectedSeq) {
			try {
				check();
				const { changes } = insert.run(commit.seq, JSON.stringify(commit), expectedSeq);
				if (changes === 0) return { done: false, seq: (last.get() as Row).seq };
			} catch (error) {
				throw writeRefused(error);
			}
			bell.ring();
			return { done: true };
		},
		read,
		follow: (afterSeq, signal) => followByBell(read, bell, afterSeq, signal),
		close: async () => bell.ring(),
	};
}

function siteOf(database: Sqlite, restored: boolean): string {
	const known = database.prepare('select site from identity').get() as { site: string } | undefined;
	if (known && !restored) return known.site;
	const site = randomUUID();
	database.exec(`begin immediate; delete from identity; insert into identity values ('${site}'); commit;`);
	return site;
}
