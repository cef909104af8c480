/** The rows of an embedded database. */
import { CandorError } from '../../../src/model/errors.ts';
import { closeSqlite, openSqlite, type Sqlite } from '../sqlite.ts';
import { checksumOf, readStoredText, type StoredText } from '../stored-text.ts';
import {
	type CommitRow,
	type CopySource,
	type CopyTarget,
	copyPage,
	isCopied,
	type PrivateRow,
} from './log-copy.ts';

type Bytes = StoredText['bytes'];

/** Throws CandorError `damaged` for a row that cannot be read. */
function textOf(bytes: Bytes, checksum: number | null, what: string): string {
	const text = readStoredText({ bytes, checksum });
	if (text !== null) return text;
	throw new CandorError(
		'damaged',
		`${what} is damaged and cannot be read. Restore a backup before you move the log. Nothing was written.`,
	);
}

export function sqliteRows(database: Sqlite): CopySource {
	const site = database.prepare('select cast(site as blob) as bytes from identity').get() as
		| { readonly bytes: Bytes }
		| undefined;
	if (!site)
		throw new CandorError('invalid', 'There is no log in the data folder. Check its path (CANDOR_DATA).');
	const commits = database.prepare(
		'select seq, cast(text as blob) as bytes, checksum from commits where seq > ? order by seq limit ?',
	);
	const records = database.prepare(
		`select cast(kind as blob) as kind, cast(id as blob) as id, version, cast(text as blob) as bytes, checksum
		from vault where (kind, id) > (?, ?) order by kind, id limit ?`,
	);
	return {
		site: textOf(site.bytes, null, 'The identity of the log'),
		async *commits() {
			for (let after = 0; ; ) {
				const rows = commits.all(after, copyPage) as (StoredText & { readonly seq: number })[];
				if (rows.length === 0) return;
				yield rows.map(({ seq, bytes, checksum }): CommitRow => {
					return { seq, text: textOf(bytes, checksum, `Commit ${seq}`) };
				});
				after = rows.at(-1)?.seq ?? after;
			}
		},
		async *records() {
			for (let after = ['', '']; ; ) {
				const rows = records.all(...after, copyPage) as (StoredText & {
					readonly kind: Bytes;
					readonly id: Bytes;
					readonly version: number;
				})[];
				if (rows.length === 0) return;
				const read = rows.map(({ kind, id, version, bytes, checksum }): PrivateRow => {
					const key = {
						kind: textOf(kind, null, 'A private record'),
						id: textOf(id, null, 'A private record'),
					};
					const text = textOf(bytes, checksum, `The private record ${key.kind} ${key.id}`);
					return { ...key, version, text };
				});
				yield read.filter(isCopied);
				const last = read.at(-1);
				if (last) after = [last.kind, last.id];
			}
		},
	};
}

/**
 * Runs `act` with an embedded database that holds nothing yet. What it writes stays if it returns.
 * Throws CandorError `invalid` where there is a log already.
 */
export async function withEmptySqlite<Result>(
	folder: string,
	act: (target: CopyTarget) => Promise<Result>,
): Promise<Result> {
	const database = openSqlite(folder);
	try {
		if (database.prepare('select 1 from identity union all select 1 from commits').get())
			throw new CandorError(
				'invalid',
				`There is a log in the data folder ${folder}. Name an empty folder (--data).`,
			);
		const addCommit = database.prepare('insert into commits (seq, text, checksum) values (?, ?, ?)');
		const addRecord = database.prepare(
			'insert into vault (kind, id, version, text, checksum) values (?, ?, ?, ?, ?)',
		);
		const addSite = database.prepare('insert into identity values (?)');
		database.exec('begin immediate');
		const result = await act({
			async addCommits(rows) {
				for (const { seq, text } of rows) addCommit.run(seq, text, checksumOf(text));
			},
			async addRecords(rows) {
				for (const { kind, id, version, text } of rows)
					addRecord.run(kind, id, version, text, checksumOf(text));
			},
			async finish(site) {
				addSite.run(site);
			},
			written: async () => sqliteRows(database),
		});
		database.exec('commit');
		return result;
	} finally {
		// Without the commit, nothing stays.
		closeSqlite(database);
	}
}
