/** What post-mortems promised: when, for which day at first, and what became of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../../src/model/commands/command.ts';
import { ActionHistory } from '../../src/model/promises/action-history.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import { emptyState } from '../../src/model/state/state.ts';
import { currentPromises } from '../../src/model/views/current-promises.ts';
import { hasPromises, promisedActions, promisesSince } from '../../src/model/views/promised-actions.ts';
import { at, commits, ms, type Step, say, stateOf } from './given.ts';

const open = (id: string, more: object = {}): Command => ({
	...{ type: 'open-notice', id, kind: 'incident', title: `Down ${id}`, ...more },
});
const resolve = (notice: string): Command => ({ type: 'resolve', notice, body: say('Over.') }) as Command;
const write = (notice: string, ...actions: (readonly [string, string, string | null])[]): Command =>
	({
		...{ type: 'put-postmortem', notice, title: 'Why', body: say('Because.') },
		actions: actions.map(([title, state, dueBy]) => ({ title, state, dueBy })),
	}) as Command;

function told(steps: readonly Step[], minute: number) {
	const all: Commit[] = commits(...steps);
	const history = new ActionHistory();
	for (const commit of all) history.take(commit);
	return promisedActions(stateOf(all), history, ms(minute));
}

const ended = (id: string, minute: number): Step[] => [
	[minute, open(id)],
	[minute + 1, resolve(id)],
];

test('an action keeps the day of its promise, its first date, and the day on which it was done', () => {
	const steps: Step[] = [
		...ended('a', 0),
		[10, write('a', ['Renew earlier', 'planned', at(100)])],
		[20, write('a', ['Renew  EARLIER', 'in-progress', at(200)], ['Second certificate', 'planned', null])],
		[30, write('a', ['Renew earlier', 'done', at(200)], ['Second certificate', 'planned', null])],
		[40, write('a', ['Renew earlier', 'done', at(200)], ['Second certificate', 'planned', null])],
	];
	const [second, first, ...more] = told(steps, 50);
	assert.deepEqual(more, []);
	assert.deepEqual(
		[first?.title, first?.promisedAt, first?.firstDueBy, first?.dueBy, first?.doneAt],
		['Renew earlier', at(10), at(100), at(200), at(30)],
	);
	assert.deepEqual([second?.promisedAt, second?.firstDueBy, second?.doneAt], [at(20), null, null]);
	const reopened = told(
		[...steps, [60, write('a', ['Renew earlier', 'planned', at(200)], ['Second certificate', 'done', null])]],
		61,
	);
	assert.deepEqual(
		reopened.map(({ title, doneAt }) => [title, doneAt]),
		[
			['Renew earlier', null],
			['Second certificate', at(60)],
		],
	);
});

test('what is overdue comes first, then the next days, and what is done last, the newest first', () => {
	const steps: Step[] = [
		...ended('a', 0),
		...ended('b', 2),
		[
			10,
			write(
				'a',
				['later', 'planned', at(300)],
				['late', 'in-progress', at(50)],
				['once', 'planned', null],
				['old', 'done', at(5)],
			),
		],
		[20, write('b', ['soon', 'planned', at(90)], ['new', 'done', null])],
	];
	assert.deepEqual(
		told(steps, 60).map(({ title, isOverdue, notice }) => [title, isOverdue, notice.id]),
		[
			['late', true, 'a'],
			['soon', false, 'b'],
			['later', false, 'a'],
			['once', false, 'a'],
			['new', false, 'b'],
			['old', false, 'a'],
		],
	);
});

test('drills, retracted notices and removed post-mortems promise nothing', () => {
	const promise = write('a', ['Renew earlier', 'planned', null]);
	const drill: Step[] = [
		[0, open('a', { drill: true })],
		[1, resolve('a')],
		[2, promise],
	];
	assert.deepEqual(told(drill, 3), []);
	const retracted: Step[] = [
		...ended('a', 0),
		[2, promise],
		[3, { type: 'retract', notice: 'a', reason: 'Wrong page.' } as Command],
	];
	assert.deepEqual(told(retracted, 4), []);
	const removed: Step[] = [...ended('a', 0), [2, promise], [3, { type: 'remove-postmortem', notice: 'a' }]];
	assert.deepEqual(told(removed, 4), []);
	assert.equal(hasPromises(stateOf(commits(...removed))), false);
	// What is written again keeps the day of its first promise.
	const [again] = told([...removed, [9, promise]], 10);
	assert.equal(again?.promisedAt, at(2));
});

test('a history has all that is not done, and what was done since it begins', () => {
	const steps: Step[] = [
		...ended('a', 0),
		[10, write('a', ['old', 'done', null], ['new', 'planned', at(900)], ['open', 'planned', at(100)])],
		[60, write('a', ['old', 'done', null], ['new', 'done', at(900)], ['open', 'planned', at(200)])],
	];
	const all: Commit[] = commits(...steps);
	const history = new ActionHistory();
	for (const commit of all) history.take(commit);
	const since = promisesSince(stateOf(all), history, ms(70), ms(30));
	assert.deepEqual(since, [
		{
			...{ notice: 'a', about: 'Down a', title: 'open', language: 'en', state: 'planned' },
			...{ dueBy: at(200), firstDueBy: at(100), promisedAt: at(10), doneAt: null },
		},
		{
			...{ notice: 'a', about: 'Down a', title: 'new', language: 'en', state: 'done' },
			...{ dueBy: at(900), firstDueBy: at(900), promisedAt: at(10), doneAt: at(60) },
		},
	]);
	assert.deepEqual(
		currentPromises(stateOf(all), since).map(({ title }) => title),
		['open', 'new'],
	);
	assert.deepEqual(currentPromises(emptyState, since), since);
});
