/** Writes commits to a Postgres database, each exactly once. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { backoffMs } from '../../../src/model/backoff.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import type { PostgresDatabase } from '../postgres/postgres-database.ts';
import { databaseError, isCutOff, uncertainError } from '../postgres/postgres-errors.ts';
import { checksumOf } from '../stored-text.ts';
import type { Appended } from './log.ts';

const insert = {
	name: 'candor-append',
	// The row of the log is locked until the transaction ends, so that the order of the commits is the
	// order of their transactions. It inserts nothing when the log has another last commit.
	text: `with next as (update candor.log set seq = $1 where seq = $5 and $1 = $5 + 1 returning seq)
		insert into candor.commits (seq, text, checksum, writer) select $1, $2, $3, $4 from next`,
} as const;
const rewrite = {
	name: 'candor-rewrite',
	text: 'update candor.commits set text = $2, checksum = $3 where seq = $1',
} as const;
const findWriter = {
	name: 'candor-writer',
	text: 'select log.seq, commits.writer from candor.log left join candor.commits on commits.seq = $1',
} as const;

/** The waits for the answer to a commit, and how often it is asked for. */
const retry = { minMs: 100, firstMs: 300, maxMs: 2_000 };
const tries = 3;

interface Written {
	readonly commit: Commit;
	readonly expectedSeq: number;
	/** Takes part in the transaction, once the commit is in it. */
	readonly alsoWrite?: (client: pg.PoolClient) => Promise<void>;
}

/**
 * Appends a commit, like the port. A connection that ends before the answer leaves open whether the
 * commit was written. It is then tried again: the lock waits for what may still run, and the writer's
 * id finds the commit. Throws CandorError `busy`.
 */
export async function appendOnce(database: PostgresDatabase, written: Written): Promise<Appended> {
	if (database.refusal) throw database.refusal;
	const { commit } = written;
	const writer = randomUUID();
	let isUncertain = false;
	for (let failures = 0; ; ) {
		let wasSent = false;
		try {
			const isDone = await attempt(database, written, writer, () => {
				wasSent = true;
			});
			if (isDone) return { done: true };
			const [found] = await database.query<{ seq: string; writer: string | null }>(findWriter, [commit.seq]);
			return found?.writer === writer ? { done: true } : { done: false, seq: Number(found?.seq ?? 0) };
		} catch (error) {
			isUncertain ||= wasSent && isCutOff(error);
			if (!isUncertain) throw databaseError(error, database.name);
			if (++failures === tries) throw uncertainError(error, database.name);
			await database.pause(backoffMs(failures, database.random, { limits: retry }));
		}
	}
}

/** `onSent` is called before anything is written. */
function attempt(
	database: PostgresDatabase,
	{ commit, expectedSeq, alsoWrite }: Written,
	writer: string,
	onSent: () => void,
): Promise<boolean> {
	const text = JSON.stringify(commit);
	const values = [commit.seq, text, checksumOf(text), writer, expectedSeq];
	return database.withClient(async (client) => {
		let isUnconfirmed = false;
		const onNotice = ({ routine }: { readonly routine?: string | undefined }): void => {
			isUnconfirmed ||= routine === 'SyncRepWaitForLSN';
		};
		client.on('notice', onNotice);
		onSent();
		try {
			if (alsoWrite) await client.query('begin');
			const { rowCount } = await client.query({ ...insert, values });
			if (alsoWrite && rowCount) await alsoWrite(client);
			if (alsoWrite) await client.query('commit');
			// It is written here, and not on the standby that the database must wait for.
			if (isUnconfirmed) throw uncertainError(new Error('no confirmation'), database.name);
			return rowCount === 1;
		} finally {
			client.off('notice', onNotice);
		}
	});
}

/** Puts commits in the place of those with the same number. */
export async function rewriteCommits(client: pg.PoolClient, commits: readonly Commit[]): Promise<void> {
	for (const commit of commits) {
		const text = JSON.stringify(commit);
		await client.query({ ...rewrite, values: [commit.seq, text, checksumOf(text)] });
	}
}
