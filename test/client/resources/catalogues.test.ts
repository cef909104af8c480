import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followCatalogue } from '../../../src/client/resources/catalogues.ts';
import { type FakeEnvironment, fakeEnvironment, start } from '../fake-environment.ts';
import { scriptedNetwork, settle } from '../network.ts';

const folders = ['https://status.example.com', 'https://cdn.example.net/status'];
const key = 'candor:words:https://status.example.com de';
const hour = 3_600_000;
const words = { dismiss: 'Ausblenden' };
const kept = (at: number): string => JSON.stringify({ at, words });

function aPage(given: Parameters<typeof fakeEnvironment>[0] = {}) {
	const network = scriptedNetwork();
	const environment = fakeEnvironment({ fetch: network.fetch, ...given });
	const taken: unknown[] = [];
	const follow = (): void => followCatalogue(environment, folders, 'de', (each) => taken.push(each));
	return { ...network, environment, taken, follow };
}
const answered = { headers: { 'content-type': 'application/json; charset=utf-8' } };
/** The page has nothing else to do. */
const idle = (environment: FakeEnvironment): void => environment.advance(1_000);

test('words are asked for once the page has nothing else to do, and are kept', async () => {
	const { environment, follow, taken, calls, call } = aPage();
	follow();
	await settle();
	assert.equal(calls.length, 0);
	idle(environment);
	assert.equal(call(0).address, 'https://status.example.com/locales/de.json');
	call(0).answer(JSON.stringify(words), answered);
	await settle();
	assert.deepEqual(taken, [words]);
	assert.deepEqual(JSON.parse(environment.stored.get(key) ?? ''), { at: start + 1_000, words });
});

test('the browser says when it has nothing else to do, where it can', () => {
	const { environment, calls } = aPage();
	let work = () => {};
	const requestIdleCallback = (given: () => void): number => {
		work = given;
		return 1;
	};
	followCatalogue({ ...environment, requestIdleCallback }, folders, 'de', () => {});
	assert.equal(calls.length, 0);
	work();
	assert.equal(calls.length, 1);
});

test('kept words are there at once, and nothing is asked for a day', async () => {
	const { environment, follow, taken, calls } = aPage();
	environment.stored.set(key, kept(start - 23 * hour));
	follow();
	assert.deepEqual(taken, [words]);
	environment.advance(hour / 2);
	await settle();
	assert.equal(calls.length, 0);
});

for (const [what, at] of [
	['a day old', start - 24 * hour],
	['from the future', start + hour],
] as const)
	test(`kept words that are ${what} are asked for again, and taken again only where they differ`, async () => {
		for (const newer of [words, { dismiss: 'Schließen' }]) {
			const { environment, follow, taken, call } = aPage();
			environment.stored.set(key, kept(at));
			follow();
			idle(environment);
			call(0).answer(JSON.stringify(newer), answered);
			await settle();
			assert.deepEqual(taken, newer === words ? [words] : [words, newer]);
			assert.equal(JSON.parse(environment.stored.get(key) ?? '').at, start + 1_000);
		}
	});

for (const [what, body, init] of [
	['is no JSON', '<!doctype html>', { headers: { 'content-type': 'text/html' } }],
	['is broken', '{"dismiss":', answered],
	['is longer than 64 kB', JSON.stringify({ dismiss: 'x'.repeat(65_536) }), answered],
	['is a failure', '{}', { ...answered, status: 503 }],
] as const)
	test(`where the answer ${what}, the next place is asked`, async () => {
		const { environment, follow, taken, call } = aPage();
		follow();
		idle(environment);
		call(0).answer(body, init);
		await settle();
		assert.equal(call(1).address, 'https://cdn.example.net/status/locales/de.json');
		call(1).answer(JSON.stringify(words), answered);
		await settle();
		assert.deepEqual(taken, [words]);
	});

test('a server that hangs is left, and where none has an answer all are asked again ten minutes later', async () => {
	const { environment, follow, taken, calls, call } = aPage();
	follow();
	idle(environment);
	environment.advance(30_000);
	await settle();
	call(1).fail();
	await settle();
	assert.equal(environment.stored.size, 0);
	environment.advance(10 * 60_000 - 1);
	assert.equal(calls.length, 2);
	environment.advance(1);
	idle(environment);
	call(2).answer(JSON.stringify(words), answered);
	await settle();
	assert.deepEqual(taken, [words]);
});

for (const text of ['', 'null', '7', '{"at":"yesterday","words":{}}', '{"words":{}}', 'x'.repeat(1_000)])
	test(`what somebody else keeps there is nothing: ${text.slice(0, 30)}`, () => {
		const { environment, follow, taken, calls } = aPage();
		environment.stored.set(key, text);
		follow();
		idle(environment);
		assert.deepEqual(taken, []);
		assert.equal(calls.length, 1);
	});

test('where nothing may be kept, words are fetched for each page', async () => {
	const { environment, follow, taken, call } = aPage({
		storage: () => {
			throw new DOMException('The operation is insecure.', 'SecurityError');
		},
	});
	follow();
	idle(environment);
	call(0).answer(JSON.stringify(words), answered);
	await settle();
	assert.deepEqual(taken, [words]);
});
