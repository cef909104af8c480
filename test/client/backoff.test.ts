import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countFailure, delay } from '../../src/client/backoff.ts';

const failures = fc.integer({ min: 1, max: 5_000 });
const hint = fc.oneof(fc.integer({ min: -10, max: 1e9 }), fc.double({ noNaN: true }));
const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

test('the first retry is spread over one second, or over what the server asked for', () => {
	assert.equal(
		delay({ failures: 1 }, () => 0),
		0,
	);
	assert.equal(
		delay({ failures: 1 }, () => 0.5),
		500,
	);
	assert.equal(
		delay({ failures: 1, retryMs: 20_000 }, () => 0.5),
		10_000,
	);
});

test('the ceiling doubles with every failure, up to a minute', () => {
	const ceilings = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((count) => delay({ failures: count }, () => 1) / 1000);
	assert.deepEqual(ceilings, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('a longer retry of the server’s spreads the first retries further, and lifts no later ceiling', () => {
	const ceilings = [1, 2, 3, 4, 7].map((count) => delay({ failures: count, retryMs: 3_000 }, () => 1) / 1000);
	assert.deepEqual(ceilings, [3, 3, 4, 8, 60]);
	assert.equal(
		delay({ failures: 9, retryMs: 200_000 }, () => 1),
		200_000,
	);
});

test('whatever the server asks for, a wait is neither negative nor longer than ten minutes', () => {
	fc.assert(
		fc.property(
			failures,
			hint,
			fc.option(hint, { nil: undefined }),
			random,
			(count, retryMs, notBeforeMs, dice) => {
				const wait = delay({ failures: count, retryMs, notBeforeMs }, () => dice);
				assert.ok(wait >= 0 && wait <= 600_000, `${wait}`);
			},
		),
	);
});

test('nobody comes back before the server said, within one second and five minutes', () => {
	fc.assert(
		fc.property(failures, hint, random, (count, notBeforeMs, dice) => {
			const wait = delay({ failures: count, notBeforeMs }, () => dice);
			assert.ok(wait >= Math.min(Math.max(notBeforeMs, 1_000), 300_000));
		}),
	);
});

test('readers who were sent away together do not come back together', () => {
	const waits = [0, 0.25, 0.5, 0.75].map((dice) => delay({ failures: 1, notBeforeMs: 60_000 }, () => dice));
	assert.deepEqual(waits, [60_000, 67_500, 75_000, 82_500]);
});

test('only a stream that was good for ten seconds makes up for the failures before it', () => {
	assert.equal(countFailure(7, 10_000), 1);
	assert.equal(countFailure(7, 9_999), 3);
	assert.equal(countFailure(7, null), 8);
	assert.equal(countFailure(0, 5), 1);
});
