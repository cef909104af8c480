import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../../../src/client/clock.ts';
import { createStore, type Store } from '../../../src/client/store/store.ts';
import { at, fakeEnvironment, start } from '../fake-environment.ts';
import { aSnapshot, change, ids, record, snapshot } from '../records.ts';
import { aStore, polled } from '../stores.ts';

test('a snapshot replaces the state, and a change is merged into it', () => {
	const { store } = aStore();
	assert.equal(store.cursor(), null);
	store.applyFrame(snapshot(3, [record('n1', 1), record('n2', 3)]));
	store.applyFrame(change(4, [record('n3', 4), record('n1', 4, null)]));
	store.publish('live');
	assert.deepEqual(ids(store.snapshot().state), ['n2', 'n3']);
	assert.equal(store.cursor(), 4);
	store.applyFrame(snapshot(9, [record('n9', 9)]));
	store.publish('live');
	assert.deepEqual(ids(store.snapshot().state), ['n9']);
});

test('a change that was applied before has no effect', () => {
	const { store } = aStore();
	store.applyFrame(snapshot(4, [record('n1', 4, { title: 'New' })]));
	store.publish('live');
	const before = store.snapshot().state;
	store.applyFrame(change(4, []), 4);
	store.applyFrame(change(3, [record('n1', 3, { title: 'Old' })]));
	store.publish('live');
	assert.equal(store.cursor(), 4);
	assert.deepEqual(store.snapshot().state, before);
});

test('a change after a missing one is refused', () => {
	const { store } = aStore();
	store.applyFrame(snapshot(4, [record('n1', 4)]));
	assert.throws(() => store.applyFrame(change(9, [record('n9', 9)], { since: 6 })), { code: 'bad-frame' });
	assert.equal(store.cursor(), 4);
	store.applyFrame(change(6, [record('n6', 6)], { since: 4 }));
	store.applyFrame(change(9, [record('n9', 9)], { since: 6 }));
	store.publish('live');
	assert.deepEqual(ids(store.snapshot().state), ['n1', 'n6', 'n9']);
});

test('a snapshot with the same number corrects the state', () => {
	const { store } = aStore();
	store.applyFrame(snapshot(4, [record('n1', 4)]));
	store.publish('live');
	const before = store.snapshot().state;
	store.applyFrame(snapshot(4, [record('n1', 4)]));
	store.publish('live');
	assert.equal(store.snapshot().state, before);
	store.applyPolled(polled(aSnapshot(4, [record('n1', 4), record('n2', 3)])));
	store.publish('polling');
	assert.deepEqual(ids(store.snapshot().state), ['n1', 'n2']);
	assert.equal(store.snapshot().state.records.get('notice/n1'), before.records.get('notice/n1'));
});

test('a snapshot is frozen, and stays the same object until something changes', () => {
	const { store } = aStore();
	const first = store.snapshot();
	assert.deepEqual(
		{ ...first, state: ids(first.state) },
		{ state: [], connection: 'connecting', heardAt: null },
	);
	assert.ok(Object.isFrozen(first));
	let notified = 0;
	store.subscribe(() => {
		notified += 1;
	});
	store.applyFrame(snapshot(1, []));
	store.publish('live');
	store.publish('live');
	assert.equal(notified, 1);
	assert.notEqual(store.snapshot(), first);
});

test('a change of another log is refused, and so is one from before the cursor', () => {
	const { store } = aStore();
	assert.throws(() => store.applyFrame(change(1, [])), { code: 'bad-frame' });
	store.applyFrame(snapshot(5, [record('n1', 5)]));
	assert.throws(() => store.applyFrame(change(6, [], { site: 'site-b' })), { code: 'bad-frame' });
	assert.throws(() => store.applyFrame(change(4, []), 5), { code: 'bad-frame' });
	store.dropCursor();
	assert.equal(store.cursor(), null);
	store.publish('reconnecting');
	assert.deepEqual(ids(store.snapshot().state), ['n1']);
	store.applyFrame(snapshot(2, [record('n2', 2)], { site: 'site-b' }));
	assert.equal(store.cursor(), 2);
});

test('a polled state is as old as its answer says, and an older one is refused and does not turn the clock back', () => {
	const { store, clock } = aStore();
	const frame = aSnapshot(1, []);
	store.applyPolled({ frame, servedAt: start + 90_000, heardAt: start + 60_000 });
	store.publish('polling');
	assert.equal(store.snapshot().heardAt, start + 60_000);
	const older = { frame, servedAt: start + 20_000, heardAt: start + 20_000 };
	assert.throws(() => store.applyPolled(older), { code: 'stale' });
	store.publish('polling');
	assert.equal(store.snapshot().heardAt, start + 60_000);
	assert.ok(clock.now() >= start + 90_000);
});

test('an unchanged state stays the same object, and so does each unchanged record', () => {
	const { store } = aStore();
	const twice = [0, 1].map((ms) => {
		store.applyPolled(polled(aSnapshot(5, [record('n1', 3), record('n2', 5)], { at: at(ms) })));
		store.publish('polling');
		return store.snapshot().state;
	});
	assert.equal(twice[0], twice[1]);
	store.applyPolled(polled(aSnapshot(6, [record('n1', 3), record('n2', 6)])));
	store.publish('polling');
	const { records } = store.snapshot().state;
	assert.equal(records.get('notice/n1'), twice[0]?.records.get('notice/n1'));
	assert.notEqual(records.get('notice/n2'), twice[0]?.records.get('notice/n2'));
});

test('a finding of the page stays beside the records of the server through every frame, and is not stored', () => {
	const { store } = aStore();
	let notified = 0;
	store.subscribe(() => {
		notified += 1;
	});
	store.setFinding({ kind: 'offline', components: [], foundAt: '2026-11-29T12:00:00.000Z' });
	assert.deepEqual([ids(store.snapshot().state), notified, store.exportFrame()], [['page:finding'], 1, null]);
	store.applyFrame(snapshot(3, [record('n1', 3)]));
	store.applyFrame(change(4, [record('n2', 4)]));
	store.publish('live');
	assert.deepEqual(ids(store.snapshot().state), ['n1', 'n2', 'page:finding']);
	assert.equal(store.snapshot().state.seq, 4);
	assert.deepEqual(
		store.exportFrame()?.records.map(({ id }) => id),
		['n1', 'n2'],
	);
	store.setFinding(null);
	assert.deepEqual(ids(store.snapshot().state), ['n1', 'n2']);
});

test('a page applies the state, the connection and the time of another page', () => {
	const { store } = aStore();
	assert.equal(store.tabState(), null);
	store.applyFrame(snapshot(3, [record('n1', 3)], { at: at(7_000) }));
	store.publish('live');
	const sent = store.tabState();
	assert.ok(sent);
	const { store: other, environment, clock } = aStore();
	environment.jumpClock(86_400_000);
	other.applyTabState(sent);
	assert.deepEqual([ids(other.snapshot().state), other.snapshot().connection], [['n1'], 'live']);
	assert.deepEqual(
		[other.cursor(), other.snapshot().heardAt, clock.now()],
		[3, start + 7_000, start + 7_000],
	);
});

test('a message that no page of this version would send has no effect', () => {
	const { store } = aStore();
	store.applyFrame(snapshot(3, [record('n1', 3)]));
	store.publish('live');
	const before = store.snapshot();
	const text = JSON.stringify(aSnapshot(4, []));
	const garbage: readonly unknown[] = [
		{},
		[],
		7,
		['x'],
		['{}', 'live', 1],
		[null, 'live', 1],
		[text.slice(1), 'live', 1],
	];
	for (const message of garbage) store.applyTabState(message as never);
	assert.equal(store.snapshot(), before);
	assert.equal(store.cursor(), 3);
});

test('the error of a listener is reported, and the other listeners are still called', (context) => {
	const { store } = aStore();
	const reported: unknown[] = [];
	const original = Object.getOwnPropertyDescriptor(globalThis, 'reportError');
	Object.defineProperty(globalThis, 'reportError', {
		configurable: true,
		value: (error: unknown) => reported.push(error),
	});
	context.after(() => {
		if (original) Object.defineProperty(globalThis, 'reportError', original);
		else Reflect.deleteProperty(globalThis, 'reportError');
	});
	let notified = 0;
	const mistake = new Error('A mistake of the host.');
	store.subscribe(() => {
		throw mistake;
	});
	const listener = () => {
		notified += 1;
	};
	const unsubscribe = store.subscribe(listener);
	store.subscribe(listener);
	store.publish('reconnecting');
	assert.deepEqual([notified, reported], [2, [mistake]]);
	unsubscribe();
	store.publish('connecting');
	assert.equal(notified, 3);
});

test('an exported state can be restored, is shown when it is published, and is resumed', () => {
	const { store } = aStore();
	store.applyFrame(snapshot(7, [record('n1', 7), record('n2', 6)]));
	store.applyFrame(change(8, [record('n2', 8, null)]));
	const saved = store.exportFrame();
	assert.ok(saved);
	assert.deepEqual(
		saved.records.map(({ id }) => id),
		['n1'],
	);
	const { store: next } = aStore();
	next.restore(saved, true);
	assert.deepEqual(ids(next.snapshot().state), []);
	assert.equal(next.cursor(), 8);
	next.publish('connecting');
	assert.deepEqual(ids(next.snapshot().state), ['n1']);
	assert.equal(next.snapshot().heardAt, start);
});

test('a restored state ages also when the visitor’s clock is a day behind', () => {
	const environment = fakeEnvironment();
	const clock = createClock(environment, () => false, new AbortController().signal);
	const store: Store = createStore(clock);
	environment.jumpClock(-24 * 60 * 60_000);
	store.restore(aSnapshot(1, [record('n1', 1)]), true);
	store.publish('connecting');
	environment.advance(45_000);
	assert.ok(clock.now() - (store.snapshot().heardAt ?? 0) >= 45_000);
});
