/** The log as a worker has it: what the first process sends. It is read, and never written. */

import { CandorError } from '../../../src/model/errors.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { Bell, followByBell } from '../../core/log/bell.ts';
import type { Log } from '../../core/log/log.ts';

export interface SentLog extends Log {
	receive(commit: Commit): void;
}

export function sentLog(site: string): SentLog {
	const bell = new Bell();
	let commits: readonly Commit[] = [];
	const read = async (afterSeq: number): Promise<readonly Commit[]> => {
		// What was read before is part of the state, and asked for no more.
		commits = commits.filter(({ seq }) => seq > afterSeq);
		return commits;
	};
	return {
		site,
		receive(commit) {
			commits = [...commits, commit];
			bell.ring();
		},
		async append() {
			throw new CandorError('internal', 'A worker process cannot publish. Report this.');
		},
		read,
		follow: (afterSeq, signal) => followByBell(read, bell, afterSeq, signal),
		close: async () => bell.ring(),
	};
}
