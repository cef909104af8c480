/** A feed lives as long as its page needs it, and remembers what it knew. The network is scripted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFeed } from '../../../src/client/feed/feed.ts';
import { aFeed, server, streamOf } from '../connected.ts';
import { fakeEnvironment } from '../fake-environment.ts';
import { settle } from '../network.ts';
import { aNotice, ids } from '../records.ts';

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
