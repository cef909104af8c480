import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	type GroupTiming,
	isFlapping,
	newGroup,
	nextDue,
	withFiring,
} from '../../src/model/alerts/alert-group.ts';
import { matchesPattern, parsePattern } from '../../src/model/alerts/pattern.ts';

const matches = (pattern: string, value: string): boolean => {
	const parsed = parsePattern(pattern);
	assert.ok(typeof parsed !== 'string', `${pattern}: ${parsed}`);
	return matchesPattern(parsed, value);
};

test('a pattern matches the whole value, as the same regular expression does', () => {
	const patterns = [
		'',
		'a',
		'a|b',
		'web-.*',
		'.*',
		'.+',
		'a.c',
		'a.*b.*c',
		'.*a.+|x',
		'a\\.b',
		'a\\|b',
		'|a',
	];
	const values = [
		'',
		'a',
		'b',
		'ab',
		'abc',
		'aXbYc',
		'web-',
		'web-1',
		'a.b',
		'axb',
		'a|b',
		'x',
		'ba',
		'bab',
		'abcabc',
	];
	for (const pattern of patterns)
		for (const value of values)
			assert.equal(
				matches(pattern, value),
				new RegExp(`^(?:${pattern})$`, 's').test(value),
				`${pattern} ${value}`,
			);
});

test('a pattern that could backtrack without bound is refused, with what to write instead', () => {
	for (const pattern of ['(a+)+$', 'a*', 'a+', 'a?', '[ab]', 'a{2}', '^a', 'a$', '\\d', 'a\\', '.*+', '.?'])
		assert.equal(typeof parsePattern(pattern), 'string', pattern);
});

test('the worst pattern on the longest value is compared in a bounded number of steps', () => {
	const started = performance.now();
	assert.equal(matches(`${'.*a'.repeat(66)}b`, 'a'.repeat(1_000)), false);
	assert.ok(performance.now() - started < 2_000);
});

const rule = { openAfter: '1m', resolveAfter: '2m', flapping: { changes: 4, within: '10m' } };
const minute = 60_000;

/** Alternates between firing and quiet at these times. */
const changedAt = (group: GroupTiming, ...times: readonly number[]): GroupTiming =>
	times.reduce((state, at) => withFiring(state, state.quietSince !== null, at), group);

test('a rule opens once an alert has fired for its hold-down', () => {
	assert.deepEqual(nextDue(newGroup(0), rule, false), { at: minute, due: 'open' });
	const quiet = changedAt(newGroup(0), 10_000);
	assert.deepEqual(nextDue(quiet, rule, false), { at: 70_000, due: 'forget' });
	const again = changedAt(quiet, 30_000);
	assert.deepEqual(nextDue(again, rule, false), { at: minute, due: 'open' });
});

test('a rule ends what it opened once nothing has fired for its hold-down', () => {
	const open: GroupTiming = { ...newGroup(0), phase: 'open' };
	assert.equal(nextDue(open, rule, false), null);
	assert.deepEqual(nextDue(changedAt(open, 5 * minute), rule, false), { at: 7 * minute, due: 'end' });
});

test('what flaps ends only after it was quiet for the time of the damping, and a draft always does', () => {
	const open: GroupTiming = { ...newGroup(0), phase: 'open' };
	const flapping = changedAt(open, 5 * minute, 6 * minute, 7 * minute);
	assert.ok(isFlapping(flapping, rule, 7 * minute));
	assert.deepEqual(nextDue(flapping, rule, false), { at: 17 * minute, due: 'end' });
	assert.deepEqual(nextDue(changedAt(open, 5 * minute), rule, true), { at: 15 * minute, due: 'end' });
});

test('after the end, the hold-down begins again, and a quiet group is forgotten', () => {
	const closed: GroupTiming = { ...changedAt(newGroup(0), 5 * minute), phase: 'closed' };
	assert.deepEqual(nextDue(closed, rule, false), { at: 15 * minute, due: 'forget' });
	const again = changedAt(closed, 8 * minute);
	assert.deepEqual(nextDue(again, rule, false), { at: 9 * minute, due: 'open' });
});
