/** What a server knows after a start with a checkpoint and without one, in a form that compares. */
import { setImmediate } from 'node:timers/promises';
import { readCheckpoint } from '../../../../server/core/checkpoints/read-checkpoint.ts';
import { writeCheckpoint } from '../../../../server/core/checkpoints/write-checkpoint.ts';
import type { Clock } from '../../../../server/core/clock.ts';
import { LiveState } from '../../../../server/core/live-state.ts';
import type { Log } from '../../../../server/core/log/log.ts';
import { Projections } from '../../../../server/core/projections/projections.ts';
import { emptyState, type State, type StateRecord } from '../../../../src/model/state/state.ts';

/** A record of a checkpoint is no plain object. */
const plain = ({ kind, id, seq, value }: StateRecord): StateRecord => ({ kind, id, seq, value });

const knownOf = (state: State, { stored }: Projections) => ({
	seq: state.seq,
	records: state.records.list.toArray().map(plain),
	owned: state.owned.toArray().map(plain),
	unsettled: state.unsettled.toArray().map(plain),
	indexes: state.indexes.map(({ list }) =>
		list.toArray().map(({ key, record }) => ({ key, record: plain(record) })),
	),
	projections: Object.fromEntries(
		Object.entries(stored).map(([name, projection]) => [
			name,
			[...projection.save()].map((entry) => JSON.stringify(entry)).sort(),
		]),
	),
});

/** All that a server knows after its start. `seq`: of the checkpoint that it started from; 0: none. */
export async function afterStart(log: Log, clock: Clock) {
	const found = await readCheckpoint(log, () => new Projections(clock));
	const restored = found && 'state' in found ? found : null;
	const projections = restored?.projections ?? new Projections(clock);
	const from = restored?.state ?? emptyState;
	const liveState = await LiveState.start(log, from, (commit) => projections.take(commit));
	await liveState.stop();
	return {
		known: knownOf(liveState.state, projections),
		seq: from.seq,
		unusable: found && 'unusable' in found ? found.unusable : null,
	};
}

/** The same log, without its checkpoint. */
export const withoutCheckpoint = (log: Log): Log => ({ ...log, checkpoints: undefined });

export async function aCheckpoint(
	log: Log,
	clock: Clock,
	pause: () => Promise<unknown> = setImmediate,
): Promise<number | null> {
	if (!log.checkpoints) throw new Error('this log has no checkpoints');
	return writeCheckpoint({
		...{ log, store: log.checkpoints, ignoresLast: false },
		newProjections: () => new Projections(clock),
		pause: async () => void (await pause()),
	});
}
