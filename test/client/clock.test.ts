import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../../src/client/clock.ts';
import { type FeedSnapshot, hasAgeingContent } from '../../src/client/store/feed-snapshot.ts';
import { emptyState, type State } from '../../src/model/state/state.ts';
import { at, fakeEnvironment, start } from './fake-environment.ts';
import { record, stateOf } from './records.ts';

const day = 86_400_000;

/** A clock of a page that is reconnecting, so that it ticks with any state. */
function aClock(state: State = emptyState, connection: FeedSnapshot['connection'] = 'reconnecting') {
	const environment = fakeEnvironment();
	const life = new AbortController();
	let current: FeedSnapshot = { state, connection, heardAt: start };
	const clock = createClock(environment, () => hasAgeingContent(current), life.signal);
	const ticks: number[] = [];
	const subscribe = () => clock.subscribe(() => void ticks.push(clock.now() - start));
	const change = (next: Partial<FeedSnapshot>) => {
		current = { ...current, ...next };
		clock.reschedule();
	};
	return { environment, clock, ticks, subscribe, change, life };
}

test('the time is the visitor’s until the server has answered, and then the server’s', () => {
	for (const off of [day, -day]) {
		const { environment, clock } = aClock();
		environment.jumpClock(off);
		assert.equal(clock.now(), start + off);
		clock.adjust(start + 5_000, 'live');
		assert.equal(clock.now(), start + 5_000);
		environment.advance(1_000);
		environment.jumpClock(3 * off);
		assert.equal(clock.now(), start + 6_000);
	}
});

test('the clock stands still for a small step back, and follows a large one', () => {
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

test('a time from the past only moves the clock forward', () => {
	const { environment, clock } = aClock();
	clock.adjust(start - day, 'past');
	assert.equal(clock.now(), start);
	environment.jumpClock(-day);
	clock.adjust(start + 1_000, 'past');
	assert.equal(clock.now(), start + 1_000);
	clock.adjust(start + 50_000, 'live');
	clock.adjust(start + 40_000, 'past');
	assert.equal(clock.now(), start + 50_000);
	clock.adjust(start + 55_000, 'past');
	assert.equal(clock.now(), start + 55_000);
});

test('once a server whose clock was a year ahead is right again, its time is fresh; a week is not enough', () => {
	for (const [ahead, isFresh] of [
		[365 * day, true],
		[7 * day, false],
	] as const) {
		const { environment, clock } = aClock();
		clock.adjust(start + ahead, 'live');
		environment.advance(5_000);
		assert.equal(clock.isFresh(start + 5_000), isFresh);
		assert.equal(clock.isFresh(start - 10 * 60_000), false, 'a replay');
		assert.equal(clock.isFresh(start + ahead + 5_000), true);
	}
});

test('no timer runs without listeners or while the page is hidden', () => {
	const { environment, ticks, subscribe } = aClock();
	assert.deepEqual(environment.timers(), []);
	const unsubscribeFirst = subscribe();
	const unsubscribeSecond = subscribe();
	assert.equal(environment.timers().length, 1);
	environment.setVisible(false);
	assert.deepEqual(environment.timers(), []);
	environment.advance(60_000);
	assert.deepEqual(ticks, []);
	environment.setVisible(true);
	assert.deepEqual(ticks, [60_000, 60_000]);
	unsubscribeFirst();
	unsubscribeFirst();
	assert.equal(environment.timers().length, 1);
	unsubscribeSecond();
	assert.deepEqual(environment.timers(), []);
	environment.setVisible(true);
	assert.equal(ticks.length, 2);
});

test('a timer runs only while there is a notice or the connection is not live', () => {
	const { environment, ticks, subscribe, change } = aClock(emptyState, 'live');
	subscribe();
	assert.deepEqual(environment.timers(), []);
	environment.advance(60_000);
	assert.deepEqual(ticks, []);
	change({ state: stateOf(record('n1', 1)) });
	assert.equal(environment.timers().length, 1);
	change({ state: emptyState });
	assert.deepEqual(environment.timers(), []);
	for (const connection of ['connecting', 'polling', 'reconnecting', 'retired'] as const) {
		change({ connection });
		assert.equal(environment.timers().length, 1, connection);
	}
	change({ connection: 'live' });
	assert.deepEqual(environment.timers(), []);
});

test('a timer runs while a status set by hand has an end', () => {
	const { environment, subscribe, change } = aClock(emptyState, 'live');
	subscribe();
	const component = { kind: 'component', id: 'x', seq: 1 };
	const value = {
		name: 'X',
		description: null,
		group: null,
		position: 0,
		status: 'operational',
		until: null,
	};
	change({ state: stateOf({ ...component, value }) });
	assert.deepEqual(environment.timers(), []);
	change({ state: stateOf({ ...component, value: { ...value, until: at(60) } }) });
	assert.equal(environment.timers().length, 1);
});

test('a clock does not react to the page after its feed was closed', () => {
	const { environment, ticks, subscribe, life } = aClock();
	subscribe();
	life.abort();
	environment.setVisible(true);
	assert.deepEqual(ticks, []);
});

test('it ticks every five seconds, also while the state changes', () => {
	const { environment, ticks, subscribe, change } = aClock();
	subscribe();
	for (let second = 0; second < 15; second += 1) {
		environment.advance(1_000);
		change({ state: stateOf(record('n1', second + 1)) });
	}
	assert.deepEqual(ticks, [5_000, 10_000, 15_000]);
});
