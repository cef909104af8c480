/** Which frames a store accepts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../fake-environment.ts';
import { aSnapshot, change, ids, record, snapshot } from '../records.ts';
import { aStore, pinnings, polled } from '../stores.ts';

test('an older snapshot from a cache is refused', () => {
	for (const settings of pinnings) {
		const { store } = aStore(settings);
		store.applyPolled(polled(aSnapshot(5, [record('n5', 5)], { at: at(50) })));
		const older = polled(aSnapshot(4, [record('n4', 4)], { at: at(40) }));
		assert.throws(() => store.applyPolled(older), { reason: 'rolled-back' });
		store.publish('polling');
		assert.deepEqual(ids(store.snapshot().state), ['n5']);
	}
});

test('an older snapshot is refused also after the cursor was dropped', () => {
	const { store } = aStore();
	store.applyFrame(snapshot(5, [record('n5', 5)], { at: at(50) }));
	store.dropCursor();
	assert.throws(() => store.applyPolled(polled(aSnapshot(4, [], { at: at(40) }))), { reason: 'rolled-back' });
	store.publish('reconnecting');
	assert.deepEqual(ids(store.snapshot().state), ['n5']);
	assert.equal(store.cursor(), null);
	store.applyPolled(polled(aSnapshot(5, [record('n5', 5)], { at: at(50) })));
	assert.equal(store.cursor(), 5);
});

test('a log that was restored from a backup is accepted without pins, and refused with pinned keys', () => {
	const { store } = aStore();
	store.applyPolled(polled(aSnapshot(5, [record('n5', 5)], { at: at(50) })));
	store.applyPolled(polled(aSnapshot(3, [record('n3', 3)], { at: at(60) })));
	store.publish('polling');
	assert.deepEqual(ids(store.snapshot().state), ['n3']);

	const { store: strict } = aStore({ keys: 'a pin' });
	strict.applyFrame(snapshot(5, [record('n5', 5)], { at: at(50) }));
	const back = { at: at(60) };
	assert.throws(() => strict.applyPolled(polled(aSnapshot(3, [], back))), { reason: 'rolled-back' });
	assert.throws(() => strict.applyFrame(snapshot(3, [], back)), { reason: 'rolled-back' });
	assert.throws(() => strict.applyFrame(change(3, [], back)), { reason: 'rolled-back' });
	strict.applyFrame(snapshot(5, [record('n5', 5)], back));
	strict.applyFrame(change(6, [record('n6', 6)], back));
	strict.publish('live');
	assert.deepEqual(ids(strict.snapshot().state), ['n5', 'n6']);
});

test('with a pinned site, frames of another site are refused', () => {
	for (const keys of [undefined, 'a pin']) {
		const { store } = aStore({ keys, site: 'site-a' });
		assert.throws(() => store.applyFrame(snapshot(5, [], { site: 'site-b' })), { reason: 'other-site' });
		assert.throws(() => store.applyPolled(polled(aSnapshot(5, [], { site: 'site-b' }))), {
			reason: 'other-site',
		});
		store.applyFrame(snapshot(2, [record('n2', 2)]));
		store.publish('live');
		assert.deepEqual(ids(store.snapshot().state), ['n2']);
	}
});

test('with pinned keys, another log is accepted when it was written later', () => {
	const { store } = aStore({ keys: 'a pin' });
	store.applyFrame(snapshot(5, [record('n5', 5)], { at: at(50) }));
	const theirs = { site: 'site-b', at: at(40) };
	assert.throws(() => store.applyFrame(snapshot(9, [], theirs)), { reason: 'rolled-back' });
	store.applyFrame(snapshot(1, [record('n1', 1)], { ...theirs, at: at(60) }));
	store.publish('live');
	assert.deepEqual(ids(store.snapshot().state), ['n1']);
});
