import { randomUUID } from 'node:crypto';
import { CandorError } from '../../../src/model/errors.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { sqliteCheckpoints } from '../checkpoints/sqlite-checkpoints.ts';
import { reasonOf, type Sqlite, writeRefused } from '../sqlite.ts';
import { checksumOf, readStoredText, type StoredText } from '../stored-text.ts';
import { createEraser } from './eraser.ts';
import { followOnSignal, Signal } from './follow.ts';
import { type Log, pageSize } from './log.ts';
import { readCommit, recoveryAdvice } from './stored-commit.ts';

interface Row extends StoredText {
	readonly seq: number;
}

/**
 * The log in an embedded database: one row per commit, on disk before it is acknowledged.
 * `assertSameFile` throws when the file on disk is no longer the one that was opened; `restored`
 * gives the log a new identity.
 */
export function sqliteLog(
	database: Sqlite,
	assertSameFile: () => void,
	restored: boolean,
	monotonicNow?: () => number,
): Log {
	// One statement is one transaction and one fsync. It inserts nothing when the log has another
	// last commit.
	const insert = database.prepare(
		'insert into commits (seq, text, checksum) select ?, ?, ? where (select coalesce(max(seq), 0) from commits) = ?',
	);
	const last = database.prepare('select coalesce(max(seq), 0) as seq from commits');
	const page = database.prepare(
		'select seq, cast(text as blob) as bytes, checksum from commits where seq > ? order by seq limit ?',
	);
	const rewrite = database.prepare('update commits set text = ?, checksum = ? where seq = ?');
	const eraser = createEraser(database, monotonicNow);
	const grown = new Signal();
	const read = async (afterSeq: number, limit = pageSize) =>
		readable((after, most) => page.all(after, most) as Row[], afterSeq, limit).map((row) =>
			readCommit(readStoredText(row), row.seq),
		);
	/** Inserts nothing when the log has another last commit. */
	const insertIf = (commit: Commit, expectedSeq: number): boolean => {
		const text = JSON.stringify(commit);
		return insert.run(commit.seq, text, checksumOf(text), expectedSeq).changes > 0;
	};
	return {
		site: siteOf(database, restored),
		checkpoints: sqliteCheckpoints(database),
		get unfinishedErasure() {
			return eraser.unfinished;
		},
		async append(commit, expectedSeq) {
			try {
				assertSameFile();
				if (!insertIf(commit, expectedSeq)) return { done: false, seq: (last.get() as Row).seq };
			} catch (error) {
				throw writeRefused(error, database);
			}
			grown.notify();
			eraser.retry();
			return { done: true };
		},
		async redact(commit, expectedSeq, rewritten) {
			try {
				assertSameFile();
				const isDone = database
					.transaction(() => {
						if (!insertIf(commit, expectedSeq)) return false;
						for (const each of rewritten) {
							const text = JSON.stringify(each);
							rewrite.run(text, checksumOf(text), each.seq);
						}
						eraser.request();
						return true;
					})
					.immediate();
				if (!isDone) return { done: false, seq: (last.get() as Row).seq };
			} catch (error) {
				throw writeRefused(error, database);
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

/**
 * The rows that `read` returns. Throws CandorError `damaged` with the first row that SQLite cannot
 * read.
 */
function readable(read: (afterSeq: number, limit: number) => Row[], afterSeq: number, limit: number): Row[] {
	try {
		return read(afterSeq, limit);
	} catch (error) {
		let last = afterSeq;
		try {
			for (let row = read(last, 1)[0]; row; row = read(last, 1)[0]) last = row.seq;
		} catch {
			// The first error is reported, with the row that was reached.
		}
		throw new CandorError(
			'damaged',
			`Commit ${last + 1} of the log is damaged and cannot be read (${reasonOf(error)}). ${recoveryAdvice}`,
		);
	}
}

/** Reads the identity of the log, or creates one. */
function siteOf(database: Sqlite, restored: boolean): string {
	const row = database.prepare('select cast(site as blob) as bytes, null as checksum from identity').get() as
		| StoredText
		| undefined;
	const existing = row && readStoredText(row);
	if (existing && !restored) return existing;
	if (row && !restored)
		throw new CandorError('damaged', `The identity of the log cannot be read. ${recoveryAdvice}`);
	const site = randomUUID();
	database.exec(`begin immediate; delete from identity; insert into identity values ('${site}'); commit;`);
	return site;
}
