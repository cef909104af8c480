import { randomUUID } from 'node:crypto';
import { type Sqlite, writeRefused } from '../sqlite.ts';
import { createEraser } from './eraser.ts';
import { followOnSignal, Signal } from './follow.ts';
import { type Log, pageSize } from './log.ts';
import { readCommit } from './stored-commit.ts';

interface Row {
	readonly seq: number;
	readonly text: string;
}

/**
 * The log in an embedded database: one row per commit, on disk before it is acknowledged.
 * `assertSameFile` throws when the file on disk is no longer the one that was opened; `restored`
 * gives the log a new identity.
 */
export function sqliteLog(database: Sqlite, assertSameFile: () => void, restored: boolean): Log {
	// One statement is one transaction and one fsync. It inserts nothing when the log has another
	// last commit.
	const insert = database.prepare(
		'insert into commits (seq, text) select ?, ? where (select coalesce(max(seq), 0) from commits) = ?',
	);
	const last = database.prepare('select coalesce(max(seq), 0) as seq from commits');
	const page = database.prepare('select seq, text from commits where seq > ? order by seq limit ?');
	const rewrite = database.prepare('update commits set text = ? where seq = ?');
	const eraser = createEraser(database);
	const grown = new Signal();
	const read = async (afterSeq: number, limit = pageSize) =>
		(page.all(afterSeq, limit) as Row[]).map(({ seq, text }) => readCommit(text, seq));
	return {
		site: siteOf(database, restored),
		async append(commit, expectedSeq) {
			try {
				assertSameFile();
				const { changes } = insert.run(commit.seq, JSON.stringify(commit), expectedSeq);
				if (changes === 0) return { done: false, seq: (last.get() as Row).seq };
			} catch (error) {
				throw writeRefused(error);
			}
			grown.notify();
			return { done: true };
		},
		async redact(commit, expectedSeq, rewritten) {
			try {
				assertSameFile();
				const isDone = database
					.transaction(() => {
						const { changes } = insert.run(commit.seq, JSON.stringify(commit), expectedSeq);
						if (changes === 0) return false;
						for (const each of rewritten) rewrite.run(JSON.stringify(each), each.seq);
						eraser.request();
						return true;
					})
					.immediate();
				if (!isDone) return { done: false, seq: (last.get() as Row).seq };
			} catch (error) {
				throw writeRefused(error);
			}
			grown.notify();
			eraser.erase();
			return { done: true };
		},
		read,
		follow: (afterSeq, signal) => followOnSignal(read, grown, afterSeq, signal),
		close: async () => grown.notify(),
	};
}

/** Reads the identity of the log, or creates one. */
function siteOf(database: Sqlite, restored: boolean): string {
	const existing = database.prepare('select site from identity').get() as { site: string } | undefined;
	if (existing && !restored) return existing.site;
	const site = randomUUID();
	database.exec(`begin immediate; delete from identity; insert into identity values ('${site}'); commit;`);
	return site;
}
