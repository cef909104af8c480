/** How long the client waits for what was lost, and what ends the wait. The network is scripted; time is turned by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFeed, server, snapshotOf, streamOf } from '../connected.ts';
import { settle } from '../network.ts';
import { aSnapshot, change, record, snapshot } from '../records.ts';

test('a lost stream is back within twelve seconds, and streams that break off early wait longer each time', async () => {
	const { call, live, lastly, advance, environment } = await aFeed();
	await live();
	await advance(10_000);
	for (const [index, wait] of [6_000, 4_000, 6_667, 13_334].entries()) {
		await lastly('close');
		assert.deepEqual(environment.timers(), [wait], `after loss ${index + 1}`);
		await advance(wait);
		call(-1).frame(change(1, []));
		await settle();
	}
	await advance(10_000);
	await lastly('close');
	assert.deepEqual(environment.timers(), [6_000]);
});

test('a browser’s timers know no fractions of a millisecond: what waits comes when it is due, and not twice as late', async () => {
	const { call, live, lastly, advance, environment, asked } = await aFeed({}, { random: () => 0.123_456_7 });
	await live();
	await advance(10_000);
	await lastly('close');
	const [wait = 0] = environment.timers();
	assert.equal(wait, 1_482);
	await advance(wait);
	assert.equal(asked().length, 2);
	call(1).frame(change(1, []));
	await settle();
});

test('the server’s retry spreads the return, within one second and five minutes', async () => {
	for (const [retry, wait] of [
		['60000', 30_000],
		['1', 6_000],
		['999999999', 150_000],
		['soon', 6_000],
	] as const) {
		const { call, live, lastly, advance, environment } = await aFeed();
		call(0).send(`retry: ${retry}\n\n`);
		await live();
		await advance(10_000);
		await lastly('close');
		assert.deepEqual(environment.timers(), [wait], retry);
	}
});

test('a server that retires is left alone for as long as it asked, within one second and five minutes', async () => {
	for (const [afterMs, wait] of [
		[20_000, 10_000],
		[0, 500],
		[1e9, 150_000],
	] as const) {
		const { call, live, asked, connection, environment, advance } = await aFeed();
		await live();
		call(0).frame({ name: 'retire', data: { v: 1, afterMs } });
		await settle();
		assert.deepEqual([connection(), environment.timers()], ['retired', [wait]]);
		environment.show(true);
		environment.tell('online');
		await settle();
		await advance(wait - 1);
		assert.deepEqual([asked().length, connection()], [1, 'retired']);
		await advance(10_000);
		assert.equal(asked().length, 2);
	}
});

test('a server that is busy is left alone for as long as it asked, within one second and five minutes', async () => {
	for (const [header, least] of [
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
		// Neither is its snapshot asked for.
		assert.deepEqual([calls.length, connection()], [1, 'reconnecting'], header);
		environment.tell('online');
		await settle();
		await advance(least - 1);
		assert.equal(calls.length, 1, header);
		await advance(10_001);
		assert.equal(calls.length, 2, header);
	}
});

test('the network’s return and the reader’s end the wait at once', async () => {
	const { calls, lastly, environment } = await aFeed();
	await lastly('close');
	await lastly('fail');
	assert.equal(calls.length, 2);
	environment.tell('online');
	await settle();
	assert.equal(calls.length, 3);
	await lastly('close');
	environment.show(false);
	await settle();
	assert.equal(calls.length, 3);
	environment.show(true);
	await settle();
	assert.equal(calls.length, 4);
	assert.equal(calls[3]?.address, streamOf(server));
});

test('a server that hangs and then comes back is found again within a minute, and its stream is trusted', async () => {
	const { calls, connection, environment, advance } = await aFeed();
	// Five minutes in which connections are taken and nothing is ever said.
	for (let second = 0; second < 300; second += 1) await advance(1_000);
	assert.ok(calls.length >= 6 && calls.length <= 15, `${calls.length} tries`);
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

test('a server that answers nothing is asked for its stream, its stream, its snapshot, and so on', async () => {
	const { lastly, asked, environment, advance } = await aFeed();
	await lastly('fail');
	await lastly('fail');
	for (let round = 0; round < 6; round += 1) {
		const [wait = 0] = environment.timers();
		await advance(wait);
		await lastly('fail');
	}
	const [stream, one] = [streamOf(server), snapshotOf(server)];
	assert.deepEqual(asked(), [stream, one, stream, one, stream, stream, one, stream]);
});
