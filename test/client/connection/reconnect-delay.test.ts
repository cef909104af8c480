import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reconnectDelayMs } from '../../../src/client/connection/reconnect-delay.ts';

const failures = fc.integer({ min: 0, max: 5_000 });
const requests = fc.integer({ min: 0, max: 8 });
const hintMs = fc.oneof(fc.integer({ min: -10, max: 1e9 }), fc.double({ noNaN: true }));
const maybeMs = fc.option(hintMs, { nil: undefined });
const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const lowest = () => 0;
const highest = () => 1;

test('the return after a loss is spread over twelve seconds, or over the time that the server asked for', () => {
	assert.deepEqual(
		[0, 0.25, 0.5, 1].map((value) => reconnectDelayMs({ failures: 0 }, () => value)),
		[0, 3_000, 6_000, 12_000],
	);
	assert.equal(reconnectDelayMs({ failures: 0, retryMs: 20_000 }, highest), 20_000);
	assert.equal(reconnectDelayMs({ failures: 0, retryMs: 3_000 }, highest), 12_000);
	assert.equal(reconnectDelayMs({ failures: 0, retireMs: 60_000 }, highest), 60_000);
	assert.equal(reconnectDelayMs({ failures: 0, retireMs: 2_000 }, highest), 2_000);
	assert.equal(
		reconnectDelayMs({ failures: 3, retireMs: 60_000 }, () => 0.5),
		30_000,
	);
});

test('the ceiling doubles with every failure, from five seconds to a minute', () => {
	const ceilings = [1, 2, 3, 4, 5, 6, 50].map(
		(count) => reconnectDelayMs({ failures: count, requests: 0 }, highest) / 1000,
	);
	assert.deepEqual(ceilings, [5, 10, 20, 40, 60, 60, 60]);
});

test('the wait is at least a third of the ceiling', () => {
	const floors = [2, 3, 4, 5, 50].map((count) => Math.round(reconnectDelayMs({ failures: count }, lowest)));
	assert.deepEqual(floors, [3_333, 6_667, 13_333, 20_000, 20_000]);
});

test('a first failure waits two to six seconds for each request of the round', () => {
	for (const count of [1, 2, 3, 5, 8]) {
		const waits = [lowest, highest].map((value) => reconnectDelayMs({ failures: 1, requests: count }, value));
		assert.deepEqual(waits, [2_000 * count, 6_000 * count]);
	}
	assert.equal(reconnectDelayMs({ failures: 9, requests: 2 }, highest), 60_000);
});

test('the retry field of a stream spreads the return, and does not change later waits', () => {
	const ceilings = [0, 1, 2, 7].map(
		(count) => reconnectDelayMs({ failures: count, retryMs: 200_000 }, highest) / 1000,
	);
	assert.deepEqual(ceilings, [200, 6, 10, 60]);
});

test('whatever the server asks for, a wait is not negative and at most ten minutes', () => {
	fc.assert(
		fc.property(
			failures,
			requests,
			maybeMs,
			maybeMs,
			maybeMs,
			random,
			(count, requests, retryMs, retireMs, retryAfterMs, value) => {
				const wait = reconnectDelayMs(
					{ failures: count, requests, retryMs, retireMs, retryAfterMs },
					() => value,
				);
				assert.ok(wait >= 0 && wait <= 600_000, `${wait}`);
			},
		),
	);
});

test('no request is made before the end of Retry-After, which is clamped to one second and five minutes', () => {
	fc.assert(
		fc.property(failures, hintMs, random, (count, retryAfterMs, value) => {
			const wait = reconnectDelayMs({ failures: count, retryAfterMs }, () => value);
			assert.ok(wait >= Math.min(Math.max(retryAfterMs, 1_000), 300_000));
		}),
	);
});

test('clients that received Retry-After at the same moment return at different moments', () => {
	const waits = (failures: number) =>
		[0, 0.25, 0.5, 0.75].map((value) => reconnectDelayMs({ failures, retryAfterMs: 60_000 }, () => value));
	assert.deepEqual(waits(0), [60_000, 63_000, 66_000, 69_000]);
	assert.deepEqual(waits(1), [60_000, 67_500, 75_000, 82_500]);
});
