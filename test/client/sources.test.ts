/** Who is asked when, where a status has several servers and static copies. The network is scripted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFeed, mirror, second, server, snapshotOf, streamOf } from './connected.ts';
import { at, start } from './fake-environment.ts';
import { settle } from './network.ts';
import { aSnapshot, change, ids, record, snapshot } from './records.ts';

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

test('a mirror is asked last, and its state is as old as its file', async () => {
	const { asked, call, lastly, connection, feed, environment } = await aFeed({ mirrors: mirror });
	await lastly('fail');
	await lastly('fail');
	assert.deepEqual(asked(), [streamOf(server), snapshotOf(server), mirror]);
	call(2).snapshot(one, {
		'last-modified': 'Tue, 24 Nov 2026 13:40:00 GMT',
		date: 'Tue, 24 Nov 2026 14:00:00 GMT',
	});
	await settle();
	assert.equal(connection(), 'polling');
	assert.deepEqual(ids(feed.snapshot().state), ['n1']);
	assert.equal(feed.snapshot().heardAt, start - 20 * 60_000);
	assert.ok(Math.max(...environment.timers()) <= 10_000, 'The server is asked again soon.');
});

test('a mirror that does not say how old its file is has the age of its last change', async () => {
	const { call, lastly, feed } = await aFeed({ mirrors: mirror });
	await lastly('fail');
	await lastly('fail');
	call(2).snapshot(aSnapshot(1, [], { at: at(-3_600_000) }));
	await settle();
	assert.equal(feed.snapshot().heardAt, start - 3_600_000);
});

test('a mirror that is older than what is known is a failed source, not a state', async () => {
	const { call, lastly, connection, feed, advance } = await aFeed({ mirrors: `${mirror} ${mirror}?2` });
	call(0).frame(snapshot(5, [record('n5', 5)], { at: at(0) }));
	await settle();
	await advance(10_000);
	const { heardAt } = feed.snapshot();
	await lastly('close');
	await advance(2_000);
	const older = aSnapshot(4, [record('n4', 4)], { at: at(-60_000) });
	call(-1).snapshot(older, { 'last-modified': 'Tue, 24 Nov 2026 14:00:00 GMT' });
	await settle();
	assert.deepEqual([ids(feed.snapshot().state), feed.snapshot().heardAt], [['n5'], heardAt]);
	assert.equal(connection(), 'reconnecting');
});

test('a captive portal’s page, a cut answer and another type of content are failed sources', async () => {
	const text = JSON.stringify(one);
	const json = { headers: { 'content-type': 'application/json' } };
	const html = { headers: { 'content-type': 'text/html' } };
	for (const [body, init] of [
		['<h1>Welcome to our hotel</h1>', html],
		[text, html],
		[text, { headers: { 'content-type': 'text/plain' } }],
		[text.slice(0, -20), json],
		['', json],
		['{}', json],
		['<h1>Welcome</h1>', json],
		[text, { status: 203, ...json }],
		[text, { status: 503, ...json }],
		[text, { status: 429, ...json }],
	] as const) {
		const { call, asked, connection, feed } = await aFeed({ mirrors: mirror });
		call(0).answer(body, init);
		await settle();
		call(1).answer(body, init);
		await settle();
		assert.deepEqual([asked().length, asked()[2]], [3, mirror], body);
		call(2).answer(body, init);
		await settle();
		assert.deepEqual(
			[connection(), ids(feed.snapshot().state), feed.snapshot().heardAt],
			['reconnecting', [], null],
		);
	}
});

test('a stream that says nothing twice is left alone for ten minutes, while its snapshot is polled', async () => {
	const { call, calls, asked, connection, advance, environment } = await aFeed();
	const mute = async () => {
		assert.ok(call(-1).address.startsWith(streamOf(server)));
		call(-1).send(': candor\n\n');
		await advance(4_000);
		call(-1).snapshot(one);
		await settle();
		assert.equal(connection(), 'polling');
	};
	await mute();
	await advance(environment.timers()[0] ?? 0);
	await mute();
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
	assert.equal(asked().at(-1), `${streamOf(server)}?since=1`);
	assert.ok(calls.length <= 16, `${calls.length} requests in ten minutes`);
	call(-1).frame(change(1, []));
	await settle();
	assert.equal(connection(), 'live');
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
