import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedSettings } from '../../../src/client/connection/source.ts';
import { createHistoryReader } from '../../../src/client/resources/history.ts';
import type { History } from '../../../src/model/history/history.ts';
import { fakeEnvironment, start } from '../fake-environment.ts';
import { aKey, bodyWith } from '../trust/signing.ts';

const told: History = {
	from: '2026-11-23',
	days: 2,
	timeZone: 'UTC',
	components: [{ id: 'cards', worst: ['degraded', 'operational'], seconds: [{ degraded: 60 }, {}] }],
	notices: [],
};
const json = (text = JSON.stringify(told), type = 'application/json'): Response =>
	new Response(text, { headers: { 'content-type': type } });
const one = 'https://status.example.com';
const two = 'https://status.example.net';

/** A reader whose requests are answered by `answer`, and the addresses that were asked for. */
function aReader(
	answer: (address: string, signal: AbortSignal) => Promise<Response>,
	settings: Partial<FeedSettings> = {},
) {
	const asked: string[] = [];
	const environment = fakeEnvironment({
		fetch: (address, { signal }) => {
			asked.push(address);
			return answer(address, signal as AbortSignal);
		},
	});
	return { reader: createHistoryReader(environment, { source: one, ...settings }), environment, asked };
}

test('nothing is asked for before somebody wants it, and then once in five minutes', async () => {
	const { reader, environment, asked } = aReader(async () => json());
	let heard = 0;
	reader.subscribe(() => {
		heard += 1;
	});
	assert.deepEqual([reader.history, asked.length], [null, 0]);
	await Promise.all([reader.refresh(), reader.refresh()]);
	assert.deepEqual(reader.history, told);
	assert.deepEqual([reader.failed, heard, asked], [false, 1, [`${one}/v1/history`]]);
	environment.advance(299_000);
	await reader.refresh();
	assert.equal(asked.length, 1);
	environment.advance(1_000);
	await reader.refresh();
	assert.equal(asked.length, 2);
});

test('the next server is asked where one does not answer, and none after the one that does', async () => {
	const { reader, asked } = aReader(
		async (address) => (address.startsWith(one) ? new Response('', { status: 503 }) : json()),
		{ source: `${one} ${two} https://third.example` },
	);
	await reader.refresh();
	assert.deepEqual(reader.history, told);
	assert.deepEqual(asked, [`${one}/v1/history`, `${two}/v1/history`]);
});

for (const [what, answer] of [
	['no network', async () => Promise.reject(new TypeError('There is no network here.'))],
	['a page of a portal', async () => json('<h1>Welcome</h1>', 'text/html')],
	['no JSON', async () => json('{')],
	['another shape', async () => json('{"from":"x"}')],
	['more than anybody’s history', async () => json(`${JSON.stringify(told)}${' '.repeat(2_000_001)}`)],
] as const)
	test(`${what}: what was known stays, it is told, and asked for again soon`, async () => {
		let works = true;
		const { reader, environment, asked } = aReader(() => (works ? Promise.resolve(json()) : answer()));
		await reader.refresh();
		works = false;
		environment.advance(300_000);
		await reader.refresh();
		assert.deepEqual([reader.history, reader.failed, asked.length], [told, true, 2]);
		await reader.refresh();
		assert.equal(asked.length, 2);
		works = true;
		environment.advance(15_000);
		await reader.refresh();
		assert.deepEqual([reader.failed, asked.length], [false, 3]);
	});

test('a server that never answers is waited for ten seconds', async () => {
	const { reader, environment } = aReader(
		(_, signal) =>
			new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
	);
	const refreshed = reader.refresh();
	environment.advance(9_999);
	assert.equal(reader.failed, false);
	environment.advance(1);
	await refreshed;
	assert.equal(reader.failed, true);
});

test('where no server answers, the static copies do', async () => {
	const { reader, asked } = aReader(
		async (address) => (address.endsWith('history.json') ? json() : new Response('', { status: 503 })),
		{ mirrors: 'https://files.example.org/status/snapshot.json' },
	);
	await reader.refresh();
	assert.deepEqual(reader.history, told);
	assert.deepEqual(asked, [`${one}/v1/history`, 'https://files.example.org/status/history.json']);
});

test('with pinned keys, nothing is believed that none of them signed as a history', async () => {
	const key = aKey(() => start);
	const text = JSON.stringify(told);
	const read = async (body: string): Promise<History | null> => {
		const { reader } = aReader(async () => json(body), { keys: key.pin });
		await reader.refresh();
		return reader.history;
	};
	assert.deepEqual(await read(bodyWith(text, key.sign('history', text))), told);
	assert.equal(await read(text), null, 'unsigned');
	assert.equal(await read(bodyWith(text, key.sign('snapshot', text))), null, 'signed as something else');
	assert.equal(await read(bodyWith(text, aKey(() => start).sign('history', text))), null, 'another key');
	const other = text.replace('degraded', 'operational');
	assert.equal(await read(bodyWith(other, key.sign('history', text))), null, 'changed');
});

test('with a pinned site, no other site’s history is shown, whatever its words say', async () => {
	const read = async (body: object): Promise<boolean> => {
		const { reader } = aReader(async () => json(JSON.stringify(body)), { site: 'ours' });
		await reader.refresh();
		return reader.history !== null;
	};
	assert.equal(await read({ site: 'ours', ...told }), true);
	assert.equal(await read({ site: 'theirs', ...told }), false);
	const [component] = told.components;
	assert.equal(await read({ ...told, components: [{ ...component, id: '"site":"ours"' }] }), false);
});
