/**
 * A working server is lost and hangs from then on: whatever the random numbers are, the next source
 * is requested soon.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedSettings } from '../../../src/client/connection/source.ts';
import { aFeed, mirror, second, server, streamOf } from '../scripted-feed.ts';

const randomNumbers = [0, 0.01, 0.05, 0.1, 0.15, 0.19, 0.5, 0.999];
const stepMs = 100;

/** The longest time until `next` is requested, over all pairs of random numbers. */
async function worstWait(settings: Partial<FeedSettings>, next: string): Promise<number> {
	let worst = 0;
	for (const one of randomNumbers)
		for (const other of randomNumbers) {
			let drawn = 0;
			const { goLive, advance, endLast, requested, feed } = await aFeed(settings, {
				random: () => (drawn++ % 2 ? other : one),
			});
			await goLive();
			await advance(15_000);
			drawn = 0;
			await endLast('close');
			let passed = 0;
			for (; passed < 20_000 && !requested().some((address) => address.startsWith(next)); passed += stepMs)
				await advance(stepMs);
			worst = Math.max(worst, passed);
			feed.close();
		}
	return worst;
}

test('a second server is requested within three seconds', async () => {
	const waitMs = await worstWait({ source: `${server} ${second}` }, streamOf(second));
	assert.ok(waitMs <= 3_000, `${waitMs} ms`);
});

test('a mirror is requested within five seconds', async () => {
	const waitMs = await worstWait({ mirrors: mirror }, mirror);
	assert.ok(waitMs <= 5_000, `${waitMs} ms`);
});
