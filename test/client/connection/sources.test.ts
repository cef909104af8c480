/** Who is asked when, where a status has several servers and static copies. The network is scripted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFeed, mirror, second, server, snapshotOf, streamOf } from '../connected.ts';
import { settle } from '../network.ts';
import { aSnapshot, change, ids, record, snapshot } from '../records.ts';

const both = { source: `${server} ${second}` };
const one = aSnapshot(1, [record('n1', 1)]);

test('when the first server cannot be reached, the second is asked at once', async () => {
	const { call, asked, lastly, connection, advance } = await aFeed(both);
	await lastly('fail');
	assert.deepEqual(asked(), [streamOf(server), streamOf(second)]);
	call(1).frame(snapshot(1, []));
	await settle();
	assert.equal(connection(), 'live');
	await advance(59_999);
	assert.equal(asked().length, 2);
});

test('when the first server hangs, the second is asked within three seconds, and a mirror within five', async () => {
	const { call, asked, advance } = await aFeed({ ...both, mirrors: mirror });
	await advance(2_000);
	assert.deepEqual(asked(), [streamOf(server), streamOf(second)]);
	call(1).fail();
	await settle();
	assert.equal(asked()[2], snapshotOf(server));
	const { asked: alone, advance: pass } = await aFeed({ mirrors: mirror });
	await pass(2_000);
	await pass(2_000);
	assert.deepEqual(alone(), [streamOf(server), snapshotOf(server), mirror]);
});

test('when the first server’s stream is lost, the second is asked within two seconds, from where the page stands', async () => {
	const { call, asked, live, lastly, advance, connection, feed } = await aFeed(both, { random: () => 0.999 });
	await live();
	await advance(10_000);
	await lastly('close');
	await advance(2_000);
	assert.deepEqual(asked().slice(1), [`${streamOf(second)}?since=1`]);
	call(1).frame(change(2, [record('n2', 2)]));
	await settle();
	assert.equal(connection(), 'live');
	assert.deepEqual(ids(feed.snapshot().state), ['n1', 'n2']);
});

test('the first server serves again once it was well twice in a row', async () => {
	const { call, calls, asked, lastly, advance, connection, feed } = await aFeed(both);
	const history: string[] = [];
	feed.subscribe(() => void history.push(connection()));
	await lastly('fail');
	const seldom = { heartbeatMs: 120_000 };
	call(1).frame(snapshot(1, [record('n1', 1)], seldom));
	await settle();
	const look = async (well: boolean) => {
		await advance(90_000);
		assert.equal(asked().at(-1), snapshotOf(server));
		if (well) call(-1).snapshot({ ...one, ...seldom });
		else call(-1).fail();
		await settle();
		call(1).send(': \n\n');
		await settle();
	};
	for (const well of [true, false, true]) await look(well);
	assert.equal(call(1).signal.aborted, false);
	await advance(90_000);
	call(-1).snapshot({ ...one, ...seldom });
	await settle();
	assert.equal(call(1).signal.aborted, true);
	await advance(2_000);
	assert.equal(asked().at(-1), `${streamOf(server)}?since=1`);
	call(-1).frame(change(2, [record('n2', 2)]));
	await settle();
	assert.deepEqual([connection(), ids(feed.snapshot().state)], ['live', ['n1', 'n2']]);
	const count = calls.length;
	await advance(200_000);
	assert.equal(calls.length, count);
});

test('a page that is hidden and polls for itself asks nobody until somebody looks', async () => {
	const { call, calls, lastly, connection, environment, advance } = await aFeed();
	call(0).answer('', { status: 404 });
	await settle();
	call(1).snapshot(one);
	await settle();
	assert.equal(connection(), 'polling');
	environment.show(false);
	await advance(3_600_000);
	assert.equal(calls.length, 2);
	environment.show(true);
	await settle();
	assert.equal(calls.length, 3);
	await lastly('fail');
});

test('addresses that cannot be used are left out, and a list may be written over several lines', async () => {
	const { asked, lastly } = await aFeed({
		source: server,
		mirrors: `\n\tjavascript:alert(1)\n\t${mirror}?v=1\n\tnot-an-address\n`,
	});
	await lastly('fail');
	await lastly('fail');
	assert.deepEqual(asked().slice(2), [mirror]);
});

test('when the first server retires, the second serves at once, and the first is left alone for as long as it asked', async () => {
	const { call, asked, live, connection, advance } = await aFeed(both);
	await live();
	await advance(10_000);
	call(0).frame({ name: 'retire', data: { v: 1, afterMs: 60_000 } });
	await settle();
	assert.equal(connection(), 'retired');
	await advance(2_000);
	assert.deepEqual(asked().slice(1), [`${streamOf(second)}?since=1`]);
	call(1).close();
	await settle();
	for (let passed = 0; passed < 27_000; passed += 1_000) {
		await advance(1_000);
		call(-1).fail();
		await settle();
	}
	assert.ok(
		asked()
			.slice(1)
			.every((address) => address.startsWith(second)),
	);
});

test('when the first server is busy, the second is asked at once, and the first not before it said', async () => {
	const { call, asked, connection, advance } = await aFeed(both);
	call(0).answer('', { status: 503, headers: { 'retry-after': '60' } });
	await settle();
	call(1).fail();
	await settle();
	call(2).snapshot(one);
	await settle();
	assert.deepEqual(asked(), [streamOf(server), streamOf(second), snapshotOf(second)]);
	assert.equal(connection(), 'polling');
	for (let passed = 0; passed < 59_000; passed += 1_000) {
		await advance(1_000);
		call(-1).fail();
		await settle();
	}
	assert.ok(
		asked()
			.slice(1)
			.every((address) => address.startsWith(second)),
	);
});
