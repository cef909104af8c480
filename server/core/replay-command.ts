/** The first result of a request that is repeated with its idempotency key, from the log. */
import { setImmediate } from 'node:timers/promises';
import { CandorError } from '../../src/model/errors.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import { changedBy, rewind } from '../../src/model/state/rewind.ts';
import {
	apply,
	emptyState,
	merge,
	recordsOf,
	type State,
	type StateRecord,
} from '../../src/model/state/state.ts';
import type { CommandResult } from './command-handler.ts';
import type { LiveState } from './live-state.ts';
import { type Log, readRange } from './log/log.ts';
import { recoveryAdvice } from './log/stored-commit.ts';

/** The result of the command that made commit `seq`. */
export async function replayCommand(log: Log, liveState: LiveState, seq: number): Promise<CommandResult> {
	const kept = liveState.recentStates.before(seq);
	// After a start from a checkpoint, no earlier state is known, and the log may be long.
	const before = (kept === emptyState && (await rewound(log, liveState, seq - 1))) || kept;
	return replayFrom(log, before, seq);
}

async function replayFrom(log: Log, from: State, seq: number): Promise<CommandResult> {
	let before = from;
	for await (const page of readRange(log, before.seq, seq)) {
		const commit = page.find((each) => each.seq === seq);
		const earlier = commit ? page.slice(0, -1) : page;
		before = merge(before, earlier.at(-1)?.seq ?? before.seq, earlier.flatMap(recordsOf));
		if (commit) return { commit, before, state: apply(before, commit), replayed: true };
	}
	throw new CandorError('damaged', `Commit ${seq} of the log is missing. ${recoveryAdvice}`);
}

/**
 * The state after commit `seq`, from a later one. `null`: the first commit of the log is nearer, or
 * there are commits of earlier versions between.
 */
async function rewound(log: Log, liveState: LiveState, seq: number): Promise<State | null> {
	const later = liveState.recentStates.after(seq) ?? liveState.state;
	if (later.seq - seq > seq) return null;
	const commits: Commit[] = [];
	for await (const page of readRange(log, seq, later.seq)) commits.push(...page);
	const changed = changedBy(commits);
	if (!changed) return null;
	const former: StateRecord[] = [];
	for (const { kind, id, previous } of changed) {
		if (previous === 0) continue;
		const [commit] = await log.read(previous - 1, 1);
		const change = commit?.changes.find((each) => each.kind === kind && each.id === id);
		if (!change) return null;
		former.push({ kind, id, seq: previous, value: change.value });
		await setImmediate();
	}
	return rewind(later, seq, changed, former);
}
