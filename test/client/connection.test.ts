/** When the client gives up on a stream, and what brings it back. The network is scripted; time is turned by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFeed } from '../../src/client/feed.ts';
import { heartbeat } from '../../src/model/wire.ts';
import { aFeed, server, snapshotOf, streamOf } from './connected.ts';
import { fakeEnvironment } from './fake-environment.ts';
import { settle } from './network.ts';
import { aNotice, aSnapshot, change, ids, record, snapshot } from './records.ts';

test('a server that says nothing whole within four seconds is given up, whatever trickles', async () => {
	const { call, calls, live, lastly, advance } = await aFeed();
	await live();
	await advance(10_000);
	await lastly('close');
	await advance(5_000);
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
	await advance(5_000);
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

test('a lost stream is back within ten seconds, and streams that break off early wait longer each time', async () => {
	const { call, live, lastly, advance, environment } = await aFeed();
	await live();
	await advance(10_000);
	for (const [index, wait] of [5_000, 4_000, 6_667, 13_334].entries()) {
		await lastly('close');
		assert.deepEqual(environment.timers(), [wait], `after loss ${index + 1}`);
		await advance(wait);
		call(-1).frame(change(1, []));
		await settle();
	}
	await advance(10_000);
	await lastly('close');
	assert.deepEqual(environment.timers(), [5_000]);
});

test('a browser’s timers know no fractions of a millisecond: what waits comes when it is due, and not twice as late', async () => {
	const { call, live, lastly, advance, environment, asked } = await aFeed({}, { random: () => 0.123_456_7 });
	await live();
	await advance(10_000);
	await lastly('close');
	const [wait = 0] = environment.timers();
	assert.equal(wait, 1_235);
	await advance(wait);
	assert.equal(asked().length, 2);
	call(1).frame(change(1, []));
	await settle();
});

test('the server’s retry spreads the return, within one second and five minutes', async () => {
	for (const [retry, wait] of [
		['60000', 30_000],
		['1', 5_000],
		['999999999', 150_000],
		['soon', 5_000],
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

test('a computer that slept does not trust its socket', async () => {
	const { call, live, environment } = await aFeed();
	await live();
	environment.show(true);
	await settle();
	assert.equal(call(0).signal.aborted, false);
	environment.jump(8 * 3_600_000);
	environment.show(true);
	await settle();
	assert.equal(call(0).signal.aborted, true);
});

test('a page in the back/forward cache holds no socket, and catches up when it is shown again', async () => {
	const { call, calls, live, advance, environment, feed } = await aFeed();
	await live();
	environment.tell('pagehide');
	await settle();
	assert.equal(call(0).signal.aborted, true);
	assert.equal(feed.snapshot().connection, 'reconnecting');
	await advance(3_600_000);
	assert.equal(calls.length, 1);
	environment.tell('pageshow');
	environment.tell('pageshow');
	await settle();
	assert.equal(calls.length, 2);
	assert.equal(call(1).address, `${streamOf(server)}?since=1`);
});

test('the connection outlives an element that is moved, and ends when nobody listens any more', async () => {
	const { call, calls, live, advance, environment, feed, leave } = await aFeed();
	await live();
	leave();
	leave();
	await advance(4_999);
	const leaveAgain = feed.subscribe(() => undefined);
	await advance(5_000);
	assert.equal(call(0).signal.aborted, false);
	leaveAgain();
	await advance(5_000);
	assert.equal(call(0).signal.aborted, true);
	assert.deepEqual(environment.timers(), []);
	feed.subscribe(() => undefined);
	await settle();
	assert.equal(calls.length, 2);
});

test('a feed that was closed stays closed', async () => {
	const { call, calls, live, environment, feed } = await aFeed();
	await live();
	feed.close();
	feed.subscribe(() => undefined);
	for (const event of ['pageshow', 'online', 'visibilitychange']) environment.tell(event);
	await settle();
	assert.equal(call(0).signal.aborted, true);
	assert.equal(calls.length, 1);
	assert.deepEqual(environment.timers(), []);
});

test('a feed that is closed while it asks asks nobody else, and waits for nothing', async () => {
	const mirrors = 'https://cdn.example.org/snapshot.json';
	for (let asked = 1; asked <= 3; asked += 1) {
		const { calls, environment, feed, lastly } = await aFeed({ mirrors });
		while (calls.length < asked) await lastly('fail');
		feed.close();
		await settle();
		assert.deepEqual([calls.length, environment.timers()], [asked, []], `while ${asked}`);
	}
});

test('what an earlier page knew is shown at once, with the age that it has', async () => {
	const { live, environment, feed } = await aFeed();
	await live();
	feed.close();
	const heardAt = feed.snapshot().heardAt;
	for (const age of [0, 60_001, 6 * 86_400_000]) {
		const later = fakeEnvironment({ storage: () => environment.localStorage });
		later.advance(age);
		const shown = createFeed({ source: server }, later, () => undefined).snapshot();
		assert.deepEqual([ids(shown.state), shown.connection, shown.heardAt], [['n1'], 'connecting', heardAt]);
	}
});

test('pages that believe other keys or another site do not share what they remember', async () => {
	const { live, environment, feed } = await aFeed();
	await live();
	feed.close();
	for (const settings of [{ keys: 'a pin' }, { site: 'site-a' }]) {
		const other = fakeEnvironment({ storage: () => environment.localStorage });
		const shown = createFeed({ source: server, ...settings }, other, () => undefined).snapshot();
		assert.deepEqual(ids(shown.state), []);
	}
});

test('a page can say something of its own before any server was heard', async () => {
	const { feed, live } = await aFeed();
	feed.announce(aNotice({ title: 'We are having trouble reaching our servers.' }));
	assert.deepEqual(ids(feed.snapshot().state), ['candor-local']);
	await live();
	assert.deepEqual(ids(feed.snapshot().state), ['candor-local', 'n1']);
	feed.announce(null);
	assert.deepEqual(ids(feed.snapshot().state), ['n1']);
});
