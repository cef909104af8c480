import type { Commit } from '../../../src/model/state/commit.ts';
import { memoryCheckpoints } from '../checkpoints/memory-checkpoints.ts';
import { followOnSignal, Signal } from './follow.ts';
import { type Log, pageSize } from './log.ts';

/** A log that lasts as long as the process: for tests and trials. */
export function memoryLog(site: string): Log {
	/** Text, so that no caller can change a commit. */
	const commits: string[] = [];
	const grown = new Signal();
	const checkpoints = memoryCheckpoints();
	const read = async (afterSeq: number, limit = pageSize): Promise<readonly Commit[]> =>
		commits.slice(afterSeq, afterSeq + limit).map((text) => JSON.parse(text) as Commit);
	const redact: Log['redact'] = async (commit, expectedSeq, rewritten) => {
		if (commits.length !== expectedSeq) return { done: false, seq: commits.length };
		for (const each of rewritten) commits[each.seq - 1] = JSON.stringify(each);
		if (rewritten.length > 0) checkpoints.forget();
		commits.push(JSON.stringify(commit));
		grown.notify();
		return { done: true };
	};
	return {
		site,
		checkpoints,
		append: (commit, expectedSeq) => redact(commit, expectedSeq, []),
		redact,
		read,
		follow: (afterSeq, signal) => followOnSignal(read, grown, afterSeq, signal),
		close: async () => undefined,
	};
}
