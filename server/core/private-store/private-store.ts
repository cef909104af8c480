/** The private store port: private records that can change and be forgotten, unlike the log. Secrets are kept as hashes. */

export interface PrivateStore {
	/** The records of a kind, by id. */
	list(kind: string): Promise<readonly PrivateRecord[]>;
	/** Writes a record, in place of one with the same kind and id. Returns once it is on disk. */
	put(kind: string, id: string, value: object): Promise<void>;
	/** Whether there was such a record. */
	remove(kind: string, id: string): Promise<boolean>;
	close(): Promise<void>;
}

export interface PrivateRecord {
	readonly id: string;
	/** As it was put, through JSON: whoever reads it checks its shape. */
	readonly value: unknown;
}
