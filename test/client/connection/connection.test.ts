/** When the client gives up a stream. The network is scripted, and the test advances the clock. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snapshot, time } from '../records.ts';
import { aFeed, server, snapshotOf, streamOf } from '../scripted-feed.ts';
import { settle } from '../scripted-network.ts';

test('a stream without a frame within four seconds is given up, even if comments trickle in', async () => {
	const { call, calls, goLive, endLast, advance } = await aFeed();
	await goLive();
	await advance(10_000);
	await endLast('close');
	await advance(6_000);
	call(1).send(': candor\n\n');
	await advance(3_000);
	call(1).send(': more\n\n');
	await settle();
	await advance(999);
	assert.equal(call(1).signal.aborted, false);
	await advance(1);
	assert.equal(call(1).signal.aborted, true);
	assert.equal(calls[2]?.address, snapshotOf(server));
});

test('while the page shows nothing yet and can request a snapshot, the stream has two seconds', async () => {
	const { call, calls, advance } = await aFeed();
	await advance(1_999);
	assert.equal(call(0).signal.aborted, false);
	await advance(1);
	assert.equal(call(0).signal.aborted, true);
	await advance(3_999);
	assert.equal(call(1).signal.aborted, false);
	await advance(1);
	assert.equal(call(1).signal.aborted, true);
	assert.equal(calls.length, 2);
});

test('a stream without the server’s time for two and a half heartbeats is given up, and each heartbeat starts that time again', async () => {
	const { call, calls, goLive, advance, connection } = await aFeed();
	await goLive();
	await advance(30_000);
	call(0).frame(time(1));
	await settle();
	await advance(37_499);
	assert.equal(connection(), 'live');
	await advance(1);
	assert.equal(connection(), 'reconnecting');
	assert.equal(call(0).signal.aborted, true);
	await advance(6_000);
	assert.equal(call(1).address, `${streamOf(server)}?since=1`);
	assert.equal(calls.length, 2);
});

test('a heartbeat that is too short or too long is clamped', async () => {
	for (const [heartbeatMs, silence] of [
		[1, 2_500],
		[1e9, 150_000],
	] as const) {
		const { call, advance } = await aFeed();
		call(0).frame(snapshot(1, [], { heartbeatMs }));
		await settle();
		await advance(silence - 1);
		assert.equal(call(0).signal.aborted, false);
		await advance(1);
		assert.equal(call(0).signal.aborted, true);
	}
});

test('the time of the last contact includes the last heartbeat', async () => {
	const { call, goLive, advance, feed } = await aFeed();
	await goLive();
	const { heardAt } = feed.snapshot();
	await advance(20_000);
	call(0).frame(time(1));
	await settle();
	assert.equal(feed.snapshot().heardAt, heardAt);
	await advance(20_000);
	call(0).close();
	await settle();
	assert.equal(feed.snapshot().heardAt, (heardAt ?? 0) + 20_000);
});
