/**
 * The log port: every commit in order, on disk. It is the audit trail and the only source of the
 * state.
 */
import { setImmediate } from 'node:timers/promises';
import type { CandorError } from '../../../src/model/errors.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import type { CheckpointStore } from '../checkpoints/checkpoint-store.ts';

/**
 * A conflict is a value: another server appended first, and `seq` is the last commit of the log
 * now.
 */
export type Appended = { readonly done: true } | { readonly done: false; readonly seq: number };

export interface Log {
	/**
	 * The random identity of this log, called `site` on the wire. A cursor is valid in one log only.
	 */
	readonly site: string;
	/**
	 * Why words that were redacted may still be in a file of the log; `null` or missing: they are in
	 * none.
	 */
	readonly unfinishedErasure?: CandorError | null;
	/**
	 * Why nothing can be written now, where the log finds that out by itself; `null`: nothing is known
	 * to prevent it. Missing: the next write shows it.
	 */
	readonly refusal?: CandorError | null;
	/**
	 * Since when nothing can be read, epoch milliseconds: other servers may have added commits since.
	 * `null` or missing: everything up to now can be read.
	 */
	readonly unreadableSince?: number | null;
	/** Where checkpoints of this log are stored. Missing: nowhere. */
	readonly checkpoints?: CheckpointStore | undefined;
	/**
	 * The number of the last commit. Missing where no other server adds commits. Throws CandorError
	 * `busy`.
	 */
	newestSeq?(): Promise<number>;
	/**
	 * Adds a commit whose `seq` is `expectedSeq + 1`, if `expectedSeq` is the last of the log.
	 * Returns once the commit is on disk. Throws CandorError `busy` when the disk refuses it; then
	 * nothing was written.
	 */
	append(commit: Commit, expectedSeq: number): Promise<Appended>;
	/**
	 * Appends a commit like `append`, and in the same transaction puts `rewritten` in the place of
	 * the commits with the same `seq`. Returns once no file of the log holds their former text.
	 * Throws CandorError `busy` like `append`, or `internal` if only the last step fails: the former
	 * text is gone from all reads then, and a later append, redaction or start repeats that step.
	 */
	redact(commit: Commit, expectedSeq: number, rewritten: readonly Commit[]): Promise<Appended>;
	/**
	 * At most `limit` commits after `afterSeq`, in order. Default: {@link pageSize}. Throws
	 * CandorError `damaged` for an unreadable commit.
	 */
	read(afterSeq: number, limit?: number): Promise<readonly Commit[]>;
	/**
	 * Every commit after `afterSeq`, existing ones and future ones, page by page, until `signal`
	 * aborts.
	 */
	follow(afterSeq: number, signal: AbortSignal): AsyncIterable<readonly Commit[]>;
	close(): Promise<void>;
}

/** The most commits that one read returns, unless the caller names another limit. */
export const pageSize = 500;

/**
 * All commits after `afterSeq` up to and including `lastSeq`, page by page. Other work of this
 * process runs between the pages.
 */
export async function* readRange(
	log: Log,
	afterSeq: number,
	lastSeq: number,
): AsyncIterable<readonly Commit[]> {
	for (let cursor = afterSeq; cursor < lastSeq; ) {
		const page = await log.read(cursor, Math.min(pageSize, lastSeq - cursor));
		const last = page.at(-1);
		if (!last) return;
		yield page;
		cursor = last.seq;
		await setImmediate();
	}
}
