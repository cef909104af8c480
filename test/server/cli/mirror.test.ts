/**
 * `candor mirror` into a folder: identical bytes, complete at any time, over outages of the server.
 */
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
import { type Fault, listen, runCli } from './harness.ts';
import { watch } from './watcher.ts';

/** A line that never comes fails the test. */
const timeLimit = { timeout: 20_000 };
const readText = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const seqOf = (folder: string): number => JSON.parse(readText(folder, 'snapshot.json')).seq;

/** Starts a server that signs, behind a proxy that can inject faults. */
async function startSigningServer(context: TestContext) {
	const keys = join(aFolder(context), 'keys.json');
	const key = createKey(keys, 'ES256', new Date().toISOString());
	const server = await aServer(context, { keys });
	const proxy: { fault: Fault } = { fault: () => false };
	const sockets = new Set<Socket>();
	const url = await listen(context, (request, response) => {
		sockets.add(request.socket);
		if (!proxy.fault(request, response)) server.candor.handler(request, response);
	});
	const rename = (name: string) => server.write('PUT', '/v1/components/checkout', { name });
	/** Breaks every connection and refuses new ones, as when a machine fails. */
	const unplug = () => {
		proxy.fault = unplugged;
		for (const socket of sockets) socket.destroy();
	};
	return { ...server, url, key, rename, proxy, unplug };
}

/** Runs `candor mirror`. `minute` ends the wait before its regular refresh. */
function runMirror(context: TestContext, url: string, ...argv: string[]) {
	const ending = new AbortController();
	let endWait = (): void => undefined;
	/** Waits take no time, so the test's clock must add them up. */
	let elapsedMs = 0;
	const io = {
		interruption: () => ending.signal,
		monotonicNow: () => elapsedMs,
		sleep: (ms: number, signal?: AbortSignal): Promise<void> =>
			new Promise((resolve) => {
				if (ms < 60_000) elapsedMs += ms;
				if (ms < 60_000 || signal?.aborted) return void setImmediate(resolve);
				signal?.addEventListener('abort', () => resolve());
				endWait = resolve;
			}),
	};
	// Runs before the watcher's own cleanup, which aborts another signal and waits for the end.
	context.after(() => ending.abort());
	const watcher = watch(context, url, { command: 'mirror', argv, io });
	const end = () => {
		ending.abort();
		return watcher.ended;
	};
	return { ...watcher, end, minute: () => endWait() };
}

const respondWith = (type: string, body: string) => (_request: IncomingMessage, response: ServerResponse) => {
	response.writeHead(200, { 'content-type': type }).end(body);
	return true;
};
const unplugged: Fault = (request) => {
	request.socket.destroy();
	return true;
};

test('--once copies the exact bytes that the server sends', timeLimit, async (context) => {
	const { url, key, rename, request } = await startSigningServer(context);
	await rename('Checkout');
	const folder = join(aFolder(context), 'new', 'mirror');
	const { code, out, err } = await runCli(['mirror', folder, '--once'], { url });
	assert.equal(code, 0, err);
	assert.match(
		out,
		/^Copied state 1 to .*: snapshot\.json, history\.json, keys\.json, .*define\.js.*candor\.js/,
	);
	assert.equal(readText(folder, 'snapshot.json'), (await request('/v1/snapshot')).text);
	const { json, jws } = partsOf(readText(folder, 'snapshot.json'));
	assert.equal((await verified(key.pin, jws, json))?.typ, 'snapshot');
	assert.equal(readText(folder, 'history.json'), (await request('/v1/history')).text);
	assert.equal(readText(folder, 'keys.json'), (await request('/v1/keys')).text);
	for (const name of ['candor.js', 'define.js'])
		assert.equal(readText(folder, name), (await request(`/${name}`)).text);
	assert.deepEqual(
		readdirSync(folder).filter((name) => name.endsWith('.new')),
		[],
	);
});

test('each change is copied at once, and nothing is copied twice', timeLimit, async (context) => {
	const { url, rename } = await startSigningServer(context);
	const folder = aFolder(context);
	const mirror = runMirror(context, url, folder);
	await mirror.line(/Copied state 0 .*candor\.js/);
	for (const seq of [1, 2, 3]) {
		await rename(`Name ${seq}`);
		assert.match(await mirror.line(new RegExp(`Copied state ${seq} `)), / snapshot\.json\.$/);
		assert.equal(seqOf(folder), seq);
	}
	mirror.minute();
	await mirror.line(/Copied state 3 .* history\.json\.$/);
	assert.equal(JSON.parse(readText(folder, 'history.json')).components[0].id, 'checkout');
	mirror.minute();
	await rename('Name 4');
	await mirror.line(/Copied state 4 /);
	assert.equal(mirror.lines.length, 6);
	assert.equal((await mirror.end()).code, 0);
});

test(
	'the last copy stays while the server is unreachable, and is renewed afterwards',
	timeLimit,
	async (context) => {
		const { url, rename, unplug, proxy } = await startSigningServer(context);
		const folder = aFolder(context);
		const mirror = runMirror(context, url, folder, '--json');
		await rename('Checkout');
		await mirror.line(/"written".*"seq":1/);
		const before = readText(folder, 'snapshot.json');
		unplug();
		await mirror.line(/"type":"lost"/);
		await rename('Payments');
		mirror.minute();
		await mirror.line(/"type":"failed".*cannot be reached/);
		assert.equal(readText(folder, 'snapshot.json'), before);
		proxy.fault = () => false;
		await mirror.line(/"type":"back"/);
		await mirror.line(/"written".*"seq":2/);
		assert.equal(seqOf(folder), 2);
	},
);

test('a mirror that starts while the server is unreachable waits for it', timeLimit, async (context) => {
	const { url, proxy } = await startSigningServer(context);
	proxy.fault = unplugged;
	const folder = aFolder(context);
	const mirror = runMirror(context, url, folder);
	await mirror.line(/Connection lost; the last copy stays: /);
	proxy.fault = () => false;
	await mirror.line(/Connected again/);
	await mirror.line(/Copied state 0 /);
	assert.equal(mirror.lines.filter((line) => /Connection lost/.test(line)).length, 1);
});

test('the copy is complete at any time', timeLimit, async (context) => {
	const { url, rename } = await startSigningServer(context);
	const folder = aFolder(context);
	const mirror = runMirror(context, url, folder);
	await mirror.line(/Copied state 0 /);
	let reads = 0;
	let done = false;
	const reading = (async () => {
		while (!done) {
			assert.ok(partsOf(readText(folder, 'snapshot.json')).jws);
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

test('invalid files and older states do not replace the copy', timeLimit, async (context) => {
	const { url, rename, proxy, request } = await startSigningServer(context);
	const folder = aFolder(context);
	const old = (await request('/v1/snapshot')).text;
	await rename('Checkout');
	assert.equal((await runCli(['mirror', folder, '--once'], { url })).code, 0);
	const copied = () =>
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map(({ parentPath, name }) => [parentPath, name, readText(parentPath, name)]);
	const files = copied();
	const complete = readText(folder, 'snapshot.json');
	const json = 'application/json';
	const faults: [string, Fault, RegExp][] = [
		['a captive portal', respondWith('text/html', '<h1>Log in</h1>'), /sent text\/html .* Check its address/],
		['a portal that says it is JSON', respondWith(json, '<h1>Log in</h1>'), /cannot be read/],
		['a truncated body', respondWith(json, complete.slice(0, -40)), /cannot be read/],
		['another document', respondWith(json, '{"status":"ok"}'), /cannot be read/],
		[
			'a signature in the wrong place',
			respondWith(json, `{"signature":"a..b",${complete.slice(1)}`.replace(/,"signature":"[^"]*"}$/, '}')),
			/not where it belongs/,
		],
		[
			'a redirect',
			(_request, response) => !!response.writeHead(302, { location: 'https://example.com/' }).end(),
			/redirects to/,
		],
		['an unplugged cable', unplugged, /cannot be reached/],
	];
	for (const [name, fault, reason] of faults) {
		proxy.fault = fault;
		const { code, err } = await runCli(['mirror', folder, '--once'], { url });
		assert.equal(code, 3, name);
		assert.match(err, reason, name);
		assert.deepEqual(copied(), files, name);
	}
	proxy.fault = () => false;
	const mirror = runMirror(context, url, folder);
	await mirror.line(/Copied state 1 /);
	// A cache with an older snapshot, then a server that no longer signs.
	const newest = readText(folder, 'snapshot.json');
	const unsigned = newest.replace(/,"signature":"[^"]*"}$/, '}').replace('"seq":1', '"seq":9');
	for (const [body, reason] of [
		[old, /older than what is known/],
		[unsigned, /no longer signs/],
	] as const) {
		proxy.fault = (incoming, response) =>
			incoming.url === '/v1/snapshot' && respondWith(json, body)(incoming, response);
		mirror.minute();
		await mirror.line(reason);
		assert.equal(readText(folder, 'snapshot.json'), newest);
	}
});

test('a folder that cannot be written leads to an error with advice', timeLimit, async (context) => {
	const { url } = await startSigningServer(context);
	const file = join(aFolder(context), 'file');
	writeFileSync(file, '');
	const { code, err } = await runCli(['mirror', file, '--once'], { url });
	assert.equal(code, 3);
	assert.match(err, /could not be written \(E[A-Z]+\)\. Nothing was changed\. Check the folder/);
});
