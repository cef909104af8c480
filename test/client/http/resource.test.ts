import assert from 'node:assert/strict';
import { test } from 'node:test';
import { availableInMs, requestResource } from '../../../src/client/http/resource.ts';
import { fakeEnvironment } from '../fake-environment.ts';
import { settle } from '../scripted-network.ts';

const backoff = { minMs: 1_000, firstMs: 6_000, maxMs: 60_000 };
const text = { cache: 'default', contentType: /text/, timeoutMs: 1_000, maxBytes: 10, backoff } as const;

/** A page whose requests `answer` answers, and the addresses that were requested. */
function aPage(answer: (address: string) => Response | Promise<Response>) {
	const requested: string[] = [];
	const environment = fakeEnvironment({
		random: () => 0,
		fetch: async (address) => {
			requested.push(address);
			return answer(address);
		},
	});
	const request = (...addresses: string[]) =>
		requestResource(environment, { ...text, addresses, parse: (body) => body });
	return { environment, requested, request };
}
const down = () => new Response('', { status: 500 });

test('the first address that answers is used', async () => {
	const { requested, request } = aPage((address) => (address === 'b' ? new Response('yes') : down()));
	assert.equal(await request('a', 'b', 'c'), 'yes');
	assert.deepEqual(requested, ['a', 'b']);
});

test('an address that fails is skipped until its back-off is over, whichever resource needs it', async () => {
	const { environment, requested, request } = aPage((address) =>
		address === 'b' ? new Response('yes') : down(),
	);
	assert.equal(availableInMs(environment, ['a', 'b']) <= 0, true);
	assert.equal(await request('a'), undefined);
	assert.equal(await request('a', 'b'), 'yes');
	assert.deepEqual(requested, ['a', 'b']);
	assert.equal(availableInMs(environment, ['a']), 2_000);
	environment.advance(2_000);
	await request('a');
	assert.deepEqual(requested, ['a', 'b', 'a']);
	assert.equal(availableInMs(environment, ['a']), 4_000);
});

test('an address that failed is asked past the cache, which may hold the failure, until it answers', async () => {
	const caches: unknown[] = [];
	const answers = [down(), new Response('too long for it'), new Response('yes'), new Response('yes')];
	const environment = fakeEnvironment({
		random: () => 0,
		fetch: async (_address, options) => {
			caches.push(options?.cache);
			return answers.shift() ?? down();
		},
	});
	for (let round = 0; round < 4; round++) {
		await requestResource(environment, { ...text, addresses: ['a'], parse: (body) => body });
		environment.advance(60_000);
	}
	assert.deepEqual(caches, ['default', 'reload', 'reload', 'default']);
});

test('an answer that is too long, of another type or not parseable fails and backs off', async () => {
	const html = { headers: { 'content-type': 'text/html' } };
	const answers = [new Response('x'.repeat(11)), new Response('', { headers: { 'content-type': 'a/b' } })];
	for (const answer of answers) {
		const { environment, request } = aPage(() => answer);
		assert.equal(await request('a'), undefined);
		assert.equal(availableInMs(environment, ['a']), 2_000);
	}
	const { environment } = aPage(() => new Response('<h1>', html));
	const resource = { ...text, addresses: ['a'], parse: JSON.parse };
	assert.equal(await requestResource(environment, resource), undefined);
	assert.equal(availableInMs(environment, ['a']), 2_000);
});

test('all resources of a page together make at most five requests within ten seconds', async () => {
	const { environment, requested, request } = aPage(down);
	const done = Promise.all([request('a', 'b', 'c', 'd'), request('e', 'f', 'g', 'h')]);
	await settle();
	assert.equal(requested.length, 5);
	environment.advance(9_999);
	await settle();
	assert.equal(requested.length, 5);
	environment.advance(1);
	await settle();
	await done;
	assert.equal(requested.length, 8);
	assert.equal(new Set(requested).size, 8);
});
