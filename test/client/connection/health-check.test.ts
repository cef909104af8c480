/**
 * When the page checks the health of the first server, and returns to it. The network is scripted.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aSnapshot, change, ids, record, snapshot, time } from '../records.ts';
import { aFeed, second, server, snapshotOf, streamOf } from '../scripted-feed.ts';
import { settle } from '../scripted-network.ts';

const both = { source: `${server} ${second}` };
const one = aSnapshot(1, [record('n1', 1)]);

test('the page returns to the first server after two successful health checks in a row', async () => {
	const { call, calls, requested, endLast, advance, connection, feed } = await aFeed(both);
	const history: string[] = [];
	feed.subscribe(() => void history.push(connection()));
	await endLast('fail');
	const slowHeartbeat = { heartbeatMs: 120_000 };
	call(1).frame(snapshot(1, [record('n1', 1)], slowHeartbeat));
	await settle();
	const healthCheck = async (isHealthy: boolean) => {
		await advance(90_000);
		assert.equal(requested().at(-1), snapshotOf(server));
		if (isHealthy) call(-1).snapshot({ ...one, ...slowHeartbeat });
		else call(-1).fail();
		await settle();
		call(1).frame(time(1));
		await settle();
	};
	for (const isHealthy of [true, false, true]) await healthCheck(isHealthy);
	assert.equal(call(1).signal.aborted, false);
	await advance(90_000);
	call(-1).snapshot({ ...one, ...slowHeartbeat });
	await settle();
	assert.equal(call(1).signal.aborted, true);
	await advance(2_000);
	assert.equal(requested().at(-1), `${streamOf(server)}?since=1`);
	call(-1).frame(change(2, [record('n2', 2)]));
	await settle();
	assert.deepEqual([connection(), ids(feed.snapshot().state)], ['live', ['n1', 'n2']]);
	const count = calls.length;
	await advance(100_000);
	call(-1).frame(time(2));
	await settle();
	await advance(100_000);
	assert.equal(calls.length, count);
});

test('health checks of a first server that fails become rarer, and wait for its Retry-After', async () => {
	const { call, requested, endLast, advance } = await aFeed(both);
	await endLast('fail');
	call(1).frame(snapshot(1, [record('n1', 1)], { heartbeatMs: 120_000 }));
	await settle();
	/**
	 * Resolves to the time until the next health check, seconds. The second server sends heartbeats
	 * meanwhile.
	 */
	const nextCheck = async () => {
		const { length } = requested();
		for (let seconds = 1; ; seconds += 1) {
			await advance(1_000);
			call(1).frame(time(1));
			await settle();
			if (requested().length > length) return seconds;
		}
	};
	const waits: number[] = [];
	for (let count = 0; count < 6; count += 1) {
		waits.push(await nextCheck());
		await endLast('fail');
	}
	// With a random number of 0.5: the middle between a third of a ceiling, or a minute, and the
	// ceiling, which doubles.
	assert.deepEqual(waits, [90, 90, 160, 320, 400, 400]);
	await nextCheck();
	call(-1).answer('', { status: 503, headers: { 'retry-after': '300' } });
	await settle();
	assert.equal(await nextCheck(), 400);
	call(-1).snapshot(one);
	await settle();
	assert.equal(await nextCheck(), 90);
	assert.equal(requested().at(-1), snapshotOf(server));
});
