/**
 * Removes deleted text from the bytes of the database file. An update of a row leaves the former
 * text in free parts of the file and in the write-ahead log, where a copy of the file would keep
 * it.
 */
import { CandorError } from '../../../src/model/errors.ts';
import type { Sqlite } from '../sqlite.ts';

/** The record in the private store's table that says that deleted text may still be in the file. */
const mark = "('erasure', 'file')";

export interface Eraser {
	/** Stores that deleted text must be removed. Call it in the transaction that deletes the text. */
	request(): void;
	/**
	 * Rewrites the whole file, which takes about 3 seconds for each 100 MB. Throws CandorError
	 * `internal` if the disk refuses it: the request stays stored. That code is not retried, because
	 * a repetition with the same key would be answered like a success.
	 */
	erase(): void;
}

/** Repeats an erasure that an earlier process could not finish. */
export function createEraser(database: Sqlite): Eraser {
	const insert = database.prepare(
		`insert into vault (kind, id, text) values ('erasure', 'file', '{}') on conflict (kind, id) do nothing`,
	);
	const remove = database.prepare(`delete from vault where (kind, id) = ${mark}`);
	const find = database.prepare(`select 1 from vault where (kind, id) = ${mark}`);
	const eraser: Eraser = {
		request: () => void insert.run(),
		erase() {
			try {
				// Writes every row once into a new file, moves that into place, and empties the write-ahead
				// log.
				database.exec('vacuum');
				database.pragma('wal_checkpoint(TRUNCATE)');
				remove.run();
			} catch (error) {
				const reason = error instanceof Error ? error.message : String(error);
				throw new CandorError(
					'internal',
					`The words are removed from every page and from the log, but the database file may still hold them (${reason}). Make room on the disk of the data folder, then restart the server: it removes them when it starts.`,
				);
			}
		},
	};
	if (find.get()) eraser.erase();
	return eraser;
}
