import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followCatalogue } from '../../../src/client/resources/catalogues.ts';
import { fakeEnvironment, start } from '../fake-environment.ts';
import { scriptedNetwork, settle } from '../scripted-network.ts';

const folders = ['https://status.example.com', 'https://cdn.example.net/status'];
const addresses = folders.map((folder) => `${folder}/locales/de.json`);
const key = 'candor:words:https://status.example.com de';
const minute = 60_000;
const hour = 60 * minute;
const words = { dismiss: 'Ausblenden' };
const stored = (at: number): string => JSON.stringify({ at, words });
const json = { headers: { 'content-type': 'application/json; charset=utf-8' } };

function aPage(given: Parameters<typeof fakeEnvironment>[0] = {}) {
	const network = scriptedNetwork();
	const environment = fakeEnvironment({ fetch: network.fetch, ...given });
	const received: unknown[] = [];
	const follow = (): void => void followCatalogue(environment, folders, 'de', (each) => received.push(each));
	const advance = async (ms: number): Promise<void> => {
		environment.advance(ms);
		await settle();
	};
	/** The page is idle: this environment has no idle callback, so the client waits a second. */
	const idle = (): Promise<void> => advance(1_000);
	return { ...network, environment, received, follow, advance, idle };
}

test('words are requested when the page is idle, and stored', async () => {
	const { environment, follow, idle, received, calls, call } = aPage();
	follow();
	await settle();
	assert.equal(calls.length, 0);
	await idle();
	assert.equal(call(0).address, addresses[0]);
	call(0).answer(JSON.stringify(words), json);
	await settle();
	assert.deepEqual(received, [words]);
	assert.deepEqual(JSON.parse(environment.stored.get(key) ?? ''), { at: start + 1_000, words });
});

test('the browser’s idle callback is used where there is one', async () => {
	const { environment, calls } = aPage();
	let work = () => {};
	const requestIdleCallback = (callback: () => void): number => {
		work = callback;
		return 1;
	};
	void followCatalogue({ ...environment, requestIdleCallback }, folders, 'de', () => {});
	assert.equal(calls.length, 0);
	work();
	await settle();
	assert.equal(calls.length, 1);
});

test('stored words are there at once, and are not requested again for a day', async () => {
	const { environment, follow, advance, received, calls } = aPage();
	environment.stored.set(key, stored(start - 23 * hour));
	follow();
	assert.deepEqual(received, [words]);
	await advance(hour / 2);
	assert.equal(calls.length, 0);
});

for (const [what, at] of [
	['a day old', start - 24 * hour],
	['from the future', start + hour],
] as const)
	test(`stored words that are ${what} are requested again, and passed on only when they differ`, async () => {
		for (const newer of [words, { dismiss: 'Schließen' }]) {
			const { environment, follow, idle, received, call } = aPage();
			environment.stored.set(key, stored(at));
			follow();
			await idle();
			call(0).answer(JSON.stringify(newer), json);
			await settle();
			assert.deepEqual(received, newer === words ? [words] : [words, newer]);
			assert.equal(JSON.parse(environment.stored.get(key) ?? '').at, start + 1_000);
		}
	});

for (const [what, body, init] of [
	['is no JSON', '<!doctype html>', { headers: { 'content-type': 'text/html' } }],
	['is cut off', '{"dismiss":', json],
	['is longer than 64 kB', JSON.stringify({ dismiss: 'x'.repeat(65_536) }), json],
	['is an error', '{}', { ...json, status: 503 }],
] as const)
	test(`when an answer ${what}, the next address is requested`, async () => {
		const { follow, idle, received, call } = aPage();
		follow();
		await idle();
		call(0).answer(body, init);
		await settle();
		assert.equal(call(1).address, addresses[1]);
		call(1).answer(JSON.stringify(words), json);
		await settle();
		assert.deepEqual(received, [words]);
	});

test('an address that does not answer is given up after 30 seconds', async () => {
	const { environment, follow, idle, advance, call } = aPage();
	follow();
	await idle();
	await advance(30_000 - 1);
	assert.equal(call(0).signal.aborted, false);
	await advance(1);
	assert.equal(call(0).signal.aborted, true);
	assert.equal(call(1).address, addresses[1]);
	assert.equal(environment.stored.size, 0);
});

test('addresses that fail are requested again after a wait that doubles, up to an hour', async () => {
	const { environment, follow, idle, advance, calls, call } = aPage();
	follow();
	await idle();
	// With a random number of 0.5 the waits are two thirds of 10, 20, 40 and 60 minutes.
	for (const waitMs of [400_000, 800_000, 1_600_000, 2_400_000, 2_400_000]) {
		call(-1).fail();
		await settle();
		call(-1).fail();
		await settle();
		assert.deepEqual(environment.timers(), [waitMs]);
		const { length } = calls;
		await advance(waitMs);
		await idle();
		assert.deepEqual(
			calls.slice(length).map(({ address }) => address),
			addresses.slice(0, 1),
		);
	}
});

test('an address that sends Retry-After is not requested earlier, and others are not held up', async () => {
	const { follow, idle, advance, calls, call, received } = aPage({ random: () => 0 });
	follow();
	await idle();
	call(0).answer('', { status: 503, headers: { 'retry-after': '300' } });
	await settle();
	call(1).fail();
	await settle();
	// 10 minutes / 3 for the second address, 300 s for the first.
	await advance(200_000);
	await idle();
	assert.deepEqual([calls.length, call(-1).address], [3, addresses[1]]);
	call(-1).answer(JSON.stringify(words), json);
	await settle();
	assert.deepEqual(received, [words]);
	await advance(hour);
	assert.equal(calls.length, 3);
});

for (const text of ['', 'null', '7', '{"at":"yesterday","words":{}}', '{"words":{}}', 'x'.repeat(1_000)])
	test(`an entry of another script counts as empty: ${text.slice(0, 30)}`, async () => {
		const { environment, follow, idle, received, calls } = aPage();
		environment.stored.set(key, text);
		follow();
		await idle();
		assert.deepEqual(received, []);
		assert.equal(calls.length, 1);
	});

test('where storage is forbidden, words are requested for each page', async () => {
	const { follow, idle, received, call } = aPage({
		storage: () => {
			throw new DOMException('The operation is insecure.', 'SecurityError');
		},
	});
	follow();
	await idle();
	call(0).answer(JSON.stringify(words), json);
	await settle();
	assert.deepEqual(received, [words]);
});
