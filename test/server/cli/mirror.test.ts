/** `candor mirror` into a folder: the very bytes, whole at any moment, over outages of the server. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createKey } from '../../../server/core/signing/key-file.ts';
import { aFolder } from '../../support/folder.ts';
import { aServer } from '../../support/server.ts';
import { partsOf, verified } from '../../support/signature.ts';
import { type Fault, listen, operate } from './operator.ts';
import { watch } from './watcher.ts';

/** A line that never comes is a failure, not a wait. */
const patience = { timeout: 20_000 };
const text = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const seqOf = (folder: string): number => JSON.parse(text(folder, 'snapshot.json')).seq;

/** A server that signs, with a place before it where faults can be put. */
async function aSigningServer(context: TestContext) {
	const keys = join(aFolder(context), 'keys.json');
	const key = createKey(keys, 'ES256', new Date().toISOString());
	const server = await aServer(context, { keys });
	const place: { fault: Fault } = { fault: () => false };
	const sockets = new Set<Socket>();
	const url = await listen(context, (request, response) => {
		sockets.add(request.socket);
		if (!place.fault(request, response)) server.candor.handler(request, response);
	});
	const rename = (name: string) => server.write('PUT', '/v1/components/checkout', { name });
	/** Every connection breaks, as when a machine goes away, and no new one gets through. */
	const unplug = () => {
		place.fault = unplugged;
		for (const socket of sockets) socket.destroy();
	};
	return { ...server, url, key, rename, place, unplug };
}

/** A mirror that is kept; `minute` lets the time pass after which it looks by itself. */
function aMirror(context: TestContext, url: string, ...argv: string[]) {
	const ending = new AbortController();
	let pass = (): void => undefined;
	const io = {
		interruption: () => ending.signal,
		sleep: (milliseconds: number, signal?: AbortSignal): Promise<void> =>
			new Promise((resolve) => {
				if (milliseconds < 60_000 || signal?.aborted) return void setImmediate(resolve);
				signal?.addEventListener('abort', () => resolve());
				pass = resolve;
			}),
	};
	// Before the watcher's own end is waited for, which asks another signal.
	context.after(() => ending.abort());
	const watcher = watch(context, url, { command: 'mirror', argv, io });
	const end = () => {
		ending.abort();
		return watcher.ended;
	};
	return { ...watcher, end, minute: () => pass() };
}

const answer = (type: string, body: string) => (_request: IncomingMessage, response: ServerResponse) => {
	response.writeHead(200, { 'content-type': type }).end(body);
	return true;
};
const unplugged: Fault = (request) => {
	request.socket.destroy();
	return true;
};

test('--once copies the very bytes that the server sends', patience, async (context) => {
	const { url, key, rename, request } = await aSigningServer(context);
	await rename('Checkout');
	const folder = join(aFolder(context), 'new', 'mirror');
	const { code, out, err } = await operate(['mirror', folder, '--once'], { url });
	assert.equal(code, 0, err);
	assert.match(
		out,
		/^Copied state 1 to .*: snapshot\.json, history\.json, keys\.json, .*define\.js.*candor\.js/,
	);
	assert.equal(text(folder, 'snapshot.json'), (await request('/v1/snapshot')).text);
	const { json, jws } = partsOf(text(folder, 'snapshot.json'));
	assert.equal((await verified(key.pin, jws, json))?.typ, 'snapshot');
	assert.equal(text(folder, 'history.json'), (await request('/v1/history')).text);
	assert.equal(text(folder, 'keys.json'), (await request('/v1/keys')).text);
	for (const name of ['candor.js', 'define.js'])
		assert.equal(text(folder, name), (await request(`/${name}`)).text);
	assert.deepEqual(
		readdirSync(folder).filter((name) => name.endsWith('.new')),
		[],
	);
});

test('it copies each change at once, and nothing twice', patience, async (context) => {
	const { url, rename } = await aSigningServer(context);
	const folder = aFolder(context);
	const mirror = aMirror(context, url, folder);
	await mirror.line(/Copied state 0 .*candor\.js/);
	for (const seq of [1, 2, 3]) {
		await rename(`Name ${seq}`);
		assert.match(await mirror.line(new RegExp(`Copied state ${seq} `)), / snapshot\.json\.$/);
		assert.equal(seqOf(folder), seq);
	}
	mirror.minute();
	await mirror.line(/Copied state 3 .* history\.json\.$/);
	assert.equal(JSON.parse(text(folder, 'history.json')).components[0].id, 'checkout');
	mirror.minute();
	await rename('Name 4');
	await mirror.line(/Copied state 4 /);
	assert.equal(mirror.lines.length, 6);
	assert.equal((await mirror.end()).code, 0);
});

test(
	'the last copy stays while the server is away, and is renewed when it is back',
	patience,
	async (context) => {
		const { url, rename, unplug, place } = await aSigningServer(context);
		const folder = aFolder(context);
		const mirror = aMirror(context, url, folder, '--json');
		await rename('Checkout');
		await mirror.line(/"written".*"seq":1/);
		const before = text(folder, 'snapshot.json');
		unplug();
		await mirror.line(/"type":"lost"/);
		await rename('Payments');
		mirror.minute();
		await mirror.line(/"type":"failed".*cannot be reached/);
		assert.equal(text(folder, 'snapshot.json'), before);
		place.fault = () => false;
		await mirror.line(/"type":"back"/);
		await mirror.line(/"written".*"seq":2/);
		assert.equal(seqOf(folder), 2);
	},
);

test('a mirror that is started while the server is away waits for it', patience, async (context) => {
	const { url, place } = await aSigningServer(context);
	place.fault = unplugged;
	const folder = aFolder(context);
	const mirror = aMirror(context, url, folder);
	await mirror.line(/The stream is lost, the last copy stays: /);
	place.fault = () => false;
	await mirror.line(/Connected again/);
	await mirror.line(/Copied state 0 /);
	assert.equal(mirror.lines.filter((line) => /The stream is lost/.test(line)).length, 1);
});

test('whoever reads the copy finds it whole, at any moment', patience, async (context) => {
	const { url, rename } = await aSigningServer(context);
	const folder = aFolder(context);
	const mirror = aMirror(context, url, folder);
	await mirror.line(/Copied state 0 /);
	let reads = 0;
	let done = false;
	const reading = (async () => {
		while (!done) {
			assert.ok(partsOf(text(folder, 'snapshot.json')).jws);
			reads++;
			await new Promise(setImmediate);
		}
	})();
	for (let seq = 1; seq <= 50; seq++) await rename(`${seq} ${'x'.repeat(70)}`);
	await mirror.line(/Copied state 50 /);
	done = true;
	await reading;
	assert.ok(reads > 50);
	assert.equal(seqOf(folder), 50);
});

test(
	'what is no snapshot, no script or an older state does not replace the copy',
	patience,
	async (context) => {
		const { url, rename, place, request } = await aSigningServer(context);
		const folder = aFolder(context);
		const old = (await request('/v1/snapshot')).text;
		await rename('Checkout');
		assert.equal((await operate(['mirror', folder, '--once'], { url })).code, 0);
		const copied = () =>
			readdirSync(folder, { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map(({ parentPath, name }) => [parentPath, name, text(parentPath, name)]);
		const files = copied();
		const whole = text(folder, 'snapshot.json');
		const json = 'application/json';
		const faults: [string, Fault, RegExp][] = [
			['a captive portal', answer('text/html', '<h1>Log in</h1>'), /sent text\/html .* Check its address/],
			['a portal that says it is JSON', answer(json, '<h1>Log in</h1>'), /cannot be read/],
			['a cut body', answer(json, whole.slice(0, -40)), /cannot be read/],
			['another document', answer(json, '{"status":"ok"}'), /cannot be read/],
			[
				'a signature elsewhere',
				answer(json, `{"signature":"a..b",${whole.slice(1)}`.replace(/,"signature":"[^"]*"}$/, '}')),
				/not where it belongs/,
			],
			[
				'a redirect',
				(_request, response) => !!response.writeHead(302, { location: 'https://example.com/' }).end(),
				/sends to/,
			],
			['an unplugged cable', unplugged, /cannot be reached/],
		];
		for (const [name, fault, reason] of faults) {
			place.fault = fault;
			const { code, err } = await operate(['mirror', folder, '--once'], { url });
			assert.equal(code, 3, name);
			assert.match(err, reason, name);
			assert.deepEqual(copied(), files, name);
		}
		place.fault = () => false;
		const mirror = aMirror(context, url, folder);
		await mirror.line(/Copied state 1 /);
		// A cache before the server that still holds yesterday, then a server that no longer signs.
		const newest = text(folder, 'snapshot.json');
		const unsigned = newest.replace(/,"signature":"[^"]*"}$/, '}').replace('"seq":1', '"seq":9');
		for (const [body, reason] of [
			[old, /older than what is known/],
			[unsigned, /no longer signs/],
		] as const) {
			place.fault = (incoming, response) =>
				incoming.url === '/v1/snapshot' && answer(json, body)(incoming, response);
			mirror.minute();
			await mirror.line(reason);
			assert.equal(text(folder, 'snapshot.json'), newest);
		}
	},
);

test('a folder that cannot be written is said, with what to do', patience, async (context) => {
	const { url } = await aSigningServer(context);
	const file = join(aFolder(context), 'file');
	writeFileSync(file, '');
	const { code, err } = await operate(['mirror', file, '--once'], { url });
	assert.equal(code, 3);
	assert.match(err, /could not be written \(E[A-Z]+\)\. Nothing was changed\. Check the folder/);
});
