import type { Commit } from '../../../src/model/state/commit.ts';
import { followOnSignal, Signal } from './follow.ts';
import { type Log, pageSize } from './log.ts';

/** A log that lasts as long as the process: for tests and trials. */
export function memoryLog(site: string): Log {
	/** Text, so that no caller can change a commit. */
	const commits: string[] = [];
	const grown = new Signal();
	const read = async (afterSeq: number, limit = pageSize): Promise<readonly Commit[]> =>
		commits.slice(afterSeq, afterSeq + limit).map((text) => JSON.parse(text) as Commit);
	return {
		site,
		async append(commit, expectedSeq) {
			if (commits.length !== expectedSeq) return { done: false, seq: commits.length };
			commits.push(JSON.stringify(commit));
			grown.notify();
			return { done: true };
		},
		read,
		follow: (afterSeq, signal) => followOnSignal(read, grown, afterSeq, signal),
		close: async () => undefined,
	};
}
