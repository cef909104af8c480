/** A system clock that is wrong for a moment never gets into the log. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { steadyClock } from '../../../server/core/steady-clock.ts';

const year = 365 * 86_400_000;

function aClock() {
	const time = { system: Date.UTC(2030, 0, 1), monotonic: 5_000 };
	const jumps: number[] = [];
	const clock = steadyClock({
		clock: { now: () => time.system, after: () => () => undefined },
		monotonicNow: () => time.monotonic,
		onJump: (byMs) => jumps.push(byMs),
	});
	const advance = (ms: number): void => {
		time.system += ms;
		time.monotonic += ms;
	};
	return { time, jumps, clock, advance };
}

for (const [what, by] of [
	['a year ahead', year],
	['a year behind', -year],
	['two days ahead', 2 * 86_400_000],
] as const)
	test(`a clock that is ${what} for a moment is not believed, and is logged once`, () => {
		const { time, jumps, clock, advance } = aClock();
		const before = clock.now();
		time.system += by;
		advance(1_000);
		assert.equal(clock.now(), before + 1_000);
		advance(1_000);
		assert.equal(clock.now(), before + 2_000);
		time.system -= by;
		advance(1_000);
		assert.equal(clock.now(), before + 3_000);
		assert.deepEqual(jumps, [by]);
	});

test('a clock that keeps its new time for ten minutes is believed', () => {
	const { time, clock, advance } = aClock();
	time.system += year;
	const believed = clock.now();
	advance(599_000);
	assert.equal(clock.now(), believed + 599_000);
	advance(2_000);
	assert.equal(clock.now(), time.system);
	advance(1_000);
	assert.equal(clock.now(), time.system);
});

test('a machine that slept for hours, and a clock that is corrected, are believed at once', () => {
	const { time, jumps, clock } = aClock();
	time.system += 12 * 3_600_000;
	assert.equal(clock.now(), time.system);
	time.system -= 20_000;
	assert.equal(clock.now(), time.system);
	assert.deepEqual(jumps, []);
});
