/** Ten thousand readers who lose the same server at the same moment. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ids } from '../records.ts';
import { seeded } from '../seeded.ts';
import { type Visit, visit } from '../visitor.ts';
import { Herd } from './herd.ts';

const size = 10_000;
/** So long every real reader is live before anything happens: the streams were good ones. */
const calmMs = 15_000;
const visits = (isUp: (time: number) => boolean, lost = {}): Visit[] => {
	const random = seeded(20_261_125);
	return Array.from({ length: size }, () => visit(isUp, random, lost));
};

/** The most requests within any second that begins at `from` or later. */
function peak(all: readonly Visit[], from: number): number {
	const times = all
		.flatMap(({ tries }) => tries)
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
	test(`after ${outageMs / 1000} s without the server, at most ${most} requests come within a second`, (context) => {
		const all = visits((time) => time >= outageMs);
		const connections = peak(all, outageMs);
		const back = all.filter(({ liveAt }) => liveAt - outageMs <= 60_000).length;
		const tries = Math.max(...all.map((each) => each.tries.filter((time) => time < 300_000).length));
		context.diagnostic(
			`${connections} within a second, ${back} back within a minute, at most ${tries} tries`,
		);
		assert.ok(connections <= most, `${connections} requests within a second`);
		assert.ok(back >= 0.99 * size, `${back} of ${size} were back within a minute`);
		assert.ok(tries <= 15, `one of them asked ${tries} times within five minutes`);
	});

test('a drain over a minute brings at most 400 requests within a second', (context) => {
	const connections = peak(
		visits(() => true, { retireMs: 60_000 }),
		0,
	);
	context.diagnostic(`${connections} within a second`);
	assert.ok(connections <= 400, `${connections} requests within a second`);
});

test('what was reckoned is what the connection does, to the millisecond', async () => {
	for (const outageMs of [2_000, 30_000, 300_000]) {
		const herd = new Herd(30);
		await herd.pass(calmMs);
		herd.fall();
		await herd.pass(outageMs);
		herd.up = true;
		await herd.pass(120_000);
		herd.members.forEach(({ tries, liveAt }, index) => {
			// Before the loss, each has asked once and has used no chance.
			const { tries: reckoned, liveAt: back } = visit((time) => time >= outageMs, seeded(index));
			assert.deepEqual(
				[tries.slice(1).map((time) => time - calmMs), (liveAt ?? 0) - calmMs],
				[reckoned, back],
				`reader ${index} after ${outageMs} ms`,
			);
		});
		herd.end();
	}
});

test('of a server that retires, nobody misses a commit', async () => {
	const herd = new Herd(200);
	await herd.pass(calmMs);
	herd.commit();
	herd.retire(60_000);
	for (const ms of [5_000, 25_000, 25_000]) {
		await herd.pass(ms);
		herd.commit();
	}
	await herd.pass(15_000);
	for (const { store, tries } of herd.members) {
		const { state, connection } = store.snapshot();
		assert.deepEqual(
			[ids(state), state.seq, connection, tries.length],
			[['n1', 'n2', 'n3', 'n4', 'n5'], 5, 'live', 2],
		);
	}
	herd.end();
});
