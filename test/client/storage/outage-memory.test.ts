import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOutageMemory } from '../../../src/client/storage/outage-memory.ts';
import { fakeEnvironment } from '../fake-environment.ts';

const source = 'https://status.example.com';
const key = `candor:outages:${source}`;
const dayMs = 24 * 60 * 60_000;
const now = Date.parse('2026-11-24T14:00:00Z');

test('an outage that was seen is stored for the next page of the same status', () => {
	const environment = fakeEnvironment();
	createOutageMemory(environment, source).recordSeen('n1');
	assert.equal(createOutageMemory(environment, source).hasSeen('n1'), true);
	assert.equal(createOutageMemory(environment, source).hasSeen('n2'), false);
	assert.equal(createOutageMemory(environment, 'https://other.example').hasSeen('n1'), false);
});

test('each name is announced once, and at most one announcement is made in a day', async () => {
	const environment = fakeEnvironment();
	const here = createOutageMemory(environment, source);
	const there = createOutageMemory(environment, source);
	assert.deepEqual(await Promise.all([here.claim(['a', 'b'], now), there.claim(['a', 'b'], now)]), [
		true,
		false,
	]);
	assert.equal(await there.claim(['c'], now + dayMs - 1), false);
	assert.equal(there.isAnnounced('c'), false);
	assert.equal(await there.claim(['c'], now + dayMs), true);
	assert.equal(await here.claim(['c'], now + 2 * dayMs), false);
	assert.deepEqual([here.isAnnounced('a'), here.isAnnounced('c')], [true, true]);
});

test('a clock that was wrong at the last announcement forbids the next one for a day at most', async () => {
	const environment = fakeEnvironment();
	const memory = createOutageMemory(environment, source);
	assert.equal(await memory.claim(['a'], now + 900 * dayMs), true);
	assert.equal(await memory.claim(['b'], now), true);
});

test('with forbidden or full storage nothing is announced, and nothing throws', async () => {
	const throws = () => {
		throw new Error('forbidden');
	};
	const forbidden = createOutageMemory(fakeEnvironment({ storage: throws }), source);
	forbidden.recordSeen('n1');
	assert.equal(forbidden.hasSeen('n1'), false);
	assert.equal(await forbidden.claim(['a'], now), false);
	const environment = fakeEnvironment();
	environment.localStorage.setItem = throws;
	const full = createOutageMemory(environment, source);
	full.recordSeen('n1');
	assert.equal(full.hasSeen('n1'), false);
	assert.equal(await full.claim(['a'], now), false);
});

test('a page that may not use locks announces without one', async () => {
	const environment = fakeEnvironment();
	Object.assign(environment, {
		navigator: { locks: { request: () => Promise.reject(new DOMException('no', 'SecurityError')) } },
	});
	assert.equal(await createOutageMemory(environment, source).claim(['a'], now), true);
});

test('a damaged entry counts as empty, and the newest hundred outages are stored', () => {
	for (const damaged of [
		'',
		'{',
		'null',
		'7',
		'{"seen":7,"announced":{"a":1},"at":"x"}',
		'{"seen":[7,null]}',
	]) {
		const environment = fakeEnvironment();
		environment.localStorage.setItem(key, damaged);
		const memory = createOutageMemory(environment, source);
		assert.deepEqual([memory.hasSeen('n1'), memory.isAnnounced('a')], [false, false], damaged);
		for (let index = 0; index <= 100; index += 1) memory.recordSeen(`n${index}`);
		assert.deepEqual(
			[memory.hasSeen('n0'), memory.hasSeen('n1'), memory.hasSeen('n100')],
			[false, true, true],
		);
	}
});
