/** The connection of `candor watch`: interruptions, retire frames, other logs, silence. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import type { StateRecord } from '../../../src/model/state/state.ts';
import { silenceLimitMs } from '../../../src/model/wire/delivery.ts';
import { encodeFrame } from '../../../src/model/wire/frame-text.ts';
import { protocolVersion } from '../../../src/model/wire/frames.ts';
import { listen, noon, startServer } from './harness.ts';
import { watch } from './watcher.ts';

/** A line that never comes fails the test. */
const timeLimit = { timeout: 20_000 };

/** A server whose streams are scripted, one function per connection. The last one repeats. */
async function startScriptedServer(
	context: Parameters<typeof listen>[0],
	...scripts: ((response: ServerResponse, url: string) => void)[]
) {
	let connections = 0;
	return listen(context, (request, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		scripts[Math.min(connections++, scripts.length - 1)]?.(response, request.url ?? '');
	});
}
const at = new Date(noon).toISOString();
const pageRecord = (name: string, seq: number): StateRecord => ({
	kind: 'page',
	id: 'page',
	seq,
	value: { name, statusUrl: null, supportUrl: null, subscribe: [] },
});
const snapshot = (name: string, seq: number, site = 'a'): string =>
	encodeFrame({
		name: 'snapshot',
		data: {
			...{ v: protocolVersion, seq, at, site, records: [pageRecord(name, seq)] },
			...{ policy: { mode: 'stream', intervalMs: 1000 }, heartbeatMs: 15_000 },
		},
	});
const change = (name: string, seq: number, site = 'a'): string =>
	encodeFrame({
		name: 'change',
		data: { v: protocolVersion, seq, at, site, since: 0, records: [pageRecord(name, seq)] },
	});

test('after a lost connection, the changes of the meantime are printed', timeLimit, async (context) => {
	const server = await startServer(context);
	let streams: ServerResponse[] = [];
	let down = false;
	server.fault = (request, response) => {
		if (!request.url?.startsWith('/v1/stream')) return false;
		if (down) response.destroy();
		else streams.push(response);
		return down;
	};
	await server.candor('open', 'Checkout is failing');
	const watcher = watch(context, server.url);
	assert.match(await watcher.line(/Watching/), /Open: “Checkout is failing” \(n1\)/);
	down = true;
	for (const stream of streams) stream.destroy();
	await watcher.line(/Connection lost: .+\. Retrying in \d/);
	await server.candor('update', 'News while offline.');
	streams = [];
	down = false;
	await watcher.line(/Connected again/);
	await watcher.line(/News while offline/);
	await server.candor('resolve');
	await watcher.line(/Ended/);
	assert.equal(watcher.lines.filter((line) => /News while/.test(line)).length, 1);
});

test('after a retire frame it reconnects and continues from its cursor', timeLimit, async (context) => {
	const addresses: string[] = [];
	const url = await startScriptedServer(
		context,
		(response) =>
			response.write(snapshot('One', 7) + encodeFrame({ name: 'retire', data: { v: 1, afterMs: 500 } })),
		(response, address) => {
			addresses.push(address);
			response.write(change('Two', 8));
		},
	);
	const watcher = watch(context, url);
	await watcher.line(/about to stop/);
	await watcher.line(/The page is called “Two”/);
	assert.deepEqual(addresses, ['/v1/stream?since=7']);
});

test('a server with another log is read from its snapshot', timeLimit, async (context) => {
	const addresses: string[] = [];
	const url = await startScriptedServer(
		context,
		(response) => response.end(snapshot('One', 7)),
		(response, address) => {
			addresses.push(address);
			response.write(change('Wrong', 9, 'b'));
		},
		(response, address) => {
			addresses.push(address);
			response.write(snapshot('Two', 3, 'b'));
		},
	);
	const watcher = watch(context, url);
	await watcher.line(/has started a new log/);
	await watcher.line(/The page is called “Two”/);
	assert.deepEqual(addresses, ['/v1/stream?since=7', '/v1/stream']);
	assert.ok(!watcher.lines.some((line) => line.includes('Wrong')));
});

test('frames may be split anywhere; unknown and invalid frames are handled', timeLimit, async (context) => {
	const bytes = Buffer.from(`\ufeff: hello\n\nevent: later\ndata: {}\n\n${snapshot('Überall', 7)}`);
	const url = await startScriptedServer(context, (response) => {
		for (const byte of bytes) response.write(Buffer.from([byte]));
	});
	await watch(context, url).line(/Watching Überall/);
	const invalid = await startScriptedServer(
		context,
		(response) => response.write(`${snapshot('One', 7)}event: change\ndata: {"v":1}\n\n`),
		(response) => response.write(snapshot('Two', 8)),
	);
	const watcher = watch(context, invalid);
	await watcher.line(/cannot be read/);
	await watcher.line(/The page is called “Two”/);
});

test('a silent connection is replaced', timeLimit, async (context) => {
	const url = await startScriptedServer(
		context,
		(response) => response.write(snapshot('One', 7)),
		(response) => response.write(change('Two', 8)),
	);
	let silences = 0;
	// The third of these timeouts is for the second read of the first connection, which never ends.
	// The wait before the reminders is another one.
	const timeout = (ms: number): AbortSignal => {
		const isSilence = ms === silenceLimitMs(15_000);
		if (isSilence) silences += 1;
		return isSilence && silences === 3 ? AbortSignal.timeout(1) : new AbortController().signal;
	};
	const watcher = watch(context, url, { io: { timeout } });
	await watcher.line(/no data for 38 s/);
	await watcher.line(/The page is called “Two”/);
});

test('3: it gives up if the address is not a Candor server', timeLimit, async (context) => {
	const page = await listen(context, (_request, response) => response.end('<h1>Hello</h1>'));
	const watcher = watch(context, page);
	await watcher.line(/Connection lost: .* or CANDOR_URL\. Retrying in /);
	const { code, err } = await watcher.ended;
	assert.equal(code, 3);
	assert.match(err, /it is not an event stream/);
});
