import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reconnectDelayMs as delay } from '../../../src/client/connection/reconnect-delay.ts';

const failures = fc.integer({ min: 0, max: 5_000 });
const requests = fc.integer({ min: 0, max: 8 });
const hint = fc.oneof(fc.integer({ min: -10, max: 1e9 }), fc.double({ noNaN: true }));
const maybe = fc.option(hint, { nil: undefined });
const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const lowest = () => 0;
const highest = () => 1;

test('a return is spread over twelve seconds, or over what the server asked for', () => {
	assert.deepEqual(
		[0, 0.25, 0.5, 1].map((dice) => delay({ failures: 0 }, () => dice)),
		[0, 3_000, 6_000, 12_000],
	);
	assert.equal(delay({ failures: 0, retryMs: 20_000 }, highest), 20_000);
	assert.equal(delay({ failures: 0, retryMs: 3_000 }, highest), 12_000);
	assert.equal(delay({ failures: 0, retireMs: 60_000 }, highest), 60_000);
	assert.equal(delay({ failures: 0, retireMs: 2_000 }, highest), 2_000);
	assert.equal(
		delay({ failures: 3, retireMs: 60_000 }, () => 0.5),
		30_000,
	);
});

test('the ceiling doubles with every failure, from five seconds to a minute', () => {
	const ceilings = [1, 2, 3, 4, 5, 6, 50].map(
		(count) => delay({ failures: count, requests: 0 }, highest) / 1000,
	);
	assert.deepEqual(ceilings, [5, 10, 20, 40, 60, 60, 60]);
});

test('a third of the ceiling is always waited', () => {
	const floors = [2, 3, 4, 5, 50].map((count) => Math.round(delay({ failures: count }, lowest)));
	assert.deepEqual(floors, [3_333, 6_667, 13_333, 20_000, 20_000]);
});

test('who asks several times in a round waits two seconds for each at least, and six at the most', () => {
	for (const count of [1, 2, 3, 5, 8]) {
		const waits = [lowest, highest].map((dice) => delay({ failures: 1, requests: count }, dice));
		assert.deepEqual(waits, [2_000 * count, 6_000 * count]);
	}
	assert.equal(delay({ failures: 9, requests: 2 }, highest), 60_000);
});

test('a retry of the server’s spreads a return, and lifts no later ceiling', () => {
	const ceilings = [0, 1, 2, 7].map((count) => delay({ failures: count, retryMs: 200_000 }, highest) / 1000);
	assert.deepEqual(ceilings, [200, 6, 10, 60]);
});

test('whatever the server asks for, a wait is neither negative nor longer than ten minutes', () => {
	fc.assert(
		fc.property(
			failures,
			requests,
			maybe,
			maybe,
			maybe,
			random,
			(count, requests, retryMs, retireMs, retryAfterMs, dice) => {
				const wait = delay({ failures: count, requests, retryMs, retireMs, retryAfterMs }, () => dice);
				assert.ok(wait >= 0 && wait <= 600_000, `${wait}`);
			},
		),
	);
});

test('nobody comes back before the server said, within one second and five minutes', () => {
	fc.assert(
		fc.property(failures, hint, random, (count, retryAfterMs, dice) => {
			const wait = delay({ failures: count, retryAfterMs }, () => dice);
			assert.ok(wait >= Math.min(Math.max(retryAfterMs, 1_000), 300_000));
		}),
	);
});

test('readers who were sent away together do not come back together', () => {
	const waits = (failures: number) =>
		[0, 0.25, 0.5, 0.75].map((dice) => delay({ failures, retryAfterMs: 60_000 }, () => dice));
	assert.deepEqual(waits(0), [60_000, 63_000, 66_000, 69_000]);
	assert.deepEqual(waits(1), [60_000, 67_500, 75_000, 82_500]);
});
