/** The listener in front of a real HTTP server: what it answers itself, and what goes on untouched. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { attachListener } from '../../../server/streaming/listener/attach.ts';
import { acceptQueueAdvice } from '../../../server/streaming/listener/backlog.ts';
import { readHandshake } from '../../../server/streaming/listener/handshake.ts';
import type { Gate } from '../../../server/streaming/listener/listener.ts';
import { aHandClock } from '../../support/hand-clock.ts';
import { textOf } from '../../support/server.ts';

const open: Gate = { enter: () => ({ exit: () => undefined }), refusal: () => 'refused' };

/** Streams are answered with "stream", everything else with what the HTTP server understood. */
async function aListener(context: { after(act: () => unknown): void }, gate: Gate = open, mostSilent = 100) {
	const clock = aHandClock();
	const server = createServer(async (request: IncomingMessage, response) => {
		response.end(`${request.method} ${request.url} ${await textOf(request)}`);
	});
	const listener = attachListener(server, clock, {
		path: '/v1/stream',
		silentMs: 10_000,
		mostSilent,
		gate,
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
	const call = async (): Promise<Socket> => {
		const arrived = once(server, 'connection');
		const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
		socket.on('error', () => undefined);
		sockets.push(socket);
		await arrived;
		return socket;
	};
	/** Sends each piece once the one before it has been read, and waits for an answer that matches. */
	const ask = async (pieces: readonly string[], answer: RegExp): Promise<string> => {
		const socket = await call();
		socket.setNoDelay(true);
		let text = '';
		socket.on('data', (chunk: Buffer) => {
			text += chunk.toString('latin1');
		});
		for (const piece of pieces) {
			socket.write(piece, 'latin1');
			await new Promise(setImmediate);
		}
		while (!answer.test(text)) await once(socket, 'data');
		socket.destroy();
		return text;
	};
	return { server, listener, clock, call, ask };
}

const head = (...lines: string[]): string => [...lines, '', ''].join('\r\n');
const plain = head('GET /v1/stream?since=4 HTTP/1.1', 'Host: a', 'Accept: text/event-stream');

test('a whole, ordinary request for the stream is read', () => {
	const request = readHandshake(
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
	});
});

const others: Readonly<Record<string, string>> = {
	'another path': head('GET /v1/streams HTTP/1.1', 'Host: a'),
	'a path below it': head('GET /v1/stream/x HTTP/1.1', 'Host: a'),
	'a whole address': head('GET http://a/v1/stream HTTP/1.1', 'Host: a'),
	'another method': head('POST /v1/stream HTTP/1.1', 'Host: a'),
	'another version': head('GET /v1/stream HTTP/1.0', 'Host: a'),
	'half a head': plain.slice(0, -3),
	'something behind it': `${plain}GET / HTTP/1.1\r\n`,
	'a second request': plain + plain,
	'a body': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Content-Length: 0'),
	'a chunked body': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked'),
	'an upgrade': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Connection: Upgrade', 'Upgrade: h2c'),
	'an expectation': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Expect: 100-continue'),
	'no host': head('GET /v1/stream HTTP/1.1', 'Accept: */*'),
	'two hosts': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Host: b'),
	'two origins': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Origin: b', 'origin: c'),
	'a folded line': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Origin: b', ' c'),
	'a space before the colon': head('GET /v1/stream HTTP/1.1', 'Host: a', 'Origin : b'),
	'bare line feeds': plain.replaceAll('\r\n', '\n'),
	'a bare line feed in a value': head('GET /v1/stream HTTP/1.1', 'Host: a\nOrigin: b'),
	'a bare carriage return': head('GET /v1/stream HTTP/1.1', 'Host: a\rOrigin: b'),
	'a NUL': head('GET /v1/stream HTTP/1.1', 'Host: a\0'),
	'letters beyond ASCII': head('GET /v1/stream HTTP/1.1', 'Host: ä'),
	'a fragment': head('GET /v1/stream#x HTTP/1.1', 'Host: a'),
	'a space in the path': head('GET /v1/stream ?x HTTP/1.1', 'Host: a'),
	'too much': head('GET /v1/stream HTTP/1.1', 'Host: a', `Cookie: ${'x'.repeat(9_000)}`),
	nothing: '',
};

for (const [what, bytes] of Object.entries(others))
	test(`left to node:http: ${what}`, () => {
		assert.equal(readHandshake(Buffer.from(bytes, 'latin1'), '/v1/stream'), null);
	});

test('a stream is answered without the HTTP server; what is refused goes on to it', async (context) => {
	const { ask } = await aListener(context);
	assert.equal(await ask([plain], /\n/), 'stream /v1/stream?since=4\n');
	const refused = head('GET /v1/stream?refuse HTTP/1.1', 'Host: a');
	assert.match(await ask([refused], /refuse $/), /^HTTP\/1\.1 200 OK\r\n.*GET \/v1\/stream\?refuse $/s);
});

test('wherever a request is cut, node:http gets every byte of it once, and in order', async (context) => {
	const { ask } = await aListener(context);
	const body = 'x'.repeat(3_000);
	const request = `${head('POST /v1/notices HTTP/1.1', 'Host: a', `Content-Length: ${body.length}`)}${body}`;
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(fc.integer({ min: 1, max: request.length - 1 }), { maxLength: 5 }),
			async (cuts) => {
				const ends = [...cuts.sort((a, b) => a - b), request.length];
				const pieces = ends.map((end, index) => request.slice(ends[index - 1] ?? 0, end));
				const answer = await ask(pieces, /x{3000}/);
				assert.ok(answer.endsWith(`POST /v1/notices ${body}`), answer.slice(0, 500));
			},
		),
		{ numRuns: 60 },
	);
});

test('requests in a row, and one behind another, are all answered', async (context) => {
	const { ask } = await aListener(context);
	const get = (path: string) => head(`GET ${path} HTTP/1.1`, 'Host: a');
	const answer = await ask([get('/1') + get('/2'), get('/3')], /\/3 /);
	assert.deepEqual(answer.match(/GET \/\d/g), ['GET /1', 'GET /2', 'GET /3']);
});

test('what comes behind a stream on its connection ends it', async (context) => {
	const { call } = await aListener(context);
	const socket = await call();
	const closed = once(socket, 'close');
	socket.write(plain);
	await once(socket, 'data');
	socket.write(plain);
	await closed;
});

test('a connection that says nothing is closed after ten seconds; one that became a stream is not', async (context) => {
	const { call, clock, listener } = await aListener(context);
	const silent = await call();
	const closed = once(silent, 'close');
	const stream = await call();
	stream.write(plain);
	await once(stream, 'data');
	assert.equal(listener.silent, 1);
	clock.pass(9_000);
	assert.equal(listener.silent, 1);
	clock.pass(2_000);
	await closed;
	assert.equal(listener.silent, 0);
	assert.equal(stream.destroyed, false);
});

test('when too many say nothing, the one that has done so for longest makes room', async (context) => {
	const { call, ask, listener } = await aListener(context, open, 2);
	const [first, second] = [await call(), await call()];
	const closed = once(first, 'close');
	assert.match(await ask([plain], /\n/), /^stream/);
	await closed;
	assert.equal(second.destroyed, false);
	assert.equal(listener.silent, 1);
});

test('whoever is not let in is told so; whoever was let in is counted out once', async (context) => {
	let inside = 0;
	const gate: Gate = {
		enter: () => {
			if (inside >= 2) return null;
			inside += 1;
			return {
				exit() {
					inside -= 1;
				},
			};
		},
		refusal: () => 'HTTP/1.1 429 Too many\r\n\r\n',
	};
	const { ask, call, server } = await aListener(context, gate);
	const [one] = [await call(), await call()];
	assert.match(await ask([''], /429/), /^HTTP\/1\.1 429/);
	const counted = new Promise<void>((resolve) => {
		const look = (): void => (inside < 2 ? resolve() : void setImmediate(look));
		look();
	});
	one?.destroy();
	await counted;
	assert.equal(inside, 1);
	// A stream is counted by whoever took it.
	assert.match(await ask([plain], /\n/), /^stream/);
	assert.equal(inside, 1);
	assert.equal(server.listening, true);
});

test('a short accept queue is told with what to do about it', () => {
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
