/** Reads the log in a Postgres database, and finds that it is not the log that it was. */
import { CandorError } from '../../../src/model/errors.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import type { PostgresDatabase } from '../postgres/postgres-database.ts';
import { readStoredText } from '../stored-text.ts';
import { readCommit } from './stored-commit.ts';

interface Row {
	readonly site: string;
	readonly newest: string;
	readonly readOnly: boolean;
	/** `null`: there is no commit after the cursor. */
	readonly seq: string | null;
	readonly text: string;
	readonly checksum: string;
}

export interface Page {
	readonly commits: readonly Commit[];
	/** The number of the newest commit of the log. */
	readonly newest: number;
}

/** One statement, so that a page and what it belongs to are of one moment. */
const select = {
	name: 'candor-page',
	text: `select log.site, log.seq as newest, current_setting('transaction_read_only') = 'on' as "readOnly",
			page.seq, page.text, page.checksum
		from candor.log left join lateral (
			select seq, text, checksum from candor.commits where seq > $1 order by seq limit $2
		) page on true
		order by page.seq`,
} as const;

export const postgresAdvice =
	'Restore the database from a backup (docs/how-to/postgres.md), then start the servers.';

/**
 * Returns the function that reads at most `limit` commits after `afterSeq`. It throws CandorError
 * `damaged` for an unreadable or missing commit, and for another log than that of `site`.
 */
export function createPageReader(database: PostgresDatabase, site: string) {
	return async (afterSeq: number, limit: number): Promise<Page> => {
		const rows = await database.query<Row>(select, [afterSeq, limit]);
		const [first] = rows;
		if (!first) throw damaged('The row of the log is missing in', database);
		if (first.site !== site) throw damaged('Another log than that of the start is in', database);
		database.noteReadOnly(first.readOnly);
		const commits = rows.flatMap(({ seq, text, checksum }, index) => {
			if (seq === null) return [];
			const expected = afterSeq + 1 + index;
			if (Number(seq) !== expected) throw damaged(`Commit ${expected} of the log is missing in`, database);
			const stored = readStoredText({ bytes: Buffer.from(text), checksum: Number(checksum) });
			return [readCommit(stored, expected, postgresAdvice)];
		});
		return { commits, newest: Number(first.newest) };
	};
}

const damaged = (what: string, { name }: PostgresDatabase): CandorError =>
	new CandorError('damaged', `${what} ${name}. ${postgresAdvice}`);

/**
 * The error of a server that has applied more commits than the log has: its database was replaced by
 * an older one, such as a standby that did not have every commit.
 */
export const lostCommits = (known: number, newest: number, { name }: PostgresDatabase): CandorError =>
	new CandorError(
		'damaged',
		`The log in ${name} ends with commit ${newest}, and this server has published up to commit ${known}: the database was replaced by an older one. Stop all servers, then start one with CANDOR_RESTORED=yes, so that pages forget what is lost.`,
	);
