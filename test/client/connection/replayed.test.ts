/**
 * A cache or an attacker replays old bytes and keeps the connection open. The network is scripted.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isStale } from '../../../src/elements/shared/staleness.ts';
import { encodeFrame } from '../../../src/model/wire/frame-text.ts';
import { at, start } from '../fake-environment.ts';
import { aSnapshot, change, ids, record, snapshot, time } from '../records.ts';
import { aFeed, mirror, second, server, snapshotOf, streamOf } from '../scripted-feed.ts';
import { settle } from '../scripted-network.ts';
import { aKey, signedFrame } from '../trust/signing.ts';

const minute = 60_000;
const old = { at: at(-10 * minute) };
const green = aSnapshot(1, [], old);
const open = [record('n1', 2)];

test('a replayed stream is not live, and the snapshot and the next server are asked', async () => {
	const { call, requested, connection, feed } = await aFeed({ source: `${server} ${second}` });
	const seen: string[] = [];
	feed.subscribe(() => seen.push(connection()));
	call(0).frame({ name: 'snapshot', data: green });
	await settle();
	assert.equal(call(0).signal.aborted, true);
	assert.equal(requested()[1], `${streamOf(second)}?since=1`);
	call(1).frame(change(2, open));
	await settle();
	assert.deepEqual([connection(), ids(feed.snapshot().state)], ['live', ['n1']]);
	assert.deepEqual(seen, ['live']);
});

test('where everything is replayed, the page shows the age of the newest copy', async () => {
	const { call, requested, connection, feed, environment } = await aFeed({ mirrors: mirror });
	call(0).frame({ name: 'snapshot', data: green });
	await settle();
	call(1).snapshot(green, { date: 'Tue, 24 Nov 2026 13:50:00 GMT' });
	await settle();
	assert.deepEqual(requested(), [streamOf(server), snapshotOf(server), mirror]);
	call(2).snapshot(aSnapshot(1, [], { at: at(-5 * minute) }));
	await settle();
	assert.equal(connection(), 'polling');
	assert.equal(feed.snapshot().heardAt, start - 5 * minute);
	assert.ok(isStale(feed.snapshot(), environment.serverNow()));
});

test('a replayed stream is asked for again after ten minutes, and the snapshot is polled meanwhile', async () => {
	const { call, calls, requested, advance, connection } = await aFeed();
	call(0).frame({ name: 'snapshot', data: green });
	await settle();
	let waited = 0;
	for (; !requested().at(-1)?.includes('since'); waited += 1_000) {
		if (waited % minute === 0) call(-1).snapshot(aSnapshot(2, open));
		await advance(1_000);
	}
	assert.ok(waited >= 10 * minute && waited < 11 * minute, `${waited} ms`);
	assert.ok(calls.length >= 10, `${calls.length} requests`);
	call(-1).frame(change(2, []));
	await settle();
	assert.equal(connection(), 'live');
});

for (const [what, ago] of [
	['two minutes', 2 * minute],
	['a day', 24 * 60 * minute],
] as const)
	test(`in an open page a stream of ${what} ago is not live, whatever the visitor’s clock says`, async () => {
		const { call, goLive, endLast, advance, connection, feed, environment } = await aFeed();
		await goLive();
		environment.jumpClock(-48 * 60 * minute);
		await advance(10_000);
		const { heardAt } = feed.snapshot();
		await endLast('close');
		await advance(12_000);
		call(1).frame(change(1, [], { at: new Date(environment.serverNow() - ago).toISOString() }));
		await settle();
		assert.notEqual(connection(), 'live');
		assert.ok((feed.snapshot().heardAt ?? 0) >= (heardAt ?? 0), 'it does not become older');
	});

test('a stream that only keeps the connection open ends after two and a half heartbeats', async () => {
	const { call, goLive, advance, connection } = await aFeed();
	await goLive();
	for (let count = 0; count < 7; count += 1) {
		await advance(5_000);
		call(0).send(': \n\n');
		call(0).send(encodeFrame(time(1, { at: at(-10 * minute) })));
		await settle();
		if (connection() !== 'live') break;
	}
	assert.equal(connection(), 'reconnecting');
});

test('a heartbeat that names a change which never came ends the stream', async () => {
	const { call, goLive, connection, requested, advance } = await aFeed();
	await goLive();
	call(0).frame(time(1));
	await settle();
	assert.equal(connection(), 'live');
	call(0).frame(time(2));
	await settle();
	assert.equal(connection(), 'reconnecting');
	call(-1).fail();
	await settle();
	await advance(30_000);
	assert.equal(requested().at(-1), streamOf(server), 'with the whole state');
});

test('with keys a heartbeat counts only if it is signed', async () => {
	let now = start;
	const key = aKey(() => now);
	for (const isSigned of [true, false]) {
		now = start;
		const { call, advance, connection, refused } = await aFeed({ keys: key.pin });
		const sent = () => new Date(now).toISOString();
		call(0).send(signedFrame(snapshot(1, [], { at: sent() }), key.sign));
		// A signature is checked by another thread.
		while (connection() !== 'live') await settle();
		await advance(15_000);
		now += 15_000;
		const heartbeat = time(1, { at: sent() });
		call(0).send(isSigned ? signedFrame(heartbeat, key.sign) : encodeFrame(heartbeat));
		if (!isSigned) while (connection() === 'live') await settle();
		for (let count = 0; count < 20; count += 1) await settle();
		assert.deepEqual([connection(), refused], isSigned ? ['live', []] : ['reconnecting', ['unsigned']]);
	}
});

test('the date and the age that a cache states make an old stream old', async () => {
	// The visitor's clock is ten minutes behind, and cannot tell.
	const clock = { now: () => start - 10 * minute };
	for (const [headers, expected] of [
		[{}, 'live'],
		[{ date: 'Tue, 24 Nov 2026 14:00:00 GMT' }, 'connecting'],
		[{ date: 'Tue, 24 Nov 2026 13:50:00 GMT', age: '600' }, 'connecting'],
	] as const) {
		const { call, connection } = await aFeed({}, clock);
		call(0).answer(encodeFrame({ name: 'snapshot', data: green }), {
			headers: { 'content-type': 'text/event-stream', ...headers },
		});
		await settle();
		// The stream ends with its body.
		assert.equal(connection() === 'connecting' ? 'connecting' : 'live', expected);
	}
});
