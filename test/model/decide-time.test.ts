import { test } from 'node:test';
import type { Command } from '../../src/model/commands/command.ts';
import { at, commits, given } from './given.ts';

const work: Command = {
	type: 'open-notice',
	id: 'n',
	kind: 'maintenance',
	title: 'New database',
	affected: [{ component: 'db' }],
	window: { start: at(60), end: at(120) },
};
const keep: Command = { type: 'keep-time' };

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
