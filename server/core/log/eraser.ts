/**
 * Removes deleted text from the bytes of the database file. An update of a row leaves the former
 * text in free parts of the file and in the write-ahead log, where a copy of the file would keep
 * it.
 */
import { CandorError } from '../../../src/model/errors.ts';
import { reasonOf, type Sqlite } from '../sqlite.ts';

/** The record in the private store's table that says that deleted text may still be in the file. */
const mark = "('erasure', 'file')";

/** How long an erasure that failed is not tried again, in milliseconds: it may take seconds. */
const retryMs = 60_000;

export interface Eraser {
	/** Why deleted text may still be in the file; `null` if it is not. */
	readonly unfinished: CandorError | null;
	/** Stores that deleted text must be removed. Call it in the transaction that deletes the text. */
	request(): void;
	/**
	 * Rewrites the whole file, which takes about 3 seconds for each 100 MB. Throws CandorError
	 * `internal` if the disk refuses it: the request stays stored. That code is not retried, because
	 * a repetition with the same key would be answered like a success.
	 */
	erase(): void;
	/** Tries again what is unfinished, but not too often. */
	retry(): void;
}

/**
 * Repeats an erasure that an earlier process could not finish. If the disk still refuses it, the
 * server starts all the same, because readers need it.
 *
 * @param now - Milliseconds on a clock that is never set.
 */
export function createEraser(database: Sqlite, now = (): number => performance.now()): Eraser {
	const insert = database.prepare(
		`insert into vault (kind, id, text) values ('erasure', 'file', '{}') on conflict (kind, id) do nothing`,
	);
	const remove = database.prepare(`delete from vault where (kind, id) = ${mark}`);
	const find = database.prepare(`select 1 from vault where (kind, id) = ${mark}`);
	let unfinished: CandorError | null = null;
	let triedAt = 0;

	function erase(): void {
		triedAt = now();
		try {
			// Writes every row once into a new file, moves that into place, and empties the write-ahead
			// log.
			database.exec('vacuum');
			database.pragma('wal_checkpoint(TRUNCATE)');
			remove.run();
			unfinished = null;
		} catch (error) {
			unfinished = new CandorError(
				'internal',
				`The words are removed from every page and from the log, but the database file may still hold them (${reasonOf(error)}). Make room on the disk of the data folder. The server removes them with the next publication after a minute, or when it starts.`,
			);
			throw unfinished;
		}
	}
	const eraser: Eraser = {
		get unfinished() {
			return unfinished;
		},
		request: () => void insert.run(),
		erase,
		retry() {
			if (unfinished && now() - triedAt >= retryMs) attempt();
		},
	};
	/** `unfinished` has the reason of a failure. */
	function attempt(): void {
		try {
			erase();
		} catch (error) {
			if (error !== unfinished) throw error;
		}
	}
	if (find.get()) attempt();
	return eraser;
}
