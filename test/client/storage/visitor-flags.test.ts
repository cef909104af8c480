import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVisitorFlags } from '../../../src/client/storage/visitor-flags.ts';
import { fakeEnvironment } from '../fake-environment.ts';

const source = 'https://status.example.com';
const key = `candor:kept:${source}`;

test('a flag is stored for the next page of the same status, until it is removed', () => {
	const environment = fakeEnvironment();
	createVisitorFlags(environment, source).set('claimed', true);
	const next = createVisitorFlags(environment, source);
	assert.equal(next.has('claimed'), true);
	assert.equal(next.has('other'), false);
	assert.equal(createVisitorFlags(environment, 'https://other.example').has('claimed'), false);
	next.set('claimed', false);
	assert.equal(createVisitorFlags(environment, source).has('claimed'), false);
});

test('another page receives a change at once, and keeps its own flags', () => {
	const environment = fakeEnvironment();
	const here = createVisitorFlags(environment, source);
	const there = createVisitorFlags(environment, source);
	let notified = 0;
	const unsubscribe = there.subscribe(() => {
		notified += 1;
	});
	here.set('a', true);
	environment.fire('storage', { key });
	environment.fire('storage', { key: 'another' });
	assert.equal(notified, 1);
	there.set('b', true);
	assert.deepEqual([here.has('a'), here.has('b')], [true, true]);
	unsubscribe();
	environment.fire('storage', { key });
	here.set('c', true);
	assert.equal(notified, 2);
});

test('with forbidden storage, flags last as long as the page', () => {
	const environment = fakeEnvironment({
		storage: () => {
			throw new Error('forbidden');
		},
	});
	const flags = createVisitorFlags(environment, source);
	flags.set('a', true);
	flags.set('b', true);
	flags.set('a', false);
	assert.deepEqual([flags.has('a'), flags.has('b')], [false, true]);
	assert.equal(createVisitorFlags(environment, source).has('b'), false);
});

test('with full storage, the stored flags count together with newer ones', () => {
	const stored = new Map([[key, '["old"]']]);
	const environment = fakeEnvironment({
		storage: () => ({
			getItem: (name) => stored.get(name) ?? null,
			setItem: () => {
				throw new Error('full');
			},
		}),
	});
	const flags = createVisitorFlags(environment, source);
	assert.equal(flags.has('old'), true);
	flags.set('new', true);
	assert.deepEqual([flags.has('old'), flags.has('new')], [true, true]);
});

test('an invalid entry counts as empty', () => {
	for (const text of ['', 'no JSON', 'null', '7', '{"length":1}', '[1,null,["a"]]', '"claimed"']) {
		const environment = fakeEnvironment();
		environment.stored.set(key, text);
		const flags = createVisitorFlags(environment, source);
		assert.equal(flags.has('claimed'), false, text);
		flags.set('claimed', true);
		assert.equal(flags.has('claimed'), true, text);
	}
});

test('the latest two hundred flags are stored', () => {
	const environment = fakeEnvironment();
	const flags = createVisitorFlags(environment, source);
	for (let index = 0; index <= 200; index += 1) flags.set(`${index}`, true);
	assert.deepEqual([flags.has('0'), flags.has('1'), flags.has('200')], [false, true, true]);
});
