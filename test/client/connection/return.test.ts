/**
 * How long the client waits after a loss, and what ends the wait. The network is scripted, and the
 * test advances the clock.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aSnapshot, change, record, snapshot } from '../records.ts';
import { aFeed, server, snapshotOf, streamOf } from '../scripted-feed.ts';
import { settle } from '../scripted-network.ts';

test('a lost stream is opened again within twelve seconds; after streams that end early the waits grow', async () => {
	const { call, goLive, endLast, advance, environment } = await aFeed();
	await goLive();
	await advance(10_000);
	for (const [index, wait] of [6_000, 4_000, 6_667, 13_334].entries()) {
		await endLast('close');
		assert.deepEqual(environment.timers(), [wait], `after loss ${index + 1}`);
		await advance(wait);
		call(-1).frame(change(1, []));
		await settle();
	}
	await advance(10_000);
	await endLast('close');
	assert.deepEqual(environment.timers(), [6_000]);
});

test('waits are rounded up, because browser timers cut fractions of a millisecond off', async () => {
	const { call, goLive, endLast, advance, environment, requested } = await aFeed(
		{},
		{ random: () => 0.123_456_7 },
	);
	await goLive();
	await advance(10_000);
	await endLast('close');
	const [wait = 0] = environment.timers();
	assert.equal(wait, 1_482);
	await advance(wait);
	assert.equal(requested().length, 2);
	call(1).frame(change(1, []));
	await settle();
});

test('the retry field of a stream spreads the return, clamped to one second and five minutes', async () => {
	for (const [retry, wait] of [
		['60000', 30_000],
		['1', 6_000],
		['999999999', 150_000],
		['9'.repeat(400), 150_000],
		['soon', 6_000],
	] as const) {
		const { call, goLive, endLast, advance, environment } = await aFeed();
		call(0).send(`retry: ${retry}\n\n`);
		await goLive();
		await advance(10_000);
		await endLast('close');
		assert.deepEqual(environment.timers(), [wait], retry);
	}
});

test('no request goes to a server that retires before the time that it asked for, clamped to five minutes', async () => {
	for (const [afterMs, wait] of [
		[20_000, 10_000],
		[0, 500],
		[1e9, 150_000],
	] as const) {
		const { call, goLive, requested, connection, environment, advance } = await aFeed();
		await goLive();
		call(0).frame({ name: 'retire', data: { v: 1, afterMs } });
		await settle();
		assert.deepEqual([connection(), environment.timers()], ['retired', [wait]]);
		environment.setVisible(true);
		environment.fire('online');
		await settle();
		await advance(wait - 1);
		assert.deepEqual([requested().length, connection()], [1, 'retired']);
		await advance(10_000);
		assert.equal(requested().length, 2);
	}
});

test('no request goes to a busy server before the end of Retry-After, clamped to one second and five minutes', async () => {
	for (const [header, leastMs] of [
		['40', 40_000],
		['0', 1_000],
		['-5', 1_000],
		['1', 1_000],
		['86400', 300_000],
		['Tue, 24 Nov 2026 14:01:00 GMT', 60_000],
	] as const) {
		const { call, calls, connection, environment, advance } = await aFeed();
		call(0).answer('', { status: 503, headers: { 'retry-after': header } });
		await settle();
		// The snapshot is not requested either.
		assert.deepEqual([calls.length, connection()], [1, 'reconnecting'], header);
		environment.fire('online');
		await settle();
		await advance(leastMs - 1);
		assert.equal(calls.length, 1, header);
		await advance(10_001);
		assert.equal(calls.length, 2, header);
	}
});

test('the wait ends at once when the network is back or the page becomes visible', async () => {
	const { calls, endLast, environment } = await aFeed();
	await endLast('close');
	await endLast('fail');
	assert.equal(calls.length, 2);
	environment.fire('online');
	await settle();
	assert.equal(calls.length, 3);
	await endLast('close');
	environment.setVisible(false);
	await settle();
	assert.equal(calls.length, 3);
	environment.setVisible(true);
	await settle();
	assert.equal(calls.length, 4);
	assert.equal(calls[3]?.address, streamOf(server));
});

test('a server that hangs for five minutes and then recovers is live again within two minutes', async () => {
	const { calls, connection, environment, advance } = await aFeed();
	// Five minutes in which requests are accepted and never answered.
	for (let second = 0; second < 300; second += 1) await advance(1_000);
	assert.ok(calls.length >= 6 && calls.length <= 15, `${calls.length} requests`);
	assert.ok(Math.max(...environment.timers()) <= 60_000);
	for (let second = 0; connection() !== 'live' && second < 120; second += 1) {
		await advance(1_000);
		const last = calls.at(-1);
		if (last?.signal.aborted) continue;
		if (last?.address.startsWith(streamOf(server))) last.frame(snapshot(1, [record('n1', 1)]));
		else last?.snapshot(aSnapshot(1, [record('n1', 1)]));
		await settle();
	}
	assert.equal(connection(), 'live');
});

test('a server that does not answer is asked for its stream twice, then for its snapshot, and so on', async () => {
	const { endLast, requested, environment, advance } = await aFeed();
	await endLast('fail');
	await endLast('fail');
	for (let round = 0; round < 6; round += 1) {
		const [wait = 0] = environment.timers();
		await advance(wait);
		await endLast('fail');
	}
	const [stream, one] = [streamOf(server), snapshotOf(server)];
	assert.deepEqual(requested(), [stream, one, stream, one, stream, stream, one, stream]);
});
