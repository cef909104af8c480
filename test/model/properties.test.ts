/** What holds for every sequence of commands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type RecordKind, recordSchemas } from '../../src/model/records/kinds.ts';
import { isPublic, publicState } from '../../src/model/state/public.ts';
import {
	apply,
	changesSince,
	emptyState,
	liveRecords,
	merge,
	type State,
	type StateRecord,
} from '../../src/model/state/state.ts';
import { components, overallStatus } from '../../src/model/views/components.ts';
import {
	activeNotices,
	effectivePhase,
	nextChangeAt,
	notices,
	promiseState,
} from '../../src/model/views/notices.ts';
import { timeline } from '../../src/model/views/updates.ts';
import { changeOf, changeOfCommit, snapshotOf } from '../../src/model/wire/frame-content.ts';
import { readFrame, readSnapshot } from '../../src/model/wire/read-frames.ts';
import { anyLog } from './arbitraries.ts';
import { at, commitOf, ms, stateOf } from './given.ts';

const stamp = { at: at(0), site: 'site' };
const policy = { mode: 'stream', intervalMs: 30_000 } as const;
/** A state's records in an order of their own, so that two ways to the same state compare equal. */
const sorted = (records: readonly StateRecord[]): StateRecord[] =>
	[...records].sort((a, b) => (`${a.kind}/${a.id}` < `${b.kind}/${b.id}` ? -1 : 1));
const told = (state: State) => ({ seq: state.seq, records: sorted(liveRecords(state)) });
const holds = (
	check: (log: ReturnType<typeof stateOf> extends State ? Parameters<typeof stateOf>[0] : never) => void,
) => fc.assert(fc.property(anyLog, check), { numRuns: 300 });

test('apply is deterministic, and leaves the state before as it was', () => {
	holds((log) => {
		const before = stateOf(log.slice(0, -1));
		const copy = structuredClone([...before.records.values()]);
		for (const commit of log.slice(-1)) assert.deepEqual(apply(before, commit), apply(before, commit));
		assert.deepEqual([...before.records.values()], copy);
	});
});

test('a state rebuilt from the stored log equals the live one', () => {
	holds((log) => {
		const stored = JSON.parse(JSON.stringify(log)) as typeof log;
		assert.deepEqual(stateOf(stored), stateOf(log));
		assert.deepEqual(stateOf(log.flatMap((commit) => [commit, commit])), stateOf(log));
	});
});

test('what changed since n, laid on the state at n, is the state now, for every n', () => {
	holds((log) => {
		const now = stateOf(log);
		for (let n = 0; n <= log.length; n++) {
			const then = stateOf(log.slice(0, n));
			assert.deepEqual(told(merge(then, now.seq, changesSince(now, then.seq))), told(now));
		}
	});
});

test('a reader at any n who gets the missed change, or each commit, sees the public state', () => {
	holds((log) => {
		const now = publicState(stateOf(log));
		for (let n = 0; n <= log.length; n++) {
			const start = stateOf(log.slice(0, n));
			const snapshot = readSnapshot(JSON.stringify(snapshotOf(start, { ...stamp, policy, heartbeatMs: 1 })));
			const known = merge(emptyState, snapshot.seq, snapshot.records);
			const missed = readFrame('change', JSON.stringify(changeOf(stateOf(log), known.seq, stamp)));
			assert.ok(missed?.name === 'change');
			assert.deepEqual(told(merge(known, missed.data.seq, missed.data.records)), told(now));
			let published = known.seq;
			const live = log.slice(n).reduce((state, commit) => {
				const since = published;
				const change = changeOfCommit(commit, apply(state, commit), { since, site: 'site' });
				if (!change) return state;
				published = change.seq;
				assert.ok(change.since <= state.seq, 'A client that missed nothing can apply it.');
				return merge(state, change.seq, change.records);
			}, known);
			assert.deepEqual(told(live).records, told(now).records);
		}
	});
});

test('nothing private is in the public projection or in a frame', () => {
	holds((log) => {
		const state = stateOf(log);
		const frames = [
			publicState(state).records.values(),
			snapshotOf(state, { ...stamp, policy, heartbeatMs: 1 }).records,
			changeOf(state, 0, stamp).records,
			...log.map((commit) => changeOfCommit(commit, state, { since: 0, site: 'site' })?.records ?? []),
		];
		for (const records of frames) for (const record of records) assert.ok(isPublic(record), record.kind);
		assert.equal(isPublic({ kind: 'retraction' }), false);
	});
});

test('the random stories hold every public kind, so that what holds for them holds for all', () => {
	const kinds = new Set<string>();
	holds((log) => {
		for (const record of liveRecords(publicState(stateOf(log)))) kinds.add(record.kind);
	});
	assert.deepEqual([...kinds].sort(), ['component', 'notice', 'page', 'postmortem', 'remedy', 'update']);
});

test('a retracted notice leaves nothing behind that readers could see', () => {
	holds((log) => {
		const state = stateOf(log);
		const retracted = new Set(
			liveRecords(state).flatMap(({ kind, id }) => (kind === 'retraction' ? [id] : [])),
		);
		for (const { id, value } of liveRecords(publicState(state)))
			assert.ok(!retracted.has(id) && !retracted.has((value as { notice?: string }).notice ?? ''));
	});
});

test('every value that is decided passes its schema', () => {
	holds((log) => {
		for (const { changes } of log)
			for (const { kind, value } of changes) if (value) recordSchemas[kind as RecordKind].parse(value);
	});
});

test('timelines are numbered without a gap, and end where their notice says', () => {
	holds((log) => {
		const state = stateOf(log);
		for (const { id, value } of notices(state)) {
			const numbers = timeline(state, id).map((update) => update.value.number);
			assert.deepEqual(
				numbers,
				Array.from({ length: value.latestUpdate }, (_, n) => value.latestUpdate - n),
			);
		}
		const owners = new Set(notices(state).map(({ id }) => id));
		for (const record of liveRecords(state))
			if (record.kind === 'update') assert.ok(owners.has((record.value as { notice: string }).notice));
	});
});

test('after keep-time the log says what the clock says, and there is nothing left to keep', () => {
	holds((log) => {
		const now = at(5_000);
		const kept = apply(stateOf(log), commitOf({ type: 'keep-time' }, stateOf(log), now));
		for (const { value } of notices(kept)) assert.equal(value.phase, effectivePhase(value, Date.parse(now)));
		assert.deepEqual(commitOf({ type: 'keep-time' }, kept, now).changes, []);
	});
});

test('between two instants that nextChangeAt names, no view changes', () => {
	const seen = (state: State, now: number) =>
		JSON.stringify([
			activeNotices(state, now).map(({ id }) => id),
			components(state, now).map(({ status }) => status),
			overallStatus(state, now),
			notices(state).map(({ value }) => [effectivePhase(value, now), promiseState(value, now).state]),
		]);
	fc.assert(
		fc.property(anyLog, fc.nat(300), fc.nat(300), (log, from, later) => {
			const state = stateOf(log);
			const next = nextChangeAt(state, ms(from)) ?? Number.POSITIVE_INFINITY;
			assert.ok(next > ms(from));
			if (ms(from + later) < next) assert.equal(seen(state, ms(from + later)), seen(state, ms(from)));
		}),
		{ numRuns: 500 },
	);
});
