/** When a feed connects and disconnects, and what it stores. The network is scripted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFeed } from '../../../src/client/feed/feed.ts';
import { loadState } from '../../../src/client/storage/saved-state.ts';
import { fakeEnvironment } from '../fake-environment.ts';
import { change, ids, record } from '../records.ts';
import { aFeed, server, streamOf } from '../scripted-feed.ts';
import { settle } from '../scripted-network.ts';

test('after the computer has slept, the stream is given up', async () => {
	const { call, goLive, environment } = await aFeed();
	await goLive();
	environment.setVisible(true);
	await settle();
	assert.equal(call(0).signal.aborted, false);
	environment.jumpClock(8 * 3_600_000);
	environment.setVisible(true);
	await settle();
	assert.equal(call(0).signal.aborted, true);
});

test('a page in the back/forward cache has no connection, and catches up when it is shown again', async () => {
	const { call, calls, goLive, advance, environment, feed } = await aFeed();
	await goLive();
	environment.fire('pagehide');
	await settle();
	assert.equal(call(0).signal.aborted, true);
	assert.equal(feed.snapshot().connection, 'reconnecting');
	await advance(3_600_000);
	assert.equal(calls.length, 1);
	environment.fire('pageshow');
	environment.fire('pageshow');
	await settle();
	assert.equal(calls.length, 2);
	assert.equal(call(1).address, `${streamOf(server)}?since=1`);
});

test('the connection survives the move of an element, and ends five seconds after the last listener has left', async () => {
	const { call, calls, goLive, advance, environment, feed, unsubscribe } = await aFeed();
	await goLive();
	unsubscribe();
	unsubscribe();
	await advance(4_999);
	const unsubscribeAgain = feed.subscribe(() => undefined);
	await advance(5_000);
	assert.equal(call(0).signal.aborted, false);
	unsubscribeAgain();
	await advance(5_000);
	assert.equal(call(0).signal.aborted, true);
	assert.deepEqual(environment.timers(), []);
	feed.subscribe(() => undefined);
	await settle();
	assert.equal(calls.length, 2);
});

test('a closed feed stays closed', async () => {
	const { call, calls, goLive, environment, feed } = await aFeed();
	await goLive();
	feed.close();
	feed.subscribe(() => undefined);
	for (const event of ['pageshow', 'online', 'visibilitychange']) environment.fire(event);
	await settle();
	assert.equal(call(0).signal.aborted, true);
	assert.equal(calls.length, 1);
	assert.deepEqual(environment.timers(), []);
});

test('a feed that is closed during a request makes no other request and sets no timer', async () => {
	const mirrors = 'https://cdn.example.org/snapshot.json';
	for (let count = 1; count <= 3; count += 1) {
		const { calls, environment, feed, endLast } = await aFeed({ mirrors });
		while (calls.length < count) await endLast('fail');
		feed.close();
		await settle();
		assert.deepEqual([calls.length, environment.timers()], [count, []], `during request ${count}`);
	}
});

test('the state of an earlier page is shown at once, with its age', async () => {
	const { goLive, environment, feed } = await aFeed();
	await goLive();
	feed.close();
	const heardAt = feed.snapshot().heardAt;
	for (const age of [0, 60_001, 6 * 86_400_000]) {
		const later = fakeEnvironment({ storage: () => environment.localStorage });
		later.advance(age);
		const shown = createFeed({ source: server }, later, () => undefined).snapshot();
		assert.deepEqual([ids(shown.state), shown.connection, shown.heardAt], [['n1'], 'connecting', heardAt]);
	}
});

test('changes are saved when the page is idle, and at the latest when it is left', async () => {
	const idle: (() => void)[] = [];
	const { call, goLive, environment } = await aFeed({}, { requestIdleCallback: (run) => idle.push(run) });
	const saved = () => loadState(environment, server)?.records.map(({ id }) => id);
	await goLive();
	assert.equal(saved(), undefined);
	for (const run of idle.splice(0)) run();
	assert.deepEqual(saved(), ['n1']);

	call(0).frame(change(2, [record('n2', 2)]));
	await settle();
	assert.deepEqual(saved(), ['n1']);
	environment.fire('pagehide');
	assert.deepEqual(saved(), ['n1', 'n2']);

	environment.stored.clear();
	for (const run of idle) run();
	assert.equal(environment.stored.size, 0, 'nothing is written twice');
});

test('pages with other keys or another site do not share stored state', async () => {
	const { goLive, environment, feed } = await aFeed();
	await goLive();
	feed.close();
	for (const settings of [{ keys: 'a pin' }, { site: 'site-a' }]) {
		const other = fakeEnvironment({ storage: () => environment.localStorage });
		const shown = createFeed({ source: server, ...settings }, other, () => undefined).snapshot();
		assert.deepEqual(ids(shown.state), []);
	}
});

test('a page can show a finding of its own before any server has answered', async () => {
	const { feed, goLive } = await aFeed();
	feed.setFinding({ kind: 'offline', components: [], foundAt: '2026-11-29T12:00:00.000Z' });
	assert.deepEqual(ids(feed.snapshot().state), ['page:finding']);
	await goLive();
	assert.deepEqual(ids(feed.snapshot().state), ['n1', 'page:finding']);
	feed.setFinding(null);
	assert.deepEqual(ids(feed.snapshot().state), ['n1']);
});
