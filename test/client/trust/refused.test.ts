/** What a page that pins keys refuses. The server, the keys and the cryptography are real. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { RefusedEvent } from '../../../src/client/trust/refused.ts';
import { aPage, aServer, titles, until } from '../page-on-server.ts';
import { answers, json, type WireServer } from '../wire-server.ts';
import { aKey, bodyWith, framed, type Key, signedBody } from './signing.ts';

/** A page that pins the key of a server, and its events. */
async function aPinnedPage(context: TestContext, given: Parameters<typeof aPage>[2] = {}, pins?: string) {
	const server = await aServer(context);
	const own = aKey(Date.now);
	server.sign = own.sign;
	const open = (mirrors?: string) => {
		const settings = { keys: pins ?? own.pin, site: 'site-a', mirrors };
		const page = aPage(context, server, { now: Date.now, ...given }, settings);
		const refused: RefusedEvent[] = [];
		const forGood = { signal: new AbortController().signal };
		const first = new Promise<RefusedEvent>((resolve) => {
			page.environment.addEventListener(
				'candor-refused',
				(event) => {
					refused.push(event as RefusedEvent);
					resolve(event as RefusedEvent);
				},
				forGood,
			);
		});
		return { ...page, refused, first };
	};
	return { server, own, open };
}
const options = { timeout: 60_000 };

test('a signed stream, snapshot and mirror are shown', options, async (context) => {
	const { server, open } = await aPinnedPage(context);
	server.put('n1', 'One');
	const { feed, refused } = open(`${server.source}/snapshot.json`);
	await until(feed, 'live', 'One');
	server.put('n2', 'Two');
	await until(feed, 'live', 'One, Two');
	server.overrides.set('/v1/stream', answers(404));
	server.endStreams();
	await until(feed, 'polling', 'One, Two');
	server.put('n3', 'Three');
	const copy = server.snapshot();
	server.overrides.set('/v1/snapshot', answers(404)).set('/snapshot.json', json(copy));
	const other = open(`${server.source}/snapshot.json`);
	await until(other.feed, 'polling', 'One, Two, Three');
	assert.deepEqual([...refused, ...other.refused], []);
});

test('a page that pins a key refuses an unsigned server, and fires one event', options, async (context) => {
	const { server, open } = await aPinnedPage(context);
	server.sign = null;
	server.put('n1', 'One');
	const { feed, first, refused } = open();
	const { reason, source } = await first;
	assert.deepEqual([reason, source], ['unsigned', `${server.source}/v1/snapshot`]);
	await server.until(() => server.requests.length > 6);
	assert.deepEqual([titles(feed), feed.snapshot().heardAt, refused.length], ['', null, 1]);
});

test('a forged change is refused, and the page keeps its state', options, async (context) => {
	const { server, own, open } = await aPinnedPage(context);
	server.put('n1', 'One');
	const forged: readonly [reason: string, write: (from: WireServer, own: Key) => void][] = [
		['unsigned', (from) => from.write(framed('change', changeTo('All is well'), null))],
		[
			'forged',
			(from) => from.write(framed('change', changeTo('All is well'), own.sign('change', changeTo('One')))),
		],
		[
			'forged',
			(from) =>
				from.write(framed('snapshot', changeTo('All is well'), own.sign('change', changeTo('All is well')))),
		],
		['forged', (from) => from.write(framed('retire', '{"v":1,"afterMs":300000}', null))],
	];
	const changeTo = (title: string): string => {
		const change = { v: 1, seq: 9, at: new Date().toISOString(), site: 'site-a' };
		return JSON.stringify({
			...change,
			records: [{ kind: 'component', id: 'c', seq: 9, value: { name: title } }],
		});
	};
	for (const [reason, write] of forged) {
		const { feed, first, history } = open();
		await until(feed, 'live', 'One');
		write(server, own);
		const event = await first;
		if (reason !== 'forged') assert.equal(event.reason, reason);
		await until(feed, 'live', 'One');
		assert.ok(history.every(({ state }) => [...state.records.values()].length <= 1));
		feed.close();
	}
});

test(
	'an older state is refused from a stream, a poll and a mirror, although it is signed',
	options,
	async (context) => {
		const { server, own, open } = await aPinnedPage(context);
		server.put('n1', 'One');
		const old = server.snapshot();
		const oldJson = old.replace(/,"signature":"[^"]+"/, '');
		server.put('n1', 'Two');
		const paths = ['/v1/stream', '/v1/snapshot', '/snapshot.json'] as const;
		for (const path of paths) {
			server.overrides.clear();
			const { feed, first, history } = open(`${server.source}/snapshot.json`);
			await until(feed, 'live', 'Two');
			for (const other of paths) server.overrides.set(other, answers(503));
			const replay = framed('snapshot', oldJson, own.sign('snapshot', oldJson));
			server.overrides.set(
				path,
				path === '/v1/stream'
					? answers(200, { 'content-type': 'text/event-stream' }, replay)
					: json(signedBody(oldJson, own.sign)),
			);
			server.endStreams();
			const { reason, source } = await first;
			assert.equal(reason, 'rolled-back', path);
			assert.equal(source, `${server.source}${path === '/v1/stream' ? '/v1/snapshot' : path}`);
			assert.ok(
				history.every(
					({ state }) =>
						[...state.records.values()].length === 0 ||
						JSON.stringify([...state.records.values()]).includes('Two'),
				),
			);
			feed.close();
		}
	},
);

test('content of another site is refused, although the key is right', options, async (context) => {
	const { server, open } = await aPinnedPage(context);
	server.site = 'site-b';
	server.put('n1', 'Of another site');
	const { feed, first } = open();
	assert.equal((await first).reason, 'other-site');
	assert.equal(titles(feed), '');
});

test(
	'a body whose signature is not its last member, or occurs twice, is refused',
	options,
	async (context) => {
		const { server, own, open } = await aPinnedPage(context);
		server.put('n1', 'One');
		server.overrides.set('/v1/stream', answers(404));
		const body = server.snapshot().replace(/,"signature":"[^"]+"/, '');
		const signature = own.sign('snapshot', body);
		for (const forged of [
			`{"signature":"${signature}",${body.slice(1)}`,
			bodyWith(bodyWith(body, signature), signature),
			bodyWith(body.replace('One', 'All'), signature),
		]) {
			server.overrides.set('/v1/snapshot', json(forged));
			const { feed, first } = open();
			assert.match((await first).reason, /^(?:unsigned|forged)$/);
			assert.equal(titles(feed), '');
			feed.close();
		}
		server.overrides.set('/v1/snapshot', json(bodyWith(body, signature)));
		await until(open().feed, 'polling', 'One');
	},
);

for (const [what, given, pins] of [
	['a page without WebCrypto', { crypto: {} }, undefined],
	['a page with an empty list of keys', {}, ''],
	['a page with an invalid key', {}, 'AAAA'],
] as const)
	test(`${what} fires one event, warns once, and shows nothing`, options, async (context) => {
		const warn = context.mock.method(console, 'warn', () => undefined);
		const { server, open } = await aPinnedPage(context, given, pins);
		server.put('n1', 'One');
		const { feed, first, refused } = open();
		assert.equal((await first).reason, 'unverifiable');
		await server.until(() => server.requests.length > 6);
		assert.deepEqual([titles(feed), feed.snapshot().heardAt], ['', null]);
		assert.deepEqual([refused.length, warn.mock.callCount()], [1, 1]);
	});
