/**
 * A log with its private records, as rows that are copied from one database to another. Texts are
 * copied as they are, so that a commit of a later version stays what it is.
 */
import { createHash } from 'node:crypto';

export interface CommitRow {
	readonly seq: number;
	readonly text: string;
}

export interface PrivateRow {
	readonly kind: string;
	readonly id: string;
	readonly version: number;
	readonly text: string;
}

/** Where rows are read. They do not change meanwhile. */
export interface CopySource {
	/** The identity of the log. */
	readonly site: string;
	/** In order, page by page. Throws CandorError `damaged`. */
	commits(): AsyncIterable<readonly CommitRow[]>;
	/** By kind and id, as bytes are ordered, page by page. Throws CandorError `damaged`. */
	records(): AsyncIterable<readonly PrivateRow[]>;
}

/** Where rows are written, all or none. */
export interface CopyTarget {
	addCommits(rows: readonly CommitRow[]): Promise<void>;
	addRecords(rows: readonly PrivateRow[]): Promise<void>;
	/** Sets the identity, and the number of the last commit. */
	finish(site: string, lastSeq: number): Promise<void>;
	/** What was written, to read it again. */
	written(): Promise<CopySource>;
}

/**
 * A former text may be in a file of one database, which says nothing about the other one
 * (log/eraser.ts, log/postgres-eraser.ts).
 */
export const isCopied = ({ kind }: Pick<PrivateRow, 'kind'>): boolean => kind !== 'erasure';

/** The most rows of a page. */
export const copyPage = 500;

export interface CopySummary {
	readonly site: string;
	readonly commits: number;
	readonly records: number;
	/** SHA-256 over the identity, each commit and each private record, hexadecimal. */
	readonly hash: string;
}

/** Reads everything once. */
export async function summaryOf(source: CopySource): Promise<CopySummary> {
	const hash = createHash('sha256');
	let commits = 0;
	let records = 0;
	// As JSON, so that no two different lists of rows have the same bytes.
	const add = (row: readonly (string | number)[]): void => void hash.update(`${JSON.stringify(row)}\n`);
	add([source.site]);
	for await (const page of source.commits())
		for (const { seq, text } of page) {
			commits++;
			add([seq, text]);
		}
	for await (const page of source.records())
		for (const { kind, id, version, text } of page) {
			records++;
			add([kind, id, version, text]);
		}
	return { site: source.site, commits, records, hash: hash.digest('hex') };
}
