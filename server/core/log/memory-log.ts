import type { Commit } from '../../../src/model/state/commit.ts';
import { Bell, followByBell } from './bell.ts';
import { type Log, pageSize } from './log.ts';

/** A log that lasts as long as the process: for tests, and for trying things out. */
export function memoryLog(site: string): Log {
	const commits: string[] = [];
	const bell = new Bell();
	const read = async (afterSeq: number): Promise<readonly Commit[]> =>
		commits.slice(afterSeq, afterSeq + pageSize).map((text) => JSON.parse(text) as Commit);
	return {
		site,
		async append(commit, expectedSeq) {
			if (commits.length !== expectedSeq) return { done: false, seq: commits.length };
			// Kept as text, so that nobody can change what was written.
			commits.push(JSON.stringify(commit));
			bell.ring();
			return { done: true };
		},
		read,
		follow: (afterSeq, signal) => followByBell(read, bell, afterSeq, signal),
		close: async () => undefined,
	};
}
