/** Long computations for anonymous clients run in steps, one computation at a time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { SlicedWork } from '../../../server/core/sliced-work.ts';

/** Every step takes a millisecond. `rests`: after each step, for how long other work has the process. */
function aWork(rests: number[] = []) {
	let now = 0;
	const rest = async (ms: number): Promise<void> => {
		rests.push(ms);
		await setImmediate();
	};
	return new SlicedWork({ monotonicNow: () => now++, rest });
}

function* steps(count: number, onStep: () => void = () => undefined): Generator<void, number> {
	for (let step = 0; step < count; step++) {
		onStep();
		yield;
	}
	return count;
}

test('other work of the server runs at least every 5 ms', async () => {
	let sinceOther = 0;
	let longest = 0;
	let isDone = false;
	const other = (): void => {
		sinceOther = 0;
		if (!isDone) void setImmediate().then(other);
	};
	void setImmediate().then(other);
	const onStep = (): void => {
		sinceOther += 1;
		longest = Math.max(longest, sinceOther);
	};
	assert.equal(await aWork().run(() => steps(1_000, onStep), String), '1000');
	isDone = true;
	assert.ok(longest <= 6, `${longest} steps without other work`);
});

test('computations get at most half of the time', async () => {
	const rests: number[] = [];
	assert.equal(await aWork(rests).run(() => steps(1_000), String), '1000');
	const rested = rests.reduce((sum, ms) => sum + ms, 0);
	assert.ok(rested >= 1_000, `${rested} ms of rest in a computation of 1,000 ms`);
});

test('computations run one after the other, each with what finishes it', async () => {
	const order: string[] = [];
	const work = aWork();
	const run = (name: string) =>
		work.run(
			() => steps(20, () => order.at(-1) !== name && order.push(name)),
			async () => {
				await new Promise((resolve) => setTimeout(resolve, 5));
				order.push(`${name} finished`);
			},
		);
	await Promise.all([run('a'), run('b')]);
	assert.deepEqual(order, ['a', 'a finished', 'b', 'b finished']);
});

test('a computation that fails does not stop those after it', async () => {
	const work = aWork();
	// biome-ignore lint/correctness/useYield: it fails before its first step
	const fails = function* (): Generator<void, number> {
		throw new Error('broken');
	};
	const failed = work.run(fails, String);
	const next = work.run(() => steps(3), String);
	await assert.rejects(failed, /broken/);
	assert.equal(await next, '3');
});

test('when too many computations wait, further ones are refused and may be repeated', async () => {
	const work = aWork();
	const results = await Promise.allSettled(
		Array.from({ length: 520 }, () => work.run(() => steps(1), String)),
	);
	const refused = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
	assert.equal(refused.length, 20);
	assert.equal(refused[0]?.reason.code, 'busy');
	assert.equal(await work.run(() => steps(1), String), '1');
});
