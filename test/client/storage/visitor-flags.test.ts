import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVisitorFlags } from '../../../src/client/storage/visitor-flags.ts';
import { fakeEnvironment } from '../fake-environment.ts';

const source = 'https://status.example.com';
const key = `candor:kept:${source}`;

test('a name is remembered by the next page, for this status alone, until it is forgotten', () => {
	const environment = fakeEnvironment();
	createVisitorFlags(environment, source).set('claimed', true);
	const next = createVisitorFlags(environment, source);
	assert.equal(next.has('claimed'), true);
	assert.equal(next.has('other'), false);
	assert.equal(createVisitorFlags(environment, 'https://other.example').has('claimed'), false);
	next.set('claimed', false);
	assert.equal(createVisitorFlags(environment, source).has('claimed'), false);
});

test('another page hears of it at once, and loses nothing of its own', () => {
	const environment = fakeEnvironment();
	const here = createVisitorFlags(environment, source);
	const there = createVisitorFlags(environment, source);
	let told = 0;
	const leave = there.subscribe(() => {
		told += 1;
	});
	here.set('a', true);
	environment.tell('storage', { key });
	environment.tell('storage', { key: 'somebody else’s' });
	assert.equal(told, 1);
	there.set('b', true);
	assert.deepEqual([here.has('a'), here.has('b')], [true, true]);
	leave();
	environment.tell('storage', { key });
	here.set('c', true);
	assert.equal(told, 2);
});

test('where nothing may be stored, the page itself remembers', () => {
	const environment = fakeEnvironment({
		storage: () => {
			throw new Error('forbidden');
		},
	});
	const kept = createVisitorFlags(environment, source);
	kept.set('a', true);
	kept.set('b', true);
	kept.set('a', false);
	assert.deepEqual([kept.has('a'), kept.has('b')], [false, true]);
	assert.equal(createVisitorFlags(environment, source).has('b'), false);
});

test('where the storage is full, what was written before counts until there is something newer', () => {
	const stored = new Map([[key, '["old"]']]);
	const environment = fakeEnvironment({
		storage: () => ({
			getItem: (name) => stored.get(name) ?? null,
			setItem: () => {
				throw new Error('full');
			},
			removeItem: (name) => void stored.delete(name),
		}),
	});
	const kept = createVisitorFlags(environment, source);
	assert.equal(kept.has('old'), true);
	kept.set('new', true);
	assert.deepEqual([kept.has('old'), kept.has('new')], [true, true]);
});

test('what somebody else wrote there does no harm', () => {
	for (const text of ['', 'no JSON', 'null', '7', '{"length":1}', '[1,null,["a"]]', '"claimed"']) {
		const environment = fakeEnvironment();
		environment.stored.set(key, text);
		const kept = createVisitorFlags(environment, source);
		assert.equal(kept.has('claimed'), false, text);
		kept.set('claimed', true);
		assert.equal(kept.has('claimed'), true, text);
	}
});

test('only so many are kept, the latest of them', () => {
	const environment = fakeEnvironment();
	const kept = createVisitorFlags(environment, source);
	for (let index = 0; index <= 200; index += 1) kept.set(`${index}`, true);
	assert.deepEqual([kept.has('0'), kept.has('1'), kept.has('200')], [false, true, true]);
});
