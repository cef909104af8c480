/** When a page sends its counts, and what is in the requests. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSender } from '../../src/counts/sender.ts';
import type { CountEntry } from '../../src/model/counts.ts';
import { fakeEnvironment } from '../client/fake-environment.ts';

const source = 'https://status.example.com https://status.example.net';
const shown = (notice: string): CountEntry => ({ of: 'shown', notice, update: 1 });
const settled = () => new Promise((resolve) => setImmediate(resolve));

function aPage(statuses: (number | 'no answer')[], random = () => 0.5) {
	const requests: { readonly at: number; readonly address: string; readonly init: RequestInit }[] = [];
	const environment = fakeEnvironment({
		random,
		fetch: async (address, init) => {
			requests.push({ at: environment.performance.now(), address, init });
			const status = statuses.shift() ?? 202;
			if (status === 'no answer') throw new TypeError('no network');
			return new Response(null, { status });
		},
	});
	const sender = createSender(environment, source);
	const pass = async (ms: number): Promise<void> => {
		for (let passed = 0; passed < ms; passed += 1_000) {
			environment.advance(1_000);
			await settled();
		}
	};
	const sent = () => requests.map(({ init }) => JSON.parse(String(init.body)).counts as CountEntry[]);
	return { environment, sender, requests, sent, pass };
}

test('what is counted within a minute is one request, without anything about the visitor', async () => {
	const { sender, requests, pass } = aPage([]);
	sender.add(shown('a'));
	sender.add({ of: 'opened', notice: 'a', update: 1 });
	await pass(60_000);
	assert.deepEqual(
		requests.map(({ address, init }) => ({ address, ...init })),
		[
			{
				address: 'https://status.example.com/v1/counts',
				method: 'POST',
				body: '{"counts":[{"of":"shown","notice":"a","update":1},{"of":"opened","notice":"a","update":1}]}',
				credentials: 'omit',
				referrerPolicy: 'no-referrer',
				keepalive: true,
			},
		],
	);
});

test('at most one request starts in any minute, also when the page is left again and again', async () => {
	const { environment, sender, requests, pass } = aPage([], Math.random);
	for (let second = 0; second < 1_200; second++) {
		sender.add(shown(`n${second}`));
		if (second % 7 === 0) environment.fire('pagehide');
		await pass(1_000);
	}
	const times = requests.map(({ at }) => at);
	assert.ok(times.length > 10, `${times.length} requests in 20 minutes`);
	for (const [index, at] of times.slice(1).entries()) assert.ok(at - (times[index] ?? 0) >= 60_000);
});

test('the time of a request is random, and a page that is left sends at once within its budget', async () => {
	const waits = await Promise.all(
		[0, 0.5, 0.99].map(async (random) => {
			const { sender, requests, pass, environment } = aPage([], () => random);
			const from = environment.performance.now();
			sender.add(shown('a'));
			await pass(60_000);
			return (requests[0]?.at ?? Number.NaN) - from;
		}),
	);
	assert.deepEqual(waits, [5_000, 25_000, 44_600]);
	const { sender, requests, environment } = aPage([]);
	sender.add(shown('a'));
	environment.fire('pagehide');
	await settled();
	assert.equal(requests.length, 1);
	sender.add(shown('b'));
	environment.fire('pagehide');
	await settled();
	assert.equal(requests.length, 1, 'the second one waits for its minute');
});

test('no request has two attributes of a visitor', async () => {
	const { sender, sent, pass } = aPage([]);
	const of = 'shown';
	for (const [attribute, value] of [
		['plan', 'pro'],
		['region', 'eu'],
		['plan', 'team'],
	] as const)
		sender.add({ of, notice: 'a', update: 1, audience: { attribute, value } });
	sender.add(shown('a'));
	await pass(200_000);
	assert.deepEqual(
		sent().map((batch) => [
			...new Set(batch.flatMap((each) => ('audience' in each ? each.audience?.attribute : []))),
		]),
		[['plan'], ['region']],
	);
	assert.equal(sent().flat().length, 4);
});

for (const status of [400, 404, 422])
	test(`a server that answers ${status} is asked no more`, async () => {
		const { sender, requests, pass } = aPage([status]);
		sender.add(shown('a'));
		await pass(60_000);
		sender.add(shown('b'));
		await pass(600_000);
		assert.equal(requests.length, 1);
	});

for (const status of [429, 503])
	test(`after ${status} the same counts go to the next server, minutes later`, async () => {
		const { sender, requests, sent, pass } = aPage([status]);
		sender.add(shown('a'));
		await pass(600_000);
		assert.deepEqual(
			requests.map(({ address }) => new URL(address).host),
			['status.example.com', 'status.example.net'],
		);
		assert.deepEqual(sent(), [[shown('a')], [shown('a')]]);
	});

for (const answer of ['no answer', 500, 504] as const)
	test(`after ${answer} the counts are not sent again: the server may have them`, async () => {
		const { sender, sent, pass } = aPage([answer]);
		sender.add(shown('a'));
		await pass(60_000);
		sender.add(shown('b'));
		await pass(600_000);
		assert.deepEqual(sent(), [[shown('a')], [shown('b')]]);
	});

test('without a server of our own, as over the feed of another vendor, nothing is sent', async () => {
	const environment = fakeEnvironment();
	createSender(environment, '').add(shown('a'));
	environment.fire('pagehide');
	assert.deepEqual(environment.timers(), []);
});
