/** Which words a store believes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../fake-environment.ts';
import { aSnapshot, change, ids, record, snapshot } from '../records.ts';
import { aStore, pinned, polled } from '../stores.ts';

test('an older copy from a cache is refused, and takes back nothing', () => {
	for (const settings of pinned) {
		const { store } = aStore(settings);
		store.applyPolled(polled(aSnapshot(5, [record('n5', 5)], { at: at(50) })));
		const older = polled(aSnapshot(4, [record('n4', 4)], { at: at(40) }));
		assert.throws(() => store.applyPolled(older), { reason: 'rolled-back' });
		store.publish('polling');
		assert.deepEqual(ids(store.snapshot().state), ['n5']);
	}
});

test('an older copy is refused also after a frame that nobody could read', () => {
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

test('a log whose backup was put back is believed where nothing is pinned, and refused where keys are', () => {
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

test('nothing of another site is taken where the site is pinned', () => {
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

test('where keys are pinned, another log is believed once it says something newer', () => {
	const { store } = aStore({ keys: 'a pin' });
	store.applyFrame(snapshot(5, [record('n5', 5)], { at: at(50) }));
	const theirs = { site: 'site-b', at: at(40) };
	assert.throws(() => store.applyFrame(snapshot(9, [], theirs)), { reason: 'rolled-back' });
	store.applyFrame(snapshot(1, [record('n1', 1)], { ...theirs, at: at(60) }));
	store.publish('live');
	assert.deepEqual(ids(store.snapshot().state), ['n1']);
});
