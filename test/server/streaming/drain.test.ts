/** The end of a server, as its clients see it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drainEvenly } from '../../../server/streaming/hub/drain.ts';
import { aHub, all } from '../../support/hub.ts';
import { aManualClock } from '../../support/manual-clock.ts';

test('a drain ends every stream with a retire frame', async (context) => {
	const { hub, join } = await aHub(context);
	const streams = [all(await join()), all(await join())];
	await hub.drain(0, 1_000);
	for (const text of await Promise.all(streams)) assert.equal(text, 'first[retire]');
	assert.deepEqual([hub.size, hub.draining], [0, true]);
});

test('a drain disconnects a client that reads nothing', async (context) => {
	const { hub, join } = await aHub(context);
	const stalled = await join();
	stalled.pause();
	hub.publish(Buffer.alloc(16 * 1024 * 1024, 'x'));
	await hub.drain(0, 50);
	assert.equal(hub.size, 0);
});

test('streams that are still open during a drain get every frame', async (context) => {
	const clock = aManualClock();
	const { hub, join } = await aHub(context, { clock });
	const streams = [];
	for (let count = 0; count < 10; count++) streams.push(all(await join()));
	const drained = hub.drain(1_000, 1_000);
	for (let step = 0; step < 20; step++) {
		if (step === 10) hub.publish(Buffer.from('[late news]'));
		clock.advance(50);
		await new Promise(setImmediate);
	}
	await drained;
	const texts = await Promise.all(streams);
	assert.equal(texts.filter((text) => text.endsWith('[retire]')).length, 10);
	const informed = texts.filter((text) => text.includes('[late news]')).length;
	assert.ok(informed >= 4 && informed <= 6, String(informed));
});

test('a drain of 10,000 streams over 60 s ends at most 400 per second, and all within the window', async () => {
	const clock = aManualClock();
	let remaining = 10_000;
	const perSecond: number[] = Array(61).fill(0);
	const startedAt = clock.now();
	const drained = drainEvenly(
		clock,
		60_000,
		() => remaining,
		(count) => {
			remaining -= count;
			const second = Math.floor((clock.now() - startedAt) / 1_000);
			perSecond[second] = (perSecond[second] ?? 0) + count;
		},
	);
	for (let step = 0; step < 1_200; step++) {
		clock.advance(50);
		await Promise.resolve();
	}
	await drained;
	assert.equal(remaining, 0);
	assert.ok(Math.max(...perSecond) <= 400, String(Math.max(...perSecond)));
	assert.ok(Math.min(...perSecond.slice(0, 59)) >= 100);
});
