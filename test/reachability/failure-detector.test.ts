import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	addOutcome,
	countRecent,
	expire,
	healthy,
	type OriginRecord,
} from '../../src/reachability/failure-detector.ts';

const second = 1_000;
type Step = readonly [at: number, how: 'ok' | 'no'];
/** The record after requests that ended at these seconds. */
const after = (...steps: Step[]): OriginRecord =>
	steps.reduce(
		(record, [at, how]) => addOutcome(record, { at: at * second, hasFailed: how === 'no' }),
		healthy,
	);
const every = (from: number, to: number, how: Step[1], step = 1): Step[] =>
	Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => [from + index * step, how]);
const isFailing = (...steps: Step[]): boolean => after(...steps).failingSince !== null;

test('an origin fails after three failures, from the first of them on, and not after two', () => {
	assert.equal(isFailing([1, 'no'], [2, 'no']), false);
	assert.equal(after([1, 'no'], [2, 'no'], [3, 'no']).failingSince, 1 * second);
});

test('a few failures among many successes do not count', () => {
	assert.equal(isFailing(...every(1, 10, 'ok'), [11, 'no'], [12, 'no'], [12.5, 'ok'], [13, 'no']), false);
});

test('an origin fails when half of the requests of the last 20 seconds fail, whatever came before', () => {
	const before = every(0, 60, 'ok', 2);
	assert.equal(
		isFailing(...before, [90, 'ok'], [91, 'no'], [92, 'ok'], [93, 'no'], [94, 'ok'], [95, 'no']),
		true,
	);
	assert.equal(
		isFailing(...before, [90, 'ok'], [91, 'ok'], [92, 'ok'], [93, 'ok'], ...every(94, 96, 'no')),
		true,
	);
});

test('on a busy page, an origin fails after three failures in a row', () => {
	assert.equal(isFailing(...every(0, 10, 'ok', 0.1), ...every(10.1, 10.2, 'no', 0.1)), false);
	assert.equal(isFailing(...every(0, 10, 'ok', 0.1), ...every(10.1, 10.3, 'no', 0.1)), true);
});

test('the latest request must have failed', () => {
	assert.equal(isFailing([1, 'no'], [2, 'no'], [2.5, 'ok']), false);
	assert.equal(isFailing([1, 'no'], [2, 'no'], [3, 'ok'], [4, 'no']), true);
});

test('on a page with few requests, three failures in a row count within two minutes', () => {
	assert.equal(isFailing([0, 'no'], [30, 'no'], [60, 'no']), true);
	assert.equal(isFailing([0, 'no'], [60, 'no'], [120, 'no']), false);
	assert.equal(isFailing([0, 'no'], [15, 'ok'], [30, 'no'], [60, 'no']), false);
});

test('an origin recovers after three successes in a row, and not after two', () => {
	const failing = every(1, 3, 'no');
	assert.equal(isFailing(...failing, [4, 'ok'], [5, 'ok']), true);
	assert.equal(isFailing(...failing, [4, 'ok'], [5, 'no'], [6, 'ok'], [7, 'ok']), true);
	assert.equal(isFailing(...failing, [4, 'ok'], [5, 'ok'], [6, 'ok']), false);
});

test('one success is enough when nothing has failed for 20 seconds', () => {
	const failing = every(1, 3, 'no');
	assert.equal(isFailing(...failing, [22, 'ok']), true);
	assert.equal(isFailing(...failing, [23, 'ok']), false);
});

test('a recovered origin fails again after as many failures as the first time', () => {
	const over: Step[] = [...every(1, 3, 'no'), ...every(4, 6, 'ok')];
	assert.equal(isFailing(...over, [7, 'no'], [8, 'no']), false);
	assert.equal(isFailing(...over, ...every(7, 9, 'no')), true);
});

test('outcomes that arrive late are sorted by time', () => {
	assert.equal(after([3, 'no'], [1, 'no'], [2, 'no']).failingSince, 1 * second);
	assert.equal(isFailing([5, 'ok'], [3, 'no'], [1, 'no'], [2, 'no']), false);
});

test('after two minutes without a request, the record expires', () => {
	const failing = after(...every(1, 3, 'no'));
	assert.equal(expire(failing, 122.9 * second), failing);
	assert.equal(expire(failing, 123 * second), healthy);
});

test('the counts cover the last 20 seconds, and at most 200 outcomes are remembered', () => {
	const record = after(...every(1, 3, 'no'), [22, 'no'], [23, 'ok']);
	assert.deepEqual(countRecent(record, 35 * second), { failures: 1, requests: 2 });
	assert.equal(after(...every(0, 300, 'ok')).outcomes.length, 200);
});
