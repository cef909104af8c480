import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { endOf } from '../../src/model/history/notice-end.ts';
import { pastNotices } from '../../src/model/history/past-notices.ts';
import { StatusHistory } from '../../src/model/history/status-history.ts';
import { lenient } from '../../src/model/records/lenient.ts';
import { type NoticeValue, noticeValue } from '../../src/model/records/notice.ts';
import { components } from '../../src/model/views/components.ts';
import { isActive, isEnded, notice } from '../../src/model/views/notices.ts';
import { at, commits, given, ms, stateOf, story } from './given.ts';

const work: CommandOf<'open-notice'> = {
	type: 'open-notice',
	id: 'n',
	kind: 'maintenance',
	title: 'New database',
	affected: [{ component: 'db' }],
	window: { start: at(60), end: at(120) },
	endsByClock: true,
};
const byHand: Command = { ...work, endsByClock: false };
const keep: Command = { type: 'keep-time' };

test('maintenance ends by hand, unless it was asked to end by the clock', () => {
	const { endsByClock: _, ...unsaid } = work;
	given().when(unsaid).thenNotice('n', { endsByClock: false });
	given().when(work).thenNotice('n', { endsByClock: true });
	for (const open of [byHand, unsaid]) {
		const begun = commits(open, [60, keep]);
		given(commits(open)).when(keep, 130).thenNotice('n', { phase: 'in-progress', endedAt: null });
		given(begun).when(keep, 130).then([]);
		const { value } = notice(stateOf(begun), 'n') ?? {};
		assert.ok(value);
		assert.deepEqual([isEnded(value, ms(9999)), isActive(value, ms(9999))], [false, true]);
		assert.equal(components(stateOf(begun), ms(9999))[0]?.status, 'maintenance');
		given(begun)
			.when({ type: 'resolve', notice: 'n' }, 130)
			.thenNotice('n', { phase: 'completed', endedAt: at(130) });
		given(begun)
			.when({ type: 'edit-notice', notice: 'n', window: { end: at(200) } }, 130)
			.thenNotice('n', { window: { start: at(60), end: at(200) }, phase: 'in-progress' });
	}
});

test('maintenance of a log without the choice completes by the clock, and replays to the same state', () => {
	const old = commits(work, [60, keep], [125, keep]).map((commit) => ({
		...commit,
		changes: commit.changes.map((change) => {
			const { endsByClock: _, ...value } = (change.value ?? {}) as Record<string, unknown>;
			return { ...change, value };
		}),
	}));
	const open = notice(stateOf(old.slice(0, 2)), 'n')?.value;
	assert.ok(open && !('endsByClock' in open));
	assert.deepEqual([isEnded(open, ms(119)), isEnded(open, ms(120))], [false, true]);
	given(old.slice(0, 2))
		.when(keep, 125)
		.thenNotice('n', { phase: 'completed', endedAt: at(120) });
	assert.equal(notice(stateOf(old), 'n')?.value.endedAt, at(120));
	assert.equal((lenient(noticeValue).parse(open) as NoticeValue).endsByClock, true);
});

test('an edit neither ends maintenance by the choice, nor brings it back', () => {
	const choose = (endsByClock: boolean): Command => ({ type: 'edit-notice', notice: 'n', endsByClock });
	given(commits(byHand)).when(choose(true), 70).thenNotice('n', { endsByClock: true });
	given(commits(byHand))
		.when(choose(true), 120)
		.thenRefused('invalid', /would end the maintenance at once/);
	given(commits(work)).when(choose(false), 119).thenNotice('n', { endsByClock: false });
	given(commits(work))
		.when(choose(false), 120)
		.thenRefused('invalid', /ended with its window, and an edit does not reopen it/);
});

test('an open maintenance past its window stays in the history and in the state', () => {
	const state = story(byHand, [60, keep]);
	const value = notice(state, 'n')?.value;
	assert.ok(value);
	assert.equal(endOf(value, ms(9999)), null);
	assert.equal(pastNotices(state, ms(200), ms(0))[0]?.endedAt, null);
	const history = new StatusHistory();
	for (const commit of commits(byHand, [60, keep])) history.take(commit);
	const [db] = history.read(state, ms(240)).components;
	assert.equal(db?.seconds.at(-1)?.maintenance, 3 * 3_600);
});

test('time that brings nothing about makes no change', () => {
	given().when(keep).then([]);
	given(commits(work)).when(keep, 59).then([]);
	given(commits(work, [60, keep]))
		.when(keep, 61)
		.then([]);
});

test('maintenance begins and completes by its window', () => {
	given(commits(work)).when(keep, 60).thenNotice('n', { phase: 'in-progress', endedAt: null });
	given(commits(work)).when(keep, 60).thenUpdate({ number: 2, body: [], phase: 'in-progress', affected: [] });
	given(commits(work, [60, keep]))
		.when(keep, 125)
		.thenNotice('n', { phase: 'completed', endedAt: at(120), updatedAt: at(125) });
	given(commits(work, [60, keep]))
		.when(keep, 125)
		.thenUpdate({ number: 3, affected: [{ component: 'db', status: 'operational' }] });
});

test('a window that has passed counts before it is written down', () => {
	given(commits(work))
		.when({ type: 'resolve', notice: 'n' }, 120)
		.thenRefused('notice-ended', /Reopen/);
	given(commits(work))
		.when({ type: 'reopen', notice: 'n' }, 121)
		.thenNotice('n', { phase: 'in-progress', window: null, endedAt: null });
	given(commits(work))
		.when({ type: 'reopen', notice: 'n', phase: 'scheduled' }, 121)
		.thenRefused('invalid', /needs a window/, 'window');
	given(commits(work))
		.when({ type: 'resolve', notice: 'n', phase: 'cancelled' })
		.thenNotice('n', { phase: 'cancelled' });
});

test('a window moves, and cannot be taken from what is scheduled', () => {
	const window = { start: at(70), end: at(130) };
	given(commits(work)).when({ type: 'edit-notice', notice: 'n', window }).thenNotice('n', { window });
	given(commits(work))
		.when({ type: 'edit-notice', notice: 'n', window: null })
		.thenRefused('invalid', /needs a window/, 'window');
});
