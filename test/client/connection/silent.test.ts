/**
 * Streams that are open and bring no data, because a proxy holds them back. The network is
 * scripted.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aSnapshot, change, record, snapshot } from '../records.ts';
import { aFeed, server, snapshotOf, streamOf } from '../scripted-feed.ts';
import { settle } from '../scripted-network.ts';

const one = aSnapshot(1, [record('n1', 1)]);

test('after two silent streams in a row the page polls for ten minutes, then requests the stream again', async () => {
	const { call, calls, requested, connection, advance, environment } = await aFeed();
	const silentStream = async () => {
		assert.ok(call(-1).address.startsWith(streamOf(server)));
		call(-1).send(': candor\n\n');
		await advance(4_000);
		call(-1).snapshot(one);
		await settle();
		assert.equal(connection(), 'polling');
	};
	await silentStream();
	await advance(environment.timers()[0] ?? 0);
	await silentStream();
	const since = environment.performance.now();
	while (environment.performance.now() - since < 595_000) {
		const [next = 0] = environment.timers();
		assert.ok(next >= 5_000, `${next}`);
		await advance(next);
		if (call(-1).address !== snapshotOf(server)) break;
		call(-1).snapshot(one);
		await settle();
	}
	assert.equal(environment.performance.now() - since, 600_000);
	assert.equal(requested().at(-1), `${streamOf(server)}?since=1`);
	assert.ok(calls.length <= 16, `${calls.length} requests in ten minutes`);
	call(-1).frame(change(1, []));
	await settle();
	assert.equal(connection(), 'live');
});

test('streams that start well and then become silent are paused as well', async () => {
	const { call, goLive, connection, advance, environment } = await aFeed();
	await goLive();
	await advance(37_500);
	assert.equal(connection(), 'reconnecting');
	await advance(environment.timers()[0] ?? 0);
	call(-1).frame(change(1, []));
	await settle();
	await advance(37_500);
	await advance(environment.timers()[0] ?? 0);
	assert.equal(call(-1).address, snapshotOf(server));
	call(-1).snapshot(one);
	await settle();
	assert.equal(connection(), 'polling');
});

test('while all requests hang, silent streams are not counted, and the first stream that works is used', async () => {
	const { call, calls, connection, advance, environment } = await aFeed();
	for (let round = 0; round < 2; round += 1) {
		while (environment.timers().length && calls.at(-1)?.signal.aborted === false) await advance(1_000);
		await advance(environment.timers()[0] ?? 0);
	}
	while (!call(-1).address.startsWith(streamOf(server)) || call(-1).signal.aborted) await advance(1_000);
	call(-1).frame(snapshot(1, [record('n1', 1)]));
	await settle();
	assert.equal(connection(), 'live');
});
