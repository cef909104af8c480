/**
 * The private store port: records that can change and be deleted, unlike commits of the log
 * (tokens, cursors, sums of visitor reports). Secrets are stored as hashes. Any number of servers
 * may use one store at the same time.
 */

export interface PrivateStore {
	/** One record; `null` when there is none. */
	get(kind: string, id: string): Promise<PrivateRecord | null>;
	/** The records of a kind, in the order of their ids: all, or a page of them. */
	list(kind: string, page?: RecordPage): Promise<readonly PrivateRecord[]>;
	/** The kinds of which there are records, in alphabetical order: for a backup. */
	kinds(): Promise<readonly string[]>;
	/**
	 * Writes a record and returns once it is on disk. With `expectedVersion` it writes only if the
	 * record has that version (0: if there is no such record); a conflict is a value, and then
	 * nothing is written. Throws CandorError `busy` when the disk refuses the write.
	 */
	put(kind: string, id: string, value: object, expectedVersion?: number): Promise<PutResult>;
	/**
	 * Adds to numeric fields of a record, in one step that loses nothing when several servers do it
	 * at once, and returns once the sums are on disk. A record that does not exist starts as
	 * `initial`; a field that is no number starts at 0. Throws CandorError `busy` when the disk
	 * refuses the write.
	 */
	increment(
		kind: string,
		id: string,
		amounts: Readonly<Record<string, number>>,
		initial?: Readonly<Record<string, unknown>>,
	): Promise<PrivateRecord>;
	/** Deletes a record; `false` when there is none. */
	remove(kind: string, id: string): Promise<boolean>;
	close(): Promise<void>;
}

/** The next page begins after the id of the last record. Damaged records may make a page shorter. */
export interface RecordPage {
	/** Only ids that come after this one. Empty: from the first. */
	readonly after: string;
	/** The most records, 1 or more. */
	readonly limit: number;
}

export const wholeList: RecordPage = { after: '', limit: Number.MAX_SAFE_INTEGER };

export interface PrivateRecord {
	readonly id: string;
	/** Counts the writes of this record since it was created, from 1. */
	readonly version: number;
	/** As it was written, through JSON: the caller checks its shape. */
	readonly value: unknown;
}

/** `version`: of the record as it is now; 0 when there is none. */
export interface PutResult {
	readonly done: boolean;
	readonly version: number;
}

/** The value of a record after an increment, the same for every adapter. */
export function incremented(
	value: unknown,
	amounts: Readonly<Record<string, number>>,
	initial: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const fields = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : initial;
	const sums = Object.entries(amounts).map(([name, amount]) => {
		const before = fields[name];
		return [name, (typeof before === 'number' ? before : 0) + amount] as const;
	});
	return { ...fields, ...Object.fromEntries(sums) };
}
