/** Records that ended long ago are not sent to new connections, and no client misses anything because of that. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { retainedRecords } from '../../src/model/retention.ts';
import { apply, emptyState, merge, type State } from '../../src/model/state/state.ts';
import { changeOf, changeOfCommit, snapshotOf } from '../../src/model/wire/frame-content.ts';
import type { ChangeFrame } from '../../src/model/wire/frames.ts';
import { anyLongLog } from './arbitraries.ts';
import { at, commits, ms, type Step, say, stateOf, story } from './given.ts';

const day = 24 * 60;
const facts = { site: 'site', policy: { mode: 'stream', intervalMs: 30_000 }, heartbeatMs: 15_000 } as const;

const outage: Step[] = [
	[0, { type: 'put-component', id: 'api', name: 'API' }],
	[
		0,
		{
			type: 'open-notice',
			id: 'down',
			kind: 'incident',
			title: 'Checkout is failing',
			body: say('We see it.'),
		},
	],
	[60, { type: 'resolve', notice: 'down', body: say('It works again.') }],
] as Step[];
/** What a newcomer gets at a minute of the story, by kind and id. */
const told = (state: State, minute: number): string[] =>
	snapshotOf(state, { ...facts, at: at(minute) })
		.records.map(({ kind, id }) => `${kind} ${id}`)
		.sort();

test('a notice and what belongs to it are told for 30 days after its end, and then no more', () => {
	const state = story(...outage);
	assert.equal(told(state, 60 + 30 * day - 1).length, 4);
	assert.deepEqual(told(state, 60 + 30 * day), ['component api']);
});

test('a notice that is open is sent, however old it is', () => {
	assert.ok(told(story(...outage.slice(0, 2)), 400 * day).includes('notice down'));
});

test('what the clock has ended is sent for as long', () => {
	const window = { start: at(day), end: at(2 * day) };
	const state = story([
		0,
		{
			type: 'open-notice',
			id: 'work',
			kind: 'maintenance',
			title: 'Work',
			window,
			endsByClock: true,
		} as never,
	]);
	assert.ok(told(state, 32 * day - 1).includes('notice work'));
	assert.deepEqual(told(state, 32 * day), []);
	const short = story([
		0,
		{ type: 'open-notice', id: 'note', kind: 'incident', title: 'A note', expiresAt: at(60) } as never,
	]);
	assert.ok(told(short, 60 + 30 * day - 1).includes('notice note'));
	assert.deepEqual(told(short, 60 + 30 * day), []);
});

const offer = (expiresAt: string | null, notice: string | null = 'down') =>
	({
		type: 'put-remedy',
		id: 'credit',
		notice,
		title: 'We are sorry',
		apology: say('You could not pay.'),
		offer: { kind: 'service-credit', summary: '10 %' },
		claim: { type: 'code', code: 'SORRY' },
		expiresAt,
	}) as never;

test('a notice whose offer can still be claimed is sent, until 30 days after the offer’s end', () => {
	const state = story(...outage, [120, offer(at(90 * day))]);
	assert.ok(told(state, 89 * day).includes('notice down'));
	assert.ok(told(state, 120 * day - 1).includes('remedy credit'));
	assert.deepEqual(told(state, 120 * day), ['component api']);
	assert.ok(told(story(...outage, [120, offer(null)]), 900 * day).includes('remedy credit'));
});

test('an offer of its own goes 30 days after its end', () => {
	const state = story([0, offer(at(day), null)]);
	assert.deepEqual(told(state, 31 * day - 1), ['remedy credit']);
	assert.deepEqual(told(state, 31 * day), []);
});

for (const [what, command] of [
	['a post-mortem', { type: 'put-postmortem', notice: 'down', title: 'Why', body: say('A certificate.') }],
	['an offer', offer(null)],
	['one more update', { type: 'post-update', notice: 'down', body: say('The cause is known.') }],
	['its return', { type: 'reopen', notice: 'down' }],
] as const)
	test(`a late ${what} sends the whole notice again, to open and to resumed connections`, () => {
		const log = commits(...outage, [100 * day, command as never]);
		const [before, now] = [stateOf(log.slice(0, -1)), stateOf(log)];
		assert.deepEqual(told(before, 100 * day), ['component api']);
		const known = merge(emptyState, before.seq, snapshotOf(before, { ...facts, at: at(99 * day) }).records);
		const commit = log.at(-1) as (typeof log)[number];
		const change = changeOfCommit(commit, now, { since: before.seq, site: 'site' });
		const missed = changeOf(now, before.seq, { at: at(101 * day), site: 'site' });
		for (const { records } of [change as ChangeFrame, missed])
			assert.deepEqual(told(merge(known, now.seq, records), 101 * day), told(now, 101 * day));
		assert.ok(told(now, 101 * day).includes('notice down'));
	});

test('a removal is sent however old it is', () => {
	const state = story(...outage, [120, { type: 'retract', notice: 'down' } as never]);
	const { records } = changeOf(state, 0, { at: at(100 * day), site: 'site' });
	assert.equal(records.find(({ kind }) => kind === 'notice')?.value, null);
});

test('over years, a client that connected at any time has everything that a new client receives', () => {
	fc.assert(
		fc.property(anyLongLog, (log) => {
			if (log.length === 0) return;
			const now = stateOf(log);
			const end = log.at(-1)?.at as string;
			const newcomer = retainedRecords(now, Date.parse(end)).filter(({ value }) => value !== null);
			const has = (state: State): void => {
				for (const record of newcomer)
					assert.deepEqual(state.records.get(`${record.kind}/${record.id}`), record);
			};
			for (let n = 0; n < log.length; n++) {
				const start = stateOf(log.slice(0, n));
				const moment = log[n - 1]?.at ?? at(0);
				const known = merge(emptyState, start.seq, snapshotOf(start, { ...facts, at: moment }).records);
				has(merge(known, now.seq, changeOf(now, known.seq, { at: end, site: 'site' }).records));
				let state = start;
				const live = log.slice(n).reduce((reader, commit) => {
					state = apply(state, commit);
					const change = changeOfCommit(commit, state, { since: 0, site: 'site' });
					return change ? merge(reader, change.seq, change.records) : reader;
				}, known);
				has(live);
			}
		}),
		{ numRuns: 200 },
	);
});

test('a moment’s passing never brings back what was told no longer', () => {
	fc.assert(
		fc.property(anyLongLog, (log) => {
			const state = stateOf(log);
			let before = Number.POSITIVE_INFINITY;
			for (let days = 0; days < 120; days += 7) {
				const count = retainedRecords(
					state,
					Math.max(ms(0), Date.parse(log.at(-1)?.at ?? at(0))) + days * 86_400_000,
				).length;
				assert.ok(count <= before);
				before = count;
			}
		}),
		{ numRuns: 200 },
	);
});
