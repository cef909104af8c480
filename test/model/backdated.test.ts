/** Backdated history: part of history and metrics, never a banner, never an announcement. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { StatusHistory } from '../../src/model/history/status-history.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import { activeNotices, notice } from '../../src/model/views/notices.ts';
import { timeline } from '../../src/model/views/updates.ts';
import { at, commits, given, ms, say, stateOf } from './given.ts';

const component: Command = { type: 'put-component', id: 'checkout', name: 'Checkout' };
const open = (more: Partial<CommandOf<'open-notice'>> = {}): Command => ({
	type: 'open-notice',
	id: 'n',
	kind: 'incident',
	title: 'Checkout was failing',
	impact: 'major',
	body: say('Some payments failed.'),
	affected: [{ component: 'checkout' }],
	...more,
});
const past = open({ started: at(60), ended: at(90) });

/** The seconds of each status of the component, summed over all days. */
function secondsOf(log: readonly Commit[], now: number) {
	const history = new StatusHistory();
	for (const commit of log) history.take(commit);
	const { components, notices } = history.read(stateOf(log), now);
	const sum: Record<string, number> = {};
	for (const day of components.find(({ id }) => id === 'checkout')?.seconds ?? [])
		for (const [status, seconds] of Object.entries(day)) sum[status] = (sum[status] ?? 0) + seconds;
	return { sum, notices };
}

test('a notice with a start and an end in the past is history, marked as added later', () => {
	const log = commits([0, component], [200, past]);
	const state = stateOf(log);
	const value = notice(state, 'n')?.value;
	assert.deepEqual(
		[value?.phase, value?.openedAt, value?.endedAt, value?.addedAt, value?.updatedAt, value?.latestUpdate],
		['resolved', at(60), at(90), at(200), at(200), 2],
	);
	assert.deepEqual(value?.affected, [{ component: 'checkout', status: 'partial-outage' }]);
	const updates = timeline(state, 'n').map((each) => each.value);
	assert.deepEqual(
		updates.map(({ at, phase, addedAt, body }) => [at, phase, addedAt, body.length]),
		[
			[at(90), 'resolved', at(200), 0],
			[at(60), 'investigating', at(200), 1],
		],
	);
	// No page shows it as open, at no time after it was told.
	for (const minute of [200, 201, 10_000]) assert.deepEqual(activeNotices(state, ms(minute)), []);
	const { sum, notices } = secondsOf(log, ms(300));
	assert.deepEqual(sum, { 'partial-outage': 30 * 60 });
	assert.deepEqual(
		notices.map(({ id, startedAt, endedAt, addedLater }) => [id, startedAt, endedAt, addedLater]),
		[['n', at(60), at(90), true]],
	);
});

test('maintenance is backdated too, with its window', () => {
	const { impact: _, ...maintenance } = open({
		kind: 'maintenance',
		started: at(60),
		ended: at(90),
	}) as Extract<Command, { type: 'open-notice' }>;
	const log = commits([0, component], [200, maintenance]);
	const value = notice(stateOf(log), 'n')?.value;
	assert.deepEqual([value?.phase, value?.window], ['completed', { start: at(60), end: at(90) }]);
	assert.deepEqual(secondsOf(log, ms(300)).sum, { maintenance: 30 * 60 });
});

test('a notice that began earlier and is still open counts from its start, and its first message is new', () => {
	const log = commits(
		[0, component],
		[200, open({ started: at(180) })],
		[230, { type: 'resolve', notice: 'n' }],
	);
	const first = stateOf(log.slice(0, 2));
	const value = notice(first, 'n')?.value;
	assert.deepEqual([value?.openedAt, value?.addedAt, value?.endedAt], [at(180), at(200), null]);
	assert.equal(activeNotices(first, ms(200)).length, 1);
	const [update] = timeline(first, 'n');
	assert.deepEqual([update?.value.at, update?.value.addedAt], [at(200), null]);
	const { sum, notices } = secondsOf(log, ms(300));
	assert.deepEqual(sum, { 'partial-outage': 50 * 60 });
	assert.equal(notices[0]?.addedLater, false);
});

test('an update in the past adds words to the timeline, and nothing else changes', () => {
	const log = commits(
		[0, open()],
		[10, { type: 'post-update', notice: 'n', body: say('Found it.'), phase: 'identified' }],
		[30, { type: 'post-update', notice: 'n', body: say('Forgotten.'), at: at(5) }],
		[40, { type: 'post-update', notice: 'n', body: say('Next.') }],
	);
	const state = stateOf(log);
	const words = timeline(state, 'n').map(({ value }) => [value.number, value.at, value.addedAt]);
	assert.deepEqual(words, [
		[3, at(40), null],
		[2, at(10), null],
		[1, at(5), at(30)],
		[1, at(0), null],
	]);
	const [before, after] = [2, 3].map((count) => notice(stateOf(log.slice(0, count)), 'n'));
	assert.deepEqual(after?.value, { ...before?.value, updatedAt: at(30) });
	assert.ok(after && before && after.seq > before.seq);
});

test('times that contradict each other, and changes of the present in the past, are refused', () => {
	const refused = (command: Command, path: string) =>
		given(commits([0, open({ id: 'other' })]))
			.when(command, 200)
			.thenRefused('invalid', /./, path);
	refused(open({ ended: at(90) }), 'started');
	refused(open({ started: at(300) }), 'started');
	refused(open({ started: at(60), ended: at(300) }), 'ended');
	refused(open({ started: at(60), ended: at(60) }), 'ended');
	refused(open({ started: at(60), ended: at(50) }), 'ended');
	refused(open({ started: at(60), ended: at(90), expiresAt: at(400) }), 'expiresAt');
	refused(
		open({ kind: 'maintenance', started: at(60), ended: at(90), window: { start: at(60), end: at(90) } }),
		'window',
	);
	given([])
		.when(open({ started: at(60), ended: at(90), phase: 'monitoring' }), 200)
		.thenRefused('wrong-phase', /resolved/);
	const post = (more: object): Command => ({ type: 'post-update', notice: 'other', body: say('x'), ...more });
	refused(post({ at: at(300) }), 'at');
	refused(post({ at: at(-10) }), 'at');
	refused(post({ at: at(10), phase: 'identified' }), 'phase');
	refused(post({ at: at(10), affected: [{ component: 'checkout' }] }), 'affected');
	refused(post({ at: at(10), promise: { nextUpdateBy: at(400) } }), 'promise');
});

test('a retracted notice counts on no day, and on all of its days again after it is restored', () => {
	const story = [
		[0, component],
		[10, open()],
		[40, { type: 'resolve', notice: 'n' }],
		[60, { type: 'retract', notice: 'n' }],
		[80, { type: 'restore', notice: 'n' }],
	] as const;
	assert.deepEqual(secondsOf(commits(...story.slice(0, 4)), ms(100)).sum, {});
	assert.deepEqual(secondsOf(commits(...story), ms(100)).sum, { 'partial-outage': 30 * 60 });
	const stillOpen = [story[0], story[1], story[3], story[4]] as const;
	assert.deepEqual(secondsOf(commits(...stillOpen), ms(100)).sum, { 'partial-outage': 90 * 60 });
});
