import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedSettings } from '../../../src/client/connection/source.ts';
import { createHistoryLoader } from '../../../src/client/resources/history.ts';
import type { History } from '../../../src/model/history/history.ts';
import { fakeEnvironment, start } from '../fake-environment.ts';
import { aKey, bodyWith } from '../trust/signing.ts';

const served: History = {
	from: '2026-11-23',
	days: 2,
	timeZone: 'UTC',
	components: [{ id: 'cards', worst: ['degraded', 'operational'], seconds: [{ degraded: 60 }, {}] }],
	notices: [],
	promises: [],
};
const json = (text = JSON.stringify(served), type = 'application/json'): Response =>
	new Response(text, { headers: { 'content-type': type } });
const one = 'https://status.example.com';
const two = 'https://status.example.net';

/** A history whose requests `answer` answers, and the addresses that were requested. */
function aHistory(
	answer: (address: string, signal: AbortSignal) => Promise<Response>,
	settings: Partial<FeedSettings> = {},
	random = () => 0.5,
) {
	const requested: string[] = [];
	const environment = fakeEnvironment({
		random,
		fetch: (address, { signal }) => {
			requested.push(address);
			return answer(address, signal as AbortSignal);
		},
	});
	return { loader: createHistoryLoader(environment, { source: one, ...settings }), environment, requested };
}

test('the history is requested when an element needs it, and at most once in five minutes', async () => {
	const { loader, environment, requested } = aHistory(async () => json());
	let notified = 0;
	loader.subscribe(() => {
		notified += 1;
	});
	assert.deepEqual([loader.history, requested.length], [null, 0]);
	await Promise.all([loader.refresh(), loader.refresh()]);
	assert.deepEqual(loader.history, served);
	assert.deepEqual([loader.hasFailed, notified, requested], [false, 1, [`${one}/v1/history`]]);
	environment.advance(299_000);
	await loader.refresh();
	assert.equal(requested.length, 1);
	environment.advance(1_000);
	await loader.refresh();
	assert.equal(requested.length, 2);
});

test('servers are tried in order until one answers', async () => {
	const { loader, requested } = aHistory(
		async (address) => (address.startsWith(one) ? new Response('', { status: 503 }) : json()),
		{ source: `${one} ${two} https://third.example` },
	);
	await loader.refresh();
	assert.deepEqual(loader.history, served);
	assert.deepEqual(requested, [`${one}/v1/history`, `${two}/v1/history`]);
});

for (const [what, answer] of [
	['no network', async () => Promise.reject(new TypeError('There is no network here.'))],
	['the page of a captive portal', async () => json('<h1>Welcome</h1>', 'text/html')],
	['invalid JSON', async () => json('{')],
	['JSON of another shape', async () => json('{"from":"x"}')],
	['more than two megabytes', async () => json(`${JSON.stringify(served)}${' '.repeat(2_000_001)}`)],
] as const)
	test(`${what}: the last history stays, listeners are notified, and the next request comes soon`, async () => {
		let isUp = true;
		const { loader, environment, requested } = aHistory(() => (isUp ? Promise.resolve(json()) : answer()));
		await loader.refresh();
		isUp = false;
		environment.advance(300_000);
		await loader.refresh();
		assert.deepEqual([loader.history, loader.hasFailed, requested.length], [served, true, 2]);
		await loader.refresh();
		assert.equal(requested.length, 2);
		isUp = true;
		environment.advance(20_000);
		await loader.refresh();
		assert.deepEqual([loader.hasFailed, requested.length], [false, 3]);
	});

test('after failures in a row the waits double, up to five minutes', async () => {
	const { loader, environment, requested } = aHistory(
		async () => new Response('', { status: 500 }),
		{},
		() => 0.999_999,
	);
	await loader.refresh();
	for (const waitMs of [20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000]) {
		const { length } = requested;
		environment.advance(waitMs - 1_000);
		await loader.refresh();
		assert.equal(requested.length, length, `before ${waitMs} ms`);
		environment.advance(1_000);
		await loader.refresh();
		assert.equal(requested.length, length + 1, `after ${waitMs} ms`);
	}
});

test('a server that sends Retry-After is not asked earlier; listeners are not notified meanwhile', async () => {
	const { loader, environment, requested } = aHistory(
		async () => new Response('', { status: 503, headers: { 'retry-after': '120' } }),
		{},
		() => 0,
	);
	let notified = 0;
	loader.subscribe(() => {
		notified += 1;
	});
	await loader.refresh();
	environment.advance(119_000);
	await loader.refresh();
	assert.deepEqual([requested.length, notified], [1, 1]);
	environment.advance(1_000);
	await loader.refresh();
	assert.deepEqual([requested.length, notified], [2, 2]);
});

test('a server that does not answer is given up after ten seconds', async () => {
	const { loader, environment } = aHistory(
		(_, signal) =>
			new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
	);
	const refreshed = loader.refresh();
	environment.advance(9_999);
	assert.equal(loader.hasFailed, false);
	environment.advance(1);
	await refreshed;
	assert.equal(loader.hasFailed, true);
});

test('when no server answers, the mirrors are tried', async () => {
	const { loader, requested } = aHistory(
		async (address) => (address.endsWith('history.json') ? json() : new Response('', { status: 503 })),
		{ mirrors: 'https://files.example.org/status/snapshot.json' },
	);
	await loader.refresh();
	assert.deepEqual(loader.history, served);
	assert.deepEqual(requested, [`${one}/v1/history`, 'https://files.example.org/status/history.json']);
});

test('with pinned keys, only a history that one of them signed as a history is accepted', async () => {
	const key = aKey(() => start);
	const text = JSON.stringify(served);
	const read = async (body: string): Promise<History | null> => {
		const { loader } = aHistory(async () => json(body), { keys: key.pin });
		await loader.refresh();
		return loader.history;
	};
	assert.deepEqual(await read(bodyWith(text, key.sign('history', text))), served);
	assert.equal(await read(text), null, 'unsigned');
	assert.equal(await read(bodyWith(text, key.sign('snapshot', text))), null, 'signed as something else');
	assert.equal(await read(bodyWith(text, aKey(() => start).sign('history', text))), null, 'another key');
	const altered = text.replace('degraded', 'operational');
	assert.equal(await read(bodyWith(altered, key.sign('history', text))), null, 'altered');
});

test('with a pinned site, the history of another site is refused, even when its texts contain the site', async () => {
	const read = async (body: object): Promise<boolean> => {
		const { loader } = aHistory(async () => json(JSON.stringify(body)), { site: 'ours' });
		await loader.refresh();
		return loader.history !== null;
	};
	assert.equal(await read({ site: 'ours', ...served }), true);
	assert.equal(await read({ site: 'theirs', ...served }), false);
	const [component] = served.components;
	assert.equal(await read({ ...served, components: [{ ...component, id: '"site":"ours"' }] }), false);
});
