/** The log port: every commit ever made, in order, on disk. The audit trail, and the only source of the state. */
import { setImmediate } from 'node:timers/promises';
import type { Commit } from '../../../src/model/state/commit.ts';

/** A conflict is a value: somebody else's commit got there first, and `seq` is now the log's last. */
export type Appended = { readonly done: true } | { readonly done: false; readonly seq: number };

export interface Log {
	/** The log's random identity. A cursor means nothing in another log. */
	readonly site: string;
	/**
	 * Adds a commit whose `seq` is `expectedSeq + 1`, if `expectedSeq` is the log's last. Returns only once the commit
	 * is on disk. Throws CandorError `busy` when the disk refuses it; then nothing was written.
	 */
	append(commit: Commit, expectedSeq: number): Promise<Appended>;
	/** At most {@link pageSize} commits after `afterSeq`, in order. Throws CandorError `damaged` for what cannot be read. */
	read(afterSeq: number): Promise<readonly Commit[]>;
	/** Every commit after `afterSeq`, those there and those to come, page by page, until `signal` aborts. */
	follow(afterSeq: number, signal: AbortSignal): AsyncIterable<readonly Commit[]>;
	close(): Promise<void>;
}

/** How many commits are read at a time. */
export const pageSize = 500;

/** All that the log holds up to and including `lastSeq`, page by page; others have their turn in between. */
export async function* readUpTo(log: Log, lastSeq: number): AsyncIterable<readonly Commit[]> {
	for (let cursor = 0; cursor < lastSeq; ) {
		const page = (await log.read(cursor)).filter(({ seq }) => seq <= lastSeq);
		const last = page.at(-1);
		if (!last) return;
		yield page;
		cursor = last.seq;
		await setImmediate();
	}
}
