/** Visitors whose product is down, seen from the product: nobody waits for long, and no herd comes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { waitMs } from '../../src/service-worker/page/wait.ts';

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const duration = fc.integer({ min: 0, max: 48 * 3_600_000 });

test('without a hint, the next try is at most a fifteenth of the outage away, and between 4 s and 60 s', () => {
	fc.assert(
		fc.property(duration, share, (downMs, random) => {
			const wait = waitMs(downMs, 0, () => random);
			assert.ok(wait >= 4_000 && wait <= 60_000);
			assert.ok(wait <= Math.max(8_000, downMs / 15));
		}),
	);
});

test('a hint is kept, within 1 s and 5 min, and spread over half as long again', () => {
	fc.assert(
		fc.property(duration, fc.integer({ min: 1, max: 10 ** 9 }), share, (downMs, hintMs, random) => {
			const wait = waitMs(downMs, hintMs, () => random);
			assert.ok(wait >= Math.min(Math.max(hintMs, 1_000), 300_000));
			assert.ok(wait <= 300_000 + 150_000);
		}),
	);
});

/** A small generator with a seed (mulberry32), so that a herd comes the same way every time. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

test('10,000 visitors who began to wait in the same second never come in a wave', () => {
	const random = seeded(1);
	const perSecond = new Array<number>(1_200).fill(0);
	for (let visitor = 0; visitor < 10_000; visitor++) {
		const start = random() * 1_000;
		for (let at = start; at < 1_200_000; at += waitMs(at - start, 0, random)) {
			const second = Math.floor(at / 1_000);
			if (at > start) perSecond[second] = (perSecond[second] ?? 0) + 1;
		}
	}
	const most = (from: number, to: number): number => Math.max(...perSecond.slice(from, to));
	// Twice the mean rate of a wait of 6 s at first; a tenth of it after a quarter of an hour.
	assert.ok(most(0, 120) <= 3_000, `${most(0, 120)}`);
	assert.ok(most(900, 1_200) <= 300, `${most(900, 1_200)}`);
});
