/**
 * Mirrors are requested last, and their state is as old as it says. The network is scripted.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, start } from '../fake-environment.ts';
import { aSnapshot, ids, record, snapshot } from '../records.ts';
import { aFeed, mirror, server, snapshotOf, streamOf } from '../scripted-feed.ts';
import { settle } from '../scripted-network.ts';

const otherMirror = 'https://cdn.example.net/status/snapshot.json';
const one = aSnapshot(1, [record('n1', 1)]);

test('a mirror is requested last, and its state is as old as it says, whatever the date of its file', async () => {
	const { requested, call, endLast, connection, feed, environment } = await aFeed({ mirrors: mirror });
	await endLast('fail');
	await endLast('fail');
	assert.deepEqual(requested(), [streamOf(server), snapshotOf(server), mirror]);
	call(2).snapshot(one, {
		'last-modified': 'Tue, 24 Nov 2026 13:40:00 GMT',
		date: 'Tue, 24 Nov 2026 14:00:00 GMT',
	});
	await settle();
	assert.equal(connection(), 'polling');
	assert.deepEqual(ids(feed.snapshot().state), ['n1']);
	assert.equal(feed.snapshot().heardAt, Date.parse(one.at));
	// Four seconds for each request of the round, with random numbers of a half.
	assert.equal(Math.max(...environment.timers()), 12_000, 'The server is requested again soon.');
});

test('a mirror without dates in its headers has the age of its content', async () => {
	const { call, endLast, feed } = await aFeed({ mirrors: mirror });
	await endLast('fail');
	await endLast('fail');
	call(2).snapshot(aSnapshot(1, [], { at: at(-3_600_000) }));
	await settle();
	assert.equal(feed.snapshot().heardAt, start - 3_600_000);
});

test('a mirror that is older than the state of the page is a failed source', async () => {
	const { call, endLast, connection, feed, advance } = await aFeed({ mirrors: `${mirror} ${mirror}?2` });
	call(0).frame(snapshot(5, [record('n5', 5)], { at: at(0) }));
	await settle();
	await advance(10_000);
	const { heardAt } = feed.snapshot();
	await endLast('close');
	await advance(2_000);
	const older = aSnapshot(4, [record('n4', 4)], { at: at(-60_000) });
	call(-1).snapshot(older, { 'last-modified': 'Tue, 24 Nov 2026 14:00:00 GMT' });
	await settle();
	assert.deepEqual([ids(feed.snapshot().state), feed.snapshot().heardAt], [['n5'], heardAt]);
	assert.equal(connection(), 'reconnecting');
});

test('the page of a captive portal, an incomplete answer and another type of content are failures', async () => {
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
		const { call, requested, connection, feed } = await aFeed({ mirrors: mirror });
		call(0).answer(body, init);
		await settle();
		call(1).answer(body, init);
		await settle();
		assert.deepEqual([requested().length, requested()[2]], [3, mirror], body);
		call(2).answer(body, init);
		await settle();
		assert.deepEqual(
			[connection(), ids(feed.snapshot().state), feed.snapshot().heardAt],
			['reconnecting', [], null],
		);
	}
});

test('a round that the second mirror answers counts every request that it made', async () => {
	const { requested, call, endLast, environment } = await aFeed(
		{ mirrors: `${mirror} ${otherMirror}` },
		{ random: () => 0 },
	);
	for (let failed = 0; failed < 3; failed += 1) await endLast('fail');
	call(3).snapshot(one);
	await settle();
	assert.deepEqual(requested(), [streamOf(server), snapshotOf(server), mirror, otherMirror]);
	// The shortest wait is two seconds for each request.
	assert.equal(Math.max(...environment.timers()), 8_000);
});

test('the last request of a round has the whole time, also when a server asked for a pause before it', async () => {
	const { requested, call, advance } = await aFeed({ mirrors: mirror });
	call(0).answer('', { status: 503, headers: { 'retry-after': '60' } });
	await settle();
	assert.deepEqual(requested(), [streamOf(server), mirror]);
	await advance(3_999);
	assert.equal(call(1).signal.aborted, false);
	await advance(1);
	assert.equal(call(1).signal.aborted, true);
});
