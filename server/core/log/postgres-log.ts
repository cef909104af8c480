import { backoffMs } from '../../../src/model/backoff.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { postgresCheckpoints } from '../checkpoints/postgres-checkpoints.ts';
import { CommitNotifications } from '../postgres/commit-notifications.ts';
import type { PostgresDatabase } from '../postgres/postgres-database.ts';
import { databaseError } from '../postgres/postgres-errors.ts';
import { Signal } from './follow.ts';
import { type Log, pageSize } from './log.ts';
import { appendOnce, rewriteCommits } from './postgres-appender.ts';
import { createPostgresEraser } from './postgres-eraser.ts';
import { createPageReader, lostCommits, type Page } from './postgres-pages.ts';

/** How often the log is read while commits of other servers are heard, and while they are not. */
const heardPollMs = 1_000;
const unheardPollMs = 250;
/** The waits of a follower while the database does not answer. */
const outage = { minMs: 100, firstMs: 500, maxMs: 5_000 };

/**
 * The log in a Postgres database that any number of servers share. One row orders the commits,
 * because a sequence of Postgres gives numbers in another order than that of the transactions.
 *
 * @param site - The identity of the log.
 */
export async function postgresLog(database: PostgresDatabase, site: string): Promise<Log> {
	const readPage = createPageReader(database, site);
	const grown = new Signal();
	const eraser = await createPostgresEraser(database);
	const notifications = new CommitNotifications(database, () => grown.notify());
	const read = async (afterSeq: number, limit: number): Promise<Page> => {
		try {
			return await readPage(afterSeq, limit);
		} catch (error) {
			throw databaseError(error, database.name);
		}
	};
	const announce = (): void => {
		grown.notify();
		notifications.announce();
	};

	/** The commits after `cursor`; none, and when to read again, also while the database is away. */
	async function next(
		cursor: number,
		failures: number,
	): Promise<{ commits: readonly Commit[]; waitMs: number; failures: number }> {
		try {
			const { commits, newest } = await readPage(cursor, pageSize);
			if (newest < cursor) throw lostCommits(cursor, newest, database);
			const waitMs = notifications.isListening ? heardPollMs : unheardPollMs;
			return { commits, waitMs, failures: 0 };
		} catch (error) {
			if (error instanceof CandorError) throw error;
			database.noteFailure(error);
			if (failures === 0) notifications.reconnect();
			const waitMs = backoffMs(failures + 1, database.random, { limits: outage });
			return { commits: [], waitMs, failures: failures + 1 };
		}
	}

	return {
		site,
		checkpoints: postgresCheckpoints(database),
		get unfinishedErasure() {
			return eraser.unfinished;
		},
		get refusal() {
			return database.refusal;
		},
		get unreadableSince() {
			return database.lostAt;
		},
		newestSeq: async () => (await read(0, 0)).newest,
		async append(commit, expectedSeq) {
			const result = await appendOnce(database, { commit, expectedSeq });
			if (result.done) announce();
			if (result.done) eraser.retry();
			return result;
		},
		async redact(commit, expectedSeq, rewritten) {
			const result = await appendOnce(database, {
				...{ commit, expectedSeq },
				async alsoWrite(client) {
					await rewriteCommits(client, rewritten);
					await eraser.request(client);
				},
			});
			if (result.done) announce();
			if (result.done) await eraser.erase();
			return result;
		},
		read: async (afterSeq, limit = pageSize) => (await read(afterSeq, limit)).commits,
		async *follow(afterSeq, abort) {
			let cursor = afterSeq;
			for (let failures = 0; !abort.aborted; ) {
				// The wait begins before the read, so that no commit between the two is missed.
				const over = new AbortController();
				const woken = grown.next(AbortSignal.any([abort, over.signal]));
				const result = await next(cursor, failures);
				failures = result.failures;
				if (result.commits.length > 0) yield result.commits;
				else await database.pause(result.waitMs, woken);
				over.abort();
				cursor = result.commits.at(-1)?.seq ?? cursor;
			}
		},
		async close() {
			grown.notify();
			await notifications.close();
		},
	};
}
