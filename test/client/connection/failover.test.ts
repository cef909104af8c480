/** A server that was good is lost, and hangs from then on: whatever chance says, the next source is asked soon. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedSettings } from '../../../src/client/connection/source.ts';
import { aFeed, mirror, second, server, streamOf } from '../connected.ts';

const chances = [0, 0.01, 0.05, 0.1, 0.15, 0.19, 0.5, 0.999];
const stepMs = 100;

/** How long it takes until `next` is asked, in the worst case of all chances. */
async function worstWait(settings: Partial<FeedSettings>, next: string): Promise<number> {
	let worst = 0;
	for (const one of chances)
		for (const other of chances) {
			let drawn = 0;
			const { live, advance, lastly, asked, feed } = await aFeed(settings, {
				random: () => (drawn++ % 2 ? other : one),
			});
			await live();
			await advance(15_000);
			drawn = 0;
			await lastly('close');
			let passed = 0;
			for (; passed < 20_000 && !asked().some((address) => address.startsWith(next)); passed += stepMs)
				await advance(stepMs);
			worst = Math.max(worst, passed);
			feed.close();
		}
	return worst;
}

test('a second server is asked within three seconds', async () => {
	const waitMs = await worstWait({ source: `${server} ${second}` }, streamOf(second));
	assert.ok(waitMs <= 3_000, `${waitMs} ms`);
});

test('a static copy is asked within five seconds', async () => {
	const waitMs = await worstWait({ mirrors: mirror }, mirror);
	assert.ok(waitMs <= 5_000, `${waitMs} ms`);
});
