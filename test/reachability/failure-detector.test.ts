import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calm, countLately, type Judgement, judge, lapsed } from '../../src/reachability/failure-detector.ts';

const second = 1_000;
type Step = readonly [at: number, how: 'ok' | 'no'];
/** What is judged of requests that ended at these seconds. */
const after = (...steps: Step[]): Judgement =>
	steps.reduce((judgement, [at, how]) => judge(judgement, { at: at * second, failed: how === 'no' }), calm);
const every = (from: number, to: number, how: Step[1], step = 1): Step[] =>
	Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => [from + index * step, how]);
const inTrouble = (...steps: Step[]): boolean => after(...steps).since !== null;

test('two failures are no trouble, three are, since the first of them', () => {
	assert.equal(inTrouble([1, 'no'], [2, 'no']), false);
	assert.equal(after([1, 'no'], [2, 'no'], [3, 'no']).since, 1 * second);
});

test('a few failures among many answers are no trouble', () => {
	assert.equal(inTrouble(...every(1, 10, 'ok'), [11, 'no'], [12, 'no'], [12.5, 'ok'], [13, 'no']), false);
});

test('half of the last 20 seconds is trouble, whatever was before', () => {
	const before = every(0, 60, 'ok', 2);
	assert.equal(
		inTrouble(...before, [90, 'ok'], [91, 'no'], [92, 'ok'], [93, 'no'], [94, 'ok'], [95, 'no']),
		true,
	);
	assert.equal(
		inTrouble(...before, [90, 'ok'], [91, 'ok'], [92, 'ok'], [93, 'ok'], ...every(94, 96, 'no')),
		true,
	);
});

test('a busy page is in trouble once three requests in a row fail', () => {
	assert.equal(inTrouble(...every(0, 10, 'ok', 0.1), ...every(10.1, 10.2, 'no', 0.1)), false);
	assert.equal(inTrouble(...every(0, 10, 'ok', 0.1), ...every(10.1, 10.3, 'no', 0.1)), true);
});

test('the latest request must have failed', () => {
	assert.equal(inTrouble([1, 'no'], [2, 'no'], [2.5, 'ok']), false);
	assert.equal(inTrouble([1, 'no'], [2, 'no'], [3, 'ok'], [4, 'no']), true);
});

test('a page that asks seldom: three in a row count within two minutes, and not beyond', () => {
	assert.equal(inTrouble([0, 'no'], [30, 'no'], [60, 'no']), true);
	assert.equal(inTrouble([0, 'no'], [60, 'no'], [120, 'no']), false);
	assert.equal(inTrouble([0, 'no'], [15, 'ok'], [30, 'no'], [60, 'no']), false);
});

test('it is over after three answers in a row, and not after two', () => {
	const trouble = every(1, 3, 'no');
	assert.equal(inTrouble(...trouble, [4, 'ok'], [5, 'ok']), true);
	assert.equal(inTrouble(...trouble, [4, 'ok'], [5, 'no'], [6, 'ok'], [7, 'ok']), true);
	assert.equal(inTrouble(...trouble, [4, 'ok'], [5, 'ok'], [6, 'ok']), false);
});

test('one answer is enough where nothing has failed for 20 seconds', () => {
	const trouble = every(1, 3, 'no');
	assert.equal(inTrouble(...trouble, [22, 'ok']), true);
	assert.equal(inTrouble(...trouble, [23, 'ok']), false);
});

test('after trouble it takes as much to be in trouble again', () => {
	const over: Step[] = [...every(1, 3, 'no'), ...every(4, 6, 'ok')];
	assert.equal(inTrouble(...over, [7, 'no'], [8, 'no']), false);
	assert.equal(inTrouble(...over, ...every(7, 9, 'no')), true);
});

test('outcomes that are told late are put where they belong', () => {
	assert.equal(after([3, 'no'], [1, 'no'], [2, 'no']).since, 1 * second);
	assert.equal(inTrouble([5, 'ok'], [3, 'no'], [1, 'no'], [2, 'no']), false);
});

test('after two silent minutes, trouble is not known any more', () => {
	const trouble = after(...every(1, 3, 'no'));
	assert.equal(lapsed(trouble, 122.9 * second), trouble);
	assert.equal(lapsed(trouble, 123 * second), calm);
});

test('the counts hold the last 20 seconds, and a busy page remembers no more than 200 requests', () => {
	const judgement = after(...every(1, 3, 'no'), [22, 'no'], [23, 'ok']);
	assert.deepEqual(countLately(judgement, 35 * second), { failures: 1, requests: 2 });
	assert.equal(after(...every(0, 300, 'ok')).outcomes.length, 200);
});
