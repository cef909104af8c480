/** Visitors whose product is down: every visitor returns soon, and they do not all return at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { retryDelayMs } from '../../src/service-worker/page/retry-delay.ts';
import { seeded } from '../support/seeded-random.ts';

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const duration = fc.integer({ min: 0, max: 48 * 3_600_000 });

test('without Retry-After, the next try comes within a fifteenth of the outage, and after 4 s to 60 s', () => {
	fc.assert(
		fc.property(duration, share, (downMs, random) => {
			const wait = retryDelayMs(downMs, 0, () => random);
			assert.ok(wait >= 4_000 && wait <= 60_000);
			assert.ok(wait <= Math.max(8_000, downMs / 15));
		}),
	);
});

test('Retry-After is respected, within 1 s and 5 min, and spread over at least half of its length', () => {
	fc.assert(
		fc.property(duration, fc.integer({ min: 1, max: 10 ** 9 }), share, (downMs, hintMs, random) => {
			const wait = retryDelayMs(downMs, hintMs, () => random);
			assert.ok(wait >= Math.min(Math.max(hintMs, 1_000), 300_000));
			assert.ok(wait <= 300_000 + 150_000);
		}),
	);
});

test('10,000 visitors whose outage began in the same second do not return in a wave', () => {
	const random = seeded(1);
	const perSecond = new Array<number>(1_200).fill(0);
	for (let visitor = 0; visitor < 10_000; visitor++) {
		const start = random() * 1_000;
		for (let at = start; at < 1_200_000; at += retryDelayMs(at - start, 0, random)) {
			const second = Math.floor(at / 1_000);
			if (at > start) perSecond[second] = (perSecond[second] ?? 0) + 1;
		}
	}
	const most = (from: number, to: number): number => Math.max(...perSecond.slice(from, to));
	// At first twice the mean rate of a wait of 6 s; a tenth of it after a quarter of an hour.
	assert.ok(most(0, 120) <= 3_000, `${most(0, 120)}`);
	assert.ok(most(900, 1_200) <= 300, `${most(900, 1_200)}`);
});
