/** When the client gives up on a stream, and what brings it back. The network is scripted; time is turned by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heartbeat } from '../../../src/model/wire/wire.ts';
import { aFeed, server, snapshotOf, streamOf } from '../connected.ts';
import { settle } from '../network.ts';
import { snapshot } from '../records.ts';

test('a server that says nothing whole within four seconds is given up, whatever trickles', async () => {
	const { call, calls, live, lastly, advance } = await aFeed();
	await live();
	await advance(10_000);
	await lastly('close');
	await advance(6_000);
	call(1).send(': candor\n\n');
	await advance(3_000);
	call(1).send(heartbeat);
	await settle();
	await advance(999);
	assert.equal(call(1).signal.aborted, false);
	await advance(1);
	assert.equal(call(1).signal.aborted, true);
	assert.equal(calls[2]?.address, snapshotOf(server));
});

test('while nothing is known and there is a snapshot to ask for, two seconds are enough', async () => {
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

test('silence of two and a half heartbeats ends a stream, and a heartbeat keeps it', async () => {
	const { call, calls, live, advance, connection } = await aFeed();
	await live();
	await advance(30_000);
	call(0).send(heartbeat);
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

test('a heartbeat that makes no sense is kept within reason', async () => {
	for (const [heartbeatMs, silence] of [
		[1, 2_500],
		[1e9, 300_000],
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

test('how long ago the server was heard is right to the last heartbeat', async () => {
	const { call, live, advance, feed } = await aFeed();
	await live();
	const { heardAt } = feed.snapshot();
	await advance(20_000);
	call(0).send(heartbeat);
	await settle();
	assert.equal(feed.snapshot().heardAt, heardAt);
	await advance(20_000);
	call(0).close();
	await settle();
	assert.equal(feed.snapshot().heardAt, (heardAt ?? 0) + 20_000);
});
