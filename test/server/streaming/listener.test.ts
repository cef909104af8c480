/**
 * The listener in front of a real HTTP server: which requests it answers itself, and which it
 * passes on unchanged.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { acceptQueueAdvice } from '../../../server/streaming/listener/accept-queue.ts';
import { attachListener } from '../../../server/streaming/listener/attach.ts';
import { parseHandshake } from '../../../server/streaming/listener/handshake.ts';
import type { ConnectionLimiter } from '../../../server/streaming/listener/listener.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { textOf } from '../../support/server.ts';

const noLimit: ConnectionLimiter = {
	tryAcquire: () => ({ releaseConnection: () => undefined }),
	refusal: () => 'refused',
};

/** Answers streams with "stream", and everything else with what the HTTP server received. */
async function aListener(
	context: { after(act: () => unknown): void },
	limiter: ConnectionLimiter = noLimit,
	maxPending = 100,
) {
	const clock = aManualClock();
	const server = createServer(async (request: IncomingMessage, response) => {
		response.end(`${request.method} ${request.url} ${await textOf(request)}`);
	});
	const listener = attachListener(server, clock, {
		path: '/v1/stream',
		requestTimeoutMs: 10_000,
		maxPending,
		limiter,
		onStream(socket, { target }) {
			if (target.includes('refuse')) return false;
			socket.write(`stream ${target}\n`);
			return true;
		},
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const sockets: Socket[] = [];
	context.after(() => {
		for (const socket of sockets) socket.destroy();
		listener.close();
		server.closeAllConnections();
		server.close();
	});
	/** Resolves to a client socket when the server has accepted the connection. */
	const open = async (): Promise<Socket> => {
		const arrived = once(server, 'connection');
		const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
		socket.on('error', () => undefined);
		sockets.push(socket);
		await arrived;
		return socket;
	};
	/** Sends the pieces one by one and resolves when the response matches. */
	const request = async (pieces: readonly string[], expected: RegExp): Promise<string> => {
		const socket = await open();
		socket.setNoDelay(true);
		let text = '';
		socket.on('data', (chunk: Buffer) => {
			text += chunk.toString('latin1');
		});
		for (const piece of pieces) {
			socket.write(piece, 'latin1');
			await new Promise(setImmediate);
		}
		while (!expected.test(text)) await once(socket, 'data');
		socket.destroy();
		return text;
	};
	return { server, listener, clock, open, request };
}

const head = (...lines: string[]): string => [...lines, '', ''].join('\r\n');
const streamRequest = head('GET /v1/stream?since=4 HTTP/1.1', 'Host: a', 'Accept: text/event-stream');

test('a whole, ordinary stream request is parsed', () => {
	const request = parseHandshake(
		Buffer.from(
			head(
				'GET /v1/stream?since=4 HTTP/1.1',
				'HOST:status.example.com',
				'Origin: \thttps://app.example.com ',
				'last-event-id: 7',
				'X-Forwarded-For: 192.0.2.1, 198.51.100.7',
				'Connection: keep-alive',
				'Empty:',
			),
		),
		'/v1/stream',
	);
	assert.deepEqual(request, {
		target: '/v1/stream?since=4',
		host: 'status.example.com',
		origin: 'https://app.example.com',
		lastEventId: '7',
		forwardedFor: '192.0.2.1, 198.51.100.7',
		acceptEncoding: undefined,
	});
});

const otherRequests: Readonly<Record<string, string>> = {
	'another path': head('GET /v1/streams HTTP/1.1', 'Host: a'),
	'a path below the stream': head('GET /v1/stream/x HTTP/1.1', 'Host: a'),
	'an absolute URL': head('GET http://a/v1/stream HTTP/1.1', 'Host: a'),
	'another method': head('POST /v1/stream HTTP/1.1', 'Host: a'),
	'another version': head('GET /v1/stream HTTP/1.0', 'Host: a'),
	'an incomplete head': streamRequest.slice(0, -3),
	'bytes behind the head': `${streamRequest}GET / HTTP/1.1\r\n`,
	'a second request': streamRequest + streamRequest,
	'a body': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Content-Length: 0'),
	'a chunked body': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked'),
	'an upgrade': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Connection: Upgrade', 'Upgrade: h2c'),
	'an expectation': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Expect: 100-continue'),
	'no host': head('GET /v1/stream HTTP/1.1', 'Accept: */*'),
	'two hosts': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Host: b'),
	'two origins': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Origin: b', 'origin: c'),
	'a folded line': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Origin: b', ' c'),
	'a space before the colon': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Origin : b'),
	'bare line feeds': streamRequest.replaceAll('\r\n', '\n'),
	'a bare line feed in a value': head('GET /v1/stream HTTP/1.1', 'Host: a\nOrigin: b'),
	'a bare carriage return': head('GET /v1/stream HTTP/1.1', 'Host: a\rOrigin: b'),
	'a NUL': head('GET /v1/stream HTTP/1.1', 'Host: a\0'),
	'letters beyond ASCII': head('GET /v1/stream HTTP/1.1', 'Host: ä'),
	'a fragment': head('GET /v1/stream#x HTTP/1.1', 'Host: a'),
	'a space in the path': head('GET /v1/stream ?x HTTP/1.1', 'Host: a'),
	'a head that is too long': head('GET /v1/stream HTTP/1.1', 'Host: a', `Cookie: ${'x'.repeat(9_000)}`),
	'no bytes': '',
};

for (const [what, bytes] of Object.entries(otherRequests))
	test(`left to node:http: ${what}`, () => {
		assert.equal(parseHandshake(Buffer.from(bytes, 'latin1'), '/v1/stream'), null);
	});

test('a stream is answered without the HTTP server; a refused stream request goes on to it', async (context) => {
	const { request } = await aListener(context);
	assert.equal(await request([streamRequest], /\n/), 'stream /v1/stream?since=4\n');
	const refused = head('GET /v1/stream?refuse HTTP/1.1', 'Host: a');
	assert.match(await request([refused], /refuse $/), /^HTTP\/1\.1 200 OK\r\n.*GET \/v1\/stream\?refuse $/s);
});

test('node:http gets every byte of a request once and in order, in whatever pieces it arrives', async (context) => {
	const { request } = await aListener(context);
	const body = 'x'.repeat(3_000);
	const post = `${head('POST /v1/notices HTTP/1.1', 'Host: a', `Content-Length: ${body.length}`)}${body}`;
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(fc.integer({ min: 1, max: post.length - 1 }), { maxLength: 5 }),
			async (cuts) => {
				const ends = [...cuts.sort((a, b) => a - b), post.length];
				const pieces = ends.map((end, index) => post.slice(ends[index - 1] ?? 0, end));
				const response = await request(pieces, /x{3000}/);
				assert.ok(response.endsWith(`POST /v1/notices ${body}`), response.slice(0, 500));
			},
		),
		{ numRuns: 60 },
	);
});

test('sequential and pipelined requests are all answered', async (context) => {
	const { request } = await aListener(context);
	const get = (path: string) => head(`GET ${path} HTTP/1.1`, 'Host: a');
	const response = await request([get('/1') + get('/2'), get('/3')], /\/3 /);
	assert.deepEqual(response.match(/GET \/\d/g), ['GET /1', 'GET /2', 'GET /3']);
});

test('a second request on the connection of a stream closes it', async (context) => {
	const { open } = await aListener(context);
	const socket = await open();
	const closed = once(socket, 'close');
	socket.write(streamRequest);
	await once(socket, 'data');
	socket.write(streamRequest);
	await closed;
});

test('a connection without a request is closed after ten seconds; a stream is not', async (context) => {
	const { open, clock, listener } = await aListener(context);
	const silent = await open();
	const closed = once(silent, 'close');
	const stream = await open();
	stream.write(streamRequest);
	await once(stream, 'data');
	assert.equal(listener.pendingCount, 1);
	clock.advance(9_000);
	assert.equal(listener.pendingCount, 1);
	clock.advance(2_000);
	await closed;
	assert.equal(listener.pendingCount, 0);
	assert.equal(stream.destroyed, false);
});

test('when too many connections are pending, the oldest is closed', async (context) => {
	const { open, request, listener } = await aListener(context, noLimit, 2);
	const [first, second] = [await open(), await open()];
	const closed = once(first, 'close');
	assert.match(await request([streamRequest], /\n/), /^stream/);
	await closed;
	assert.equal(second.destroyed, false);
	assert.equal(listener.pendingCount, 1);
});

test('a connection without a slot gets the refusal; every slot is released exactly once', async (context) => {
	let slots = 0;
	const limiter: ConnectionLimiter = {
		tryAcquire: () => {
			if (slots >= 2) return null;
			slots += 1;
			return {
				releaseConnection() {
					slots -= 1;
				},
			};
		},
		refusal: () => 'HTTP/1.1 429 Too many\r\n\r\n',
	};
	const { request, open, server } = await aListener(context, limiter);
	const [one] = [await open(), await open()];
	assert.match(await request([''], /429/), /^HTTP\/1\.1 429/);
	const released = new Promise<void>((resolve) => {
		const check = (): void => (slots < 2 ? resolve() : void setImmediate(check));
		check();
	});
	one?.destroy();
	await released;
	assert.equal(slots, 1);
	// A stream gives its connection slot back at once.
	assert.match(await request([streamRequest], /\n/), /^stream/);
	assert.equal(slots, 1);
	assert.equal(server.listening, true);
});

test('a short accept queue is reported with the command that makes it longer', () => {
	assert.match(acceptQueueAdvice(() => '4096') ?? '', /4096.*sysctl -w net\.core\.somaxconn=65535/);
	assert.equal(
		acceptQueueAdvice(() => '65535'),
		null,
	);
	assert.equal(
		acceptQueueAdvice(() => null),
		null,
	);
});
