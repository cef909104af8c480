/** Ten thousand clients that lose the same server at the same moment. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../../support/seeded-random.ts';
import { type Reconnect, reconnect } from '../reconnect-model.ts';
import { ids } from '../records.ts';
import { Herd } from './herd.ts';

const size = 10_000;
/** All streams are open for so long before the loss: they count as working ones. */
const workingMs = 15_000;
const reconnects = (isUp: (time: number) => boolean, lost = {}): Reconnect[] => {
	const random = seeded(20_261_125);
	return Array.from({ length: size }, () => reconnect(isUp, random, lost));
};

/** The largest number of requests within one second, at `from` or later. */
function peak(all: readonly Reconnect[], from: number): number {
	const times = all
		.flatMap(({ requests }) => requests)
		.filter((time) => time >= from)
		.sort((a, b) => a - b);
	let first = 0;
	let most = 0;
	for (const [index, time] of times.entries()) {
		while ((times[first] as number) <= time - 1_000) first += 1;
		most = Math.max(most, index - first + 1);
	}
	return most;
}

for (const [outageMs, most] of [
	[2_000, 1_500],
	[30_000, 700],
	[300_000, 400],
] as const)
	test(`after an outage of ${outageMs / 1000} s, at most ${most} requests come within a second`, (context) => {
		const all = reconnects((time) => time >= outageMs);
		const perSecond = peak(all, outageMs);
		const back = all.filter(({ liveAt }) => liveAt - outageMs <= 60_000).length;
		const perClient = Math.max(...all.map((each) => each.requests.filter((time) => time < 300_000).length));
		context.diagnostic(
			`${perSecond} within a second, ${back} back within a minute, at most ${perClient} per client`,
		);
		assert.ok(perSecond <= most, `${perSecond} requests within a second`);
		assert.ok(back >= 0.99 * size, `${back} of ${size} were back within a minute`);
		assert.ok(perClient <= 15, `a client made ${perClient} requests within five minutes`);
	});

test('a drain over one minute causes at most 400 requests within a second', (context) => {
	const perSecond = peak(
		reconnects(() => true, { retireMs: 60_000 }),
		0,
	);
	context.diagnostic(`${perSecond} within a second`);
	assert.ok(perSecond <= 400, `${perSecond} requests within a second`);
});

test('the model makes the same requests as the connection, to the millisecond', async () => {
	for (const outageMs of [2_000, 30_000, 300_000]) {
		const herd = new Herd(30);
		await herd.advance(workingMs);
		herd.stopServer();
		await herd.advance(outageMs);
		herd.isUp = true;
		await herd.advance(120_000);
		herd.members.forEach(({ requests, liveAt }, index) => {
			// Before the loss, each client has made one request and has used no random number.
			const { requests: expected, liveAt: back } = reconnect((time) => time >= outageMs, seeded(index));
			assert.deepEqual(
				[requests.slice(1).map((time) => time - workingMs), (liveAt ?? 0) - workingMs],
				[expected, back],
				`client ${index} after ${outageMs} ms`,
			);
		});
		herd.close();
	}
});

test('no client misses a commit of a server that retires', async () => {
	const herd = new Herd(200);
	await herd.advance(workingMs);
	herd.commit();
	herd.retire(60_000);
	for (const ms of [5_000, 25_000, 25_000]) {
		await herd.advance(ms);
		herd.commit();
	}
	await herd.advance(15_000);
	for (const { store, requests } of herd.members) {
		const { state, connection } = store.snapshot();
		assert.deepEqual(
			[ids(state), state.seq, connection, requests.length],
			[['n1', 'n2', 'n3', 'n4', 'n5'], 5, 'live', 2],
		);
	}
	herd.close();
});
