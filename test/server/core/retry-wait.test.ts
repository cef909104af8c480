/** How long the server waits before it asks another system again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryWaitMs } from '../../../server/core/retry-wait.ts';
import { backoffMs } from '../../../src/model/backoff.ts';
import { seeded } from '../../support/seeded-random.ts';

const limits = { minMs: 1_000, firstMs: 3_000, maxMs: 300_000 };
const hour = 3_600_000;
const longestAskedMs = 6 * hour;

test('without Retry-After it is the shared back-off', () => {
	for (const failures of [1, 2, 5, 50])
		for (const retryAfterMs of [undefined, 0, -5_000])
			assert.equal(
				retryWaitMs(failures, () => 0.5, { limits, retryAfterMs, longestAskedMs }),
				backoffMs(failures, () => 0.5, { limits }),
			);
});

test('it is never shorter than Retry-After, up to the cap of its use', () => {
	const random = seeded(3);
	for (const [asked, atLeast] of [
		[7_000, 7_000],
		[hour, hour],
		[6 * hour, 6 * hour],
		[7 * 24 * hour, 6 * hour],
	] as const)
		for (let failures = 1; failures <= 40; failures++) {
			const waitMs = retryWaitMs(failures, random, { limits, retryAfterMs: asked, longestAskedMs });
			assert.ok(waitMs >= atLeast, `${waitMs} ms after ${failures} failures`);
			assert.ok(waitMs <= Math.max(atLeast + limits.firstMs, limits.maxMs), `${waitMs} ms`);
		}
});

test('a short Retry-After does not shorten the back-off of a receiver that has failed for long', () => {
	const waitMs = retryWaitMs(40, () => 0, { limits, retryAfterMs: 1_000, longestAskedMs });
	assert.equal(waitMs, limits.maxMs / 3);
});

test('a thousand that were asked to return at one moment are spread', () => {
	const random = seeded(5);
	const waits = Array.from({ length: 1_000 }, () =>
		Math.round(retryWaitMs(1, random, { limits, retryAfterMs: hour, longestAskedMs }) / 100),
	);
	assert.ok(new Set(waits).size >= 25);
});
