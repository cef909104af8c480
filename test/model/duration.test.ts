import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDuration } from '../../src/model/duration.ts';

const minute = 60_000;

test('a duration is whole numbers with units, from the largest unit to the smallest', () => {
	for (const [text, ms] of [
		['20m', 20 * minute],
		['1h30m', 90 * minute],
		['2h', 120 * minute],
		['1d2h', 26 * 60 * minute],
		['90s', 1.5 * minute],
		['500ms', 500],
		['1m5ms', minute + 5],
		['0s', 0],
		['999999ms', 999_999],
	] as const)
		assert.equal(parseDuration(text), ms, text);
});

test('any other text is not a duration', () => {
	for (const text of [
		'',
		'20',
		'm',
		'20 m',
		'-20m',
		'1.5h',
		'30m1h',
		'5ms1m',
		'20M',
		'20min',
		'1e3s',
		'99999999999m',
		'+20m',
		'20m\n',
	])
		assert.equal(parseDuration(text), null, JSON.stringify(text));
});
