/** The notices of a first frame have a limit in bytes, and no client misses anything because of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retainedBytes } from '../../src/model/retention.ts';
import { withIndexes } from '../../src/model/state/indexes.ts';
import { apply, emptyState, merge, type State } from '../../src/model/state/state.ts';
import { stateIndexes } from '../../src/model/state-indexes.ts';
import { utf8Length } from '../../src/model/utf8-length.ts';
import { changeOf, changeOfCommit, snapshotOf } from '../../src/model/wire/frame-content.ts';
import { canResume } from '../../src/model/wire/missed.ts';
import { at, commitOf, commits, ms, type Step, say, stateOf } from './given.ts';

const facts = { site: 'site', policy: { mode: 'stream', intervalMs: 30_000 }, heartbeatMs: 15_000 } as const;
const open = (id: string, words = 1_000) =>
	({
		type: 'open-notice',
		id,
		kind: 'incident',
		title: `Checkout is failing ${id}`,
		body: say('ä'.repeat(words)),
	}) as never;
const resolve = (notice: string) => ({ type: 'resolve', notice }) as never;

/** `count` notices, one after another, of which the first stays open. */
const imported = (count: number): Step[] =>
	Array.from({ length: count }, (_, index): Step[] => [
		open(`n${index}`),
		...(index === 0 ? [] : [resolve(`n${index}`)]),
	]).flat();

const minutes = 10_000;
const snapshot = (state: State) => snapshotOf(state, { ...facts, at: at(minutes) }).records;
const noticesIn = (state: State): string[] =>
	snapshot(state)
		.filter(({ kind }) => kind === 'notice')
		.map(({ id }) => id);
const bytesOf = (state: State): number =>
	Buffer.byteLength(
		JSON.stringify(snapshot(state).filter(({ kind }) => kind === 'notice' || kind === 'update')),
	);

test('ended notices leave the first frame oldest first, open ones never', () => {
	const state = stateOf(commits(...imported(200)));
	const found = noticesIn(state).map((id) => Number(id.slice(1)));
	assert.ok(found.includes(0), 'The open notice is the oldest.');
	const ended = found.filter((index) => index !== 0).sort((a, b) => a - b);
	assert.deepEqual(
		ended,
		Array.from({ length: ended.length }, (_, index) => 200 - ended.length + index),
	);
	assert.ok(bytesOf(state) <= retainedBytes, `${bytesOf(state)} bytes`);
	assert.ok(bytesOf(state) > retainedBytes - 5_000, `${bytesOf(state)} bytes`);
});

test('open notices are sent, however long they are, and leave no room for ended ones', () => {
	const state = stateOf(
		commits(...Array.from({ length: 60 }, (_, index) => open(`o${index}`)), open('e'), resolve('e')),
	);
	assert.equal(noticesIn(state).length, 60);
	assert.ok(bytesOf(state) > retainedBytes);
});

test('a notice whose offer can be claimed stays, however much came after it', () => {
	const offer = {
		type: 'put-remedy',
		id: 'credit',
		notice: 'n1',
		title: 'We are sorry',
		apology: say('You could not pay.'),
		offer: { kind: 'service-credit', summary: '10 %' },
		claim: { type: 'code', code: 'SORRY' },
		expiresAt: at(2 * minutes),
	} as never;
	assert.ok(noticesIn(stateOf(commits(...imported(200), offer))).includes('n1'));
});

for (const [what, command] of [
	['update', { type: 'post-update', notice: 'n1', body: say('The cause is known.') }],
	['return', { type: 'reopen', notice: 'n1' }],
	['edit', { type: 'edit-notice', notice: 'n1', title: 'Other words' }],
] as const)
	for (const indexed of [false, true])
		test(`the ${what} of a notice that has left brings all of it, ${indexed ? 'with' : 'without'} indexes`, () => {
			const log = commits(...imported(200));
			const before = indexed ? withIndexes(stateOf(log), stateIndexes) : stateOf(log);
			const known = merge(emptyState, before.seq, snapshot(before));
			assert.equal(known.records.get('notice/n1'), undefined);
			const commit = commitOf(command as never, before, at(minutes));
			const after = apply(before, commit);
			assert.ok(canResume(after, before.seq, ms(minutes)));
			const frames = [
				changeOfCommit(commit, after, { since: before.seq, site: 'site', before }),
				changeOfCommit(commit, after, { since: before.seq, site: 'site' }),
				changeOf(after, before.seq, { at: at(minutes), site: 'site' }),
			];
			for (const frame of frames) {
				const client = merge(known, after.seq, frame?.records ?? []);
				for (const record of snapshot(after))
					assert.deepEqual(client.records.get(`${record.kind}/${record.id}`), record);
			}
		});

test('an update of an open notice brings the update and not the ones before', () => {
	const log = commits(open('n'));
	const before = stateOf(log);
	const commit = commitOf({ type: 'post-update', notice: 'n', body: say('News.') } as never, before, at(9));
	const frame = changeOfCommit(commit, apply(before, commit), { since: 1, site: 'site', before });
	assert.deepEqual(frame?.records.map(({ kind }) => kind).sort(), ['notice', 'update']);
});

test('a client that missed the end of a notice that has left needs a snapshot', () => {
	const log = commits(
		open('first'),
		...imported(200).slice(0, 1),
		resolve('first'),
		...imported(200).slice(1),
	);
	const state = withIndexes(stateOf(log), stateIndexes);
	assert.equal(noticesIn(state).includes('first'), false);
	assert.equal(canResume(state, 2, ms(minutes)), false);
	assert.equal(canResume(state, state.seq - 3, ms(minutes)), true);
	assert.equal(canResume(state, state.seq, ms(minutes)), true);
});

test('the bytes of a text are counted as they are sent', () => {
	for (const text of ['', 'plain', 'ä', '€', '𝄞', 'a𝄞€ä'])
		assert.equal(utf8Length(text), Buffer.byteLength(text), text);
});

test('a state with indexes gives the same frames as one that sorts its records', () => {
	const log = commits(...imported(50));
	const plain = stateOf(log);
	const followed = log.reduce(apply, withIndexes(emptyState, stateIndexes));
	const built = withIndexes(plain, stateIndexes);
	assert.deepEqual(snapshot(followed), snapshot(plain));
	assert.deepEqual(snapshot(built), snapshot(plain));
	for (const since of [0, 40, 99])
		assert.deepEqual(
			changeOf(followed, since, { at: at(minutes), site: 'site' }),
			changeOf(plain, since, { at: at(minutes), site: 'site' }),
		);
});
