import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../../src/client/clock.ts';
import { type FeedSnapshot, hasAgeingContent } from '../../src/client/store/feed-snapshot.ts';
import { emptyState, type State } from '../../src/model/state/commit.ts';
import { fakeEnvironment, start } from './fake-environment.ts';
import { record, stateOf } from './records.ts';

const day = 86_400_000;

/** Lost unless told otherwise, so that it ticks with any state. */
function aClock(state: State = emptyState, connection: FeedSnapshot['connection'] = 'reconnecting') {
	const environment = fakeEnvironment();
	const life = new AbortController();
	let current: FeedSnapshot = { state, connection, heardAt: start };
	const clock = createClock(environment, () => hasAgeingContent(current), life.signal);
	const ticks: number[] = [];
	const listen = () => clock.subscribe(() => void ticks.push(clock.now() - start));
	const become = (next: Partial<FeedSnapshot>) => {
		current = { ...current, ...next };
		clock.reschedule();
	};
	return { environment, clock, ticks, listen, become, life };
}

test('until the server was heard, the time is the visitor’s own; then it is the server’s', () => {
	for (const off of [day, -day]) {
		const { environment, clock } = aClock();
		environment.jump(off);
		assert.equal(clock.now(), start + off);
		clock.adjust(start + 5_000, 'live');
		assert.equal(clock.now(), start + 5_000);
		environment.advance(1_000);
		environment.jump(3 * off);
		assert.equal(clock.now(), start + 6_000);
	}
});

test('a small step back is waited out, a great one is taken', () => {
	const { environment, clock } = aClock();
	clock.adjust(start + 10_000, 'live');
	assert.equal(clock.now(), start + 10_000);
	clock.adjust(start + 8_000, 'live');
	assert.equal(clock.now(), start + 10_000);
	environment.advance(3_000);
	assert.equal(clock.now(), start + 11_000);
	clock.adjust(start - day, 'live');
	assert.equal(clock.now(), start - day);
});

test('an old word moves the time forward only, and does not move a good clock at all', () => {
	const { environment, clock } = aClock();
	clock.adjust(start - day, 'past');
	assert.equal(clock.now(), start);
	environment.jump(-day);
	clock.adjust(start + 1_000, 'past');
	assert.equal(clock.now(), start + 1_000);
	clock.adjust(start + 50_000, 'live');
	clock.adjust(start + 40_000, 'past');
	assert.equal(clock.now(), start + 50_000);
	clock.adjust(start + 55_000, 'past');
	assert.equal(clock.now(), start + 55_000);
});

test('nothing runs while nobody listens or the page is hidden', () => {
	const { environment, ticks, listen } = aClock();
	assert.deepEqual(environment.timers(), []);
	const leave = listen();
	const leaveToo = listen();
	assert.equal(environment.timers().length, 1);
	environment.show(false);
	assert.deepEqual(environment.timers(), []);
	environment.advance(60_000);
	assert.deepEqual(ticks, []);
	environment.show(true);
	assert.deepEqual(ticks, [60_000, 60_000]);
	leave();
	leave();
	assert.equal(environment.timers().length, 1);
	leaveToo();
	assert.deepEqual(environment.timers(), []);
	environment.show(true);
	assert.equal(ticks.length, 2);
});

test('no timer runs while all is well, and one does as soon as there is a notice or the server is not heard', () => {
	const { environment, ticks, listen, become } = aClock(emptyState, 'live');
	listen();
	assert.deepEqual(environment.timers(), []);
	environment.advance(60_000);
	assert.deepEqual(ticks, []);
	become({ state: stateOf(record('n1', 1)) });
	assert.equal(environment.timers().length, 1);
	become({ state: emptyState });
	assert.deepEqual(environment.timers(), []);
	for (const connection of ['connecting', 'polling', 'reconnecting', 'retired'] as const) {
		become({ connection });
		assert.equal(environment.timers().length, 1, connection);
	}
	become({ connection: 'live' });
	assert.deepEqual(environment.timers(), []);
});

test('a clock whose feed has ended hears the page no more', () => {
	const { environment, ticks, listen, life } = aClock();
	listen();
	life.abort();
	environment.show(true);
	assert.deepEqual(ticks, []);
});

test('it ticks every five seconds, also while the state keeps changing', () => {
	const { environment, ticks, listen, become } = aClock();
	listen();
	for (let second = 0; second < 15; second += 1) {
		environment.advance(1_000);
		become({ state: stateOf(record('n1', second + 1)) });
	}
	assert.deepEqual(ticks, [5_000, 10_000, 15_000]);
});
