/** In which order several servers and mirrors are requested. The network is scripted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aSnapshot, change, ids, record, snapshot } from '../records.ts';
import { aFeed, mirror, second, server, snapshotOf, streamOf } from '../scripted-feed.ts';
import { settle } from '../scripted-network.ts';

const both = { source: `${server} ${second}` };
const one = aSnapshot(1, [record('n1', 1)]);

test('when the first server cannot be reached, the second is requested at once', async () => {
	const { call, requested, endLast, connection, advance } = await aFeed(both);
	await endLast('fail');
	assert.deepEqual(requested(), [streamOf(server), streamOf(second)]);
	call(1).frame(snapshot(1, []));
	await settle();
	assert.equal(connection(), 'live');
	await advance(59_999);
	assert.equal(requested().length, 2);
});

test('when the first server hangs, the second is requested within three seconds, and a mirror within five', async () => {
	const { call, requested, advance } = await aFeed({ ...both, mirrors: mirror });
	await advance(2_000);
	assert.deepEqual(requested(), [streamOf(server), streamOf(second)]);
	call(1).fail();
	await settle();
	assert.equal(requested()[2], snapshotOf(server));
	const { requested: ofOneServer, advance: advanceIt } = await aFeed({ mirrors: mirror });
	await advanceIt(2_000);
	await advanceIt(2_000);
	assert.deepEqual(ofOneServer(), [streamOf(server), snapshotOf(server), mirror]);
});

test('when the stream of the first server is lost, the second resumes it within two seconds', async () => {
	const { call, requested, goLive, endLast, advance, connection, feed } = await aFeed(both, {
		random: () => 0.999,
	});
	await goLive();
	await advance(10_000);
	await endLast('close');
	await advance(2_000);
	assert.deepEqual(requested().slice(1), [`${streamOf(second)}?since=1`]);
	call(1).frame(change(2, [record('n2', 2)]));
	await settle();
	assert.equal(connection(), 'live');
	assert.deepEqual(ids(feed.snapshot().state), ['n1', 'n2']);
});

test('a hidden page that polls alone makes no requests until it is visible', async () => {
	const { call, calls, endLast, connection, environment, advance } = await aFeed();
	call(0).answer('', { status: 404 });
	await settle();
	call(1).snapshot(one);
	await settle();
	assert.equal(connection(), 'polling');
	environment.setVisible(false);
	await advance(3_600_000);
	assert.equal(calls.length, 2);
	environment.setVisible(true);
	await settle();
	assert.equal(calls.length, 3);
	await endLast('fail');
});

test('invalid addresses are left out, and a list may have several lines', async () => {
	const { requested, endLast } = await aFeed({
		source: server,
		mirrors: `\n\tjavascript:alert(1)\n\t${mirror}?v=1\n\tnot-an-address\n`,
	});
	await endLast('fail');
	await endLast('fail');
	assert.deepEqual(requested().slice(2), [mirror]);
});

test('when the first server retires, the second serves at once, and the first is not requested before the time it asked for', async () => {
	const { call, requested, goLive, connection, advance } = await aFeed(both);
	await goLive();
	await advance(10_000);
	call(0).frame({ name: 'retire', data: { v: 1, afterMs: 60_000 } });
	await settle();
	assert.equal(connection(), 'retired');
	await advance(2_000);
	assert.deepEqual(requested().slice(1), [`${streamOf(second)}?since=1`]);
	call(1).close();
	await settle();
	for (let passed = 0; passed < 27_000; passed += 1_000) {
		await advance(1_000);
		call(-1).fail();
		await settle();
	}
	assert.ok(
		requested()
			.slice(1)
			.every((address) => address.startsWith(second)),
	);
});

test('when the first server is busy, the second is requested at once, and the first after Retry-After', async () => {
	const { call, requested, connection, advance } = await aFeed(both);
	call(0).answer('', { status: 503, headers: { 'retry-after': '60' } });
	await settle();
	call(1).fail();
	await settle();
	call(2).snapshot(one);
	await settle();
	assert.deepEqual(requested(), [streamOf(server), streamOf(second), snapshotOf(second)]);
	assert.equal(connection(), 'polling');
	for (let passed = 0; passed < 59_000; passed += 1_000) {
		await advance(1_000);
		call(-1).fail();
		await settle();
	}
	assert.ok(
		requested()
			.slice(1)
			.every((address) => address.startsWith(second)),
	);
});
