/** A system clock that is wrong for a moment never gets into the log. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { steadyClock, warnOfCommitAhead } from '../../../server/core/steady-clock.ts';

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

test('a clock that is set back by hours is followed at half speed', () => {
	const { time, jumps, clock, advance } = aClock();
	const before = clock.now();
	time.system -= 2 * 3_600_000;
	let last = before;
	let elapsedMs = 0;
	for (; clock.now() !== time.system; elapsedMs += 10_000) {
		advance(10_000);
		const now = clock.now();
		// Pages hear the time every ten seconds, and believe a step back of up to a minute.
		assert.ok(now - last >= -30_000, `${now - last} ms`);
		if (now !== time.system) assert.equal(now - last, 5_000);
		last = now;
	}
	assert.ok(elapsedMs > 3.9 * 3_600_000 && elapsedMs <= 4 * 3_600_000, `${elapsedMs} ms`);
	advance(10_000);
	assert.equal(clock.now(), time.system);
	assert.deepEqual(jumps, []);
});

test('a clock that is set back by hours and then set right is believed at once', () => {
	const { time, clock, advance } = aClock();
	time.system -= 2 * 3_600_000;
	advance(60_000);
	clock.now();
	time.system += 2 * 3_600_000;
	assert.equal(clock.now(), time.system);
});

test('after hours in which the time was not read, it is that of the system', () => {
	const { time, clock, advance } = aClock();
	time.system -= 2 * 3_600_000;
	advance(6 * 3_600_000);
	assert.equal(clock.now(), time.system);
});

test('a start whose clock is a day or more behind the log is logged', () => {
	const lines: string[] = [];
	const logger = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
	const now = Date.UTC(2030, 0, 1);
	warnOfCommitAhead(logger, null, now);
	warnOfCommitAhead(logger, new Date(now + 3_600_000).toISOString(), now);
	assert.deepEqual(lines, []);
	warnOfCommitAhead(logger, new Date(now + year).toISOString(), now);
	assert.match(lines.join(), /"byHours":8760.*check the clock of this machine/);
});
