/** The end of a server, as its readers see it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drainEvenly } from '../../../server/streaming/hub/drain.ts';
import { aHandClock } from '../../support/hand-clock.ts';
import { aHub, all } from '../../support/hub.ts';

test('a drain ends every stream with the frame that asks to come back', async (context) => {
	const { hub, join } = await aHub(context);
	const told = [all(await join()), all(await join())];
	await hub.drain(0, 1_000);
	for (const text of await Promise.all(told)) assert.equal(text, 'first[retire]');
	assert.deepEqual([hub.size, hub.draining], [0, true]);
});

test('a drain ends even a reader who reads nothing', async (context) => {
	const { hub, join } = await aHub(context);
	const stuck = await join();
	stuck.pause();
	hub.publish(Buffer.alloc(16 * 1024 * 1024, 'x'));
	await hub.drain(0, 50);
	assert.equal(hub.size, 0);
});

test('those who are still there during a drain get what is published', async (context) => {
	const clock = aHandClock();
	const { hub, join } = await aHub(context, { clock });
	const told = [];
	for (let count = 0; count < 10; count++) told.push(all(await join()));
	const drained = hub.drain(1_000, 1_000);
	for (let second = 0; second < 20; second++) {
		if (second === 10) hub.publish(Buffer.from('[late news]'));
		clock.pass(50);
		await new Promise(setImmediate);
	}
	await drained;
	const texts = await Promise.all(told);
	assert.equal(texts.filter((text) => text.endsWith('[retire]')).length, 10);
	const informed = texts.filter((text) => text.includes('[late news]')).length;
	assert.ok(informed >= 4 && informed <= 6, String(informed));
});

test('10,000 readers over 60 s: never more than 400 in any second, and all within the window', async () => {
	const clock = aHandClock();
	let remaining = 10_000;
	const inSecond: number[] = Array(61).fill(0);
	const began = clock.now();
	const drained = drainEvenly(
		clock,
		60_000,
		() => remaining,
		(count) => {
			remaining -= count;
			const second = Math.floor((clock.now() - began) / 1_000);
			inSecond[second] = (inSecond[second] ?? 0) + count;
		},
	);
	for (let step = 0; step < 1_200; step++) {
		clock.pass(50);
		await Promise.resolve();
	}
	await drained;
	assert.equal(remaining, 0);
	assert.ok(Math.max(...inSecond) <= 400, String(Math.max(...inSecond)));
	assert.ok(Math.min(...inSecond.slice(0, 59)) >= 100);
});
