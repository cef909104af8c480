import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../../src/client/clock.ts';
import { createStore, type Store } from '../../src/client/store.ts';
import { at, fakeEnvironment, start } from './fake-environment.ts';
import { aSnapshot, change, ids, record, snapshot } from './records.ts';

function aStore() {
	const environment = fakeEnvironment();
	const clock = createClock(environment, () => store.snapshot(), new AbortController().signal);
	const store: Store = createStore(clock);
	return { environment, store };
}
const polled = (frame: ReturnType<typeof aSnapshot>) => ({ frame, servedAt: null, ageMs: 0 });

test('a snapshot replaces what was known, a change is laid on it', () => {
	const { store } = aStore();
	assert.equal(store.cursor(), null);
	store.take(snapshot(3, [record('n1', 1), record('n2', 3)]));
	store.take(change(4, [record('n3', 4), record('n1', 4, null)]));
	store.show('live');
	assert.deepEqual(ids(store.snapshot().state), ['n2', 'n3']);
	assert.equal(store.cursor(), 4);
	store.take(snapshot(9, [record('n9', 9)]));
	store.show('live');
	assert.deepEqual(ids(store.snapshot().state), ['n9']);
});

test('a change that was heard before changes nothing', () => {
	const { store } = aStore();
	store.take(snapshot(4, [record('n1', 4, { title: 'New' })]));
	store.show('live');
	const before = store.snapshot().state;
	store.take(change(4, []), 4);
	store.take(change(3, [record('n1', 3, { title: 'Old' })]));
	store.show('live');
	assert.equal(store.cursor(), 4);
	assert.deepEqual(store.snapshot().state, before);
});

test('a snapshot is frozen, and stays the same object until something changes', () => {
	const { store } = aStore();
	const first = store.snapshot();
	assert.deepEqual(
		{ ...first, state: ids(first.state) },
		{ state: [], connection: 'connecting', heardAt: null },
	);
	assert.ok(Object.isFrozen(first));
	let told = 0;
	store.subscribe(() => {
		told += 1;
	});
	store.take(snapshot(1, []));
	store.show('live');
	store.show('live');
	assert.equal(told, 1);
	assert.notEqual(store.snapshot(), first);
});

test('a change of another log cannot be followed, and neither can one from before the cursor', () => {
	const { store } = aStore();
	assert.throws(() => store.take(change(1, [])), { code: 'bad-frame' });
	store.take(snapshot(5, [record('n1', 5)]));
	assert.throws(() => store.take(change(6, [], { site: 'site-b' })), { code: 'bad-frame' });
	assert.throws(() => store.take(change(4, []), 5), { code: 'bad-frame' });
	store.forget();
	assert.equal(store.cursor(), null);
	store.show('reconnecting');
	assert.deepEqual(ids(store.snapshot().state), ['n1']);
	store.take(snapshot(2, [record('n2', 2)], { site: 'site-b' }));
	assert.equal(store.cursor(), 2);
});

test('an older copy from a cache does not take back what a newer one said; a restored log does', () => {
	const { store } = aStore();
	store.takePolled(polled(aSnapshot(5, [record('n5', 5)], { at: at(50) })));
	store.takePolled(polled(aSnapshot(4, [record('n4', 4)], { at: at(40) })));
	store.show('polling');
	assert.deepEqual(ids(store.snapshot().state), ['n5']);
	store.takePolled(polled(aSnapshot(3, [record('n3', 3)], { at: at(60) })));
	store.show('polling');
	assert.deepEqual(ids(store.snapshot().state), ['n3']);
});

test('how old a polled state is, the cache on the way says', () => {
	const { store } = aStore();
	store.takePolled({ frame: aSnapshot(1, []), servedAt: start + 90_000, ageMs: 30_000 });
	store.show('polling');
	assert.equal(store.snapshot().heardAt, start + 60_000);
});

test('a listener that throws is reported, and the others are told all the same', (context) => {
	const { store } = aStore();
	const reported: unknown[] = [];
	const had = Object.getOwnPropertyDescriptor(globalThis, 'reportError');
	Object.defineProperty(globalThis, 'reportError', {
		configurable: true,
		value: (error: unknown) => reported.push(error),
	});
	context.after(() => {
		if (had) Object.defineProperty(globalThis, 'reportError', had);
		else Reflect.deleteProperty(globalThis, 'reportError');
	});
	let told = 0;
	const mistake = new Error('A mistake of the host.');
	store.subscribe(() => {
		throw mistake;
	});
	const listener = () => {
		told += 1;
	};
	const leave = store.subscribe(listener);
	store.subscribe(listener);
	store.show('reconnecting');
	assert.deepEqual([told, reported], [2, [mistake]]);
	leave();
	store.show('connecting');
	assert.equal(told, 3);
});

test('what is kept can be restored, is shown when it is time, and resumes', () => {
	const { store } = aStore();
	store.take(snapshot(7, [record('n1', 7), record('n2', 6)]));
	store.take(change(8, [record('n2', 8, null)]));
	const kept = store.keep();
	assert.ok(kept);
	assert.deepEqual(
		kept.records.map(({ id }) => id),
		['n1'],
	);
	const { store: next } = aStore();
	next.restore(kept);
	assert.deepEqual(ids(next.snapshot().state), []);
	assert.equal(next.cursor(), 8);
	next.show('connecting');
	assert.deepEqual(ids(next.snapshot().state), ['n1']);
	assert.equal(next.snapshot().heardAt, start);
});

test('what was kept grows old also for a visitor whose clock is a day behind', () => {
	const environment = fakeEnvironment();
	const clock = createClock(environment, () => store.snapshot(), new AbortController().signal);
	const store: Store = createStore(clock);
	environment.jump(-24 * 60 * 60_000);
	store.restore(aSnapshot(1, [record('n1', 1)]));
	store.show('connecting');
	environment.advance(45_000);
	assert.ok(clock.now() - (store.snapshot().heardAt ?? 0) >= 45_000);
});
