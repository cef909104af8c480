import { randomUUID } from 'node:crypto';
import { CandorError } from '../../src/model/index.ts';
import type { Sqlite } from '../sqlite.ts';
import { Bell, followByBell } from './bell.ts';
import { type Log, pageSize } from './log.ts';
import { readCommit } from './stored-commit.ts';

interface Row {
	readonly seq: number;
	readonly text: string;
}

/** The embedded log: one row for each commit, on disk before it is acknowledged. */
export function sqliteLog(database: Sqlite): Log {
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
		site: siteOf(database),
		async append(commit, expectedSeq) {
			try {
				const { changes } = insert.run(commit.seq, JSON.stringify(commit), expectedSeq);
				if (changes === 0) return { done: false, seq: (last.get() as Row).seq };
			} catch (error) {
				throw refused(error);
			}
			bell.ring();
			return { done: true };
		},
		read,
		follow: (afterSeq, signal) => followByBell(read, bell, afterSeq, signal),
		close: async () => bell.ring(),
	};
}

function siteOf(database: Sqlite): string {
	database
		.prepare('insert into identity (site) select ? where not exists (select 1 from identity)')
		.run(randomUUID());
	return (database.prepare('select site from identity').get() as { site: string }).site;
}

const refused = (error: unknown): CandorError =>
	new CandorError(
		'busy',
		`The log could not be written (${error instanceof Error ? error.message : String(error)}). Nothing was published. Check the disk of the data folder, then repeat the command.`,
	);
