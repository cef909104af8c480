/** The log inside a worker: a read-only copy of the commits that the primary process sends. */
import { CandorError } from '../../../src/model/errors.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { followOnSignal, Signal } from '../../core/log/follow.ts';
import type { Log } from '../../core/log/log.ts';

export interface ReplicatedLog extends Log {
	/** Adds a commit from the primary process. */
	receive(commit: Commit): void;
	/** Set by the primary process, which reads the log. */
	unreadableSince: number | null;
}

export function createReplicatedLog(site: string): ReplicatedLog {
	const grown = new Signal();
	let commits: readonly Commit[] = [];
	const read = async (afterSeq: number): Promise<readonly Commit[]> => {
		// Earlier commits are part of the state already and are never read again.
		commits = commits.filter(({ seq }) => seq > afterSeq);
		return commits;
	};
	const refuse = async (): Promise<never> => {
		throw new CandorError('internal', 'A worker process cannot publish. Please report this error.');
	};
	return {
		site,
		unreadableSince: null,
		receive(commit) {
			commits = [...commits, commit];
			grown.notify();
		},
		append: refuse,
		redact: refuse,
		read,
		follow: (afterSeq, signal) => followOnSignal(read, grown, afterSeq, signal),
		close: async () => grown.notify(),
	};
}
