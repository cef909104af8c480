/**
 * Request heads that arrive in pieces or never become complete: what they cost, how long they may
 * take, and the response.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { attachListener } from '../../../server/streaming/listener/attach.ts';
import { aManualClock } from '../../support/manual-clock.ts';

const path = '/v1/stream';
const partial = `GET ${path}?since=4 HTTP/1.1\r\nHost: a\r\nX: `;
const rest = 'y\r\n\r\n';
const limited = { timeout: 20_000 };

/**
 * A listener in front of an HTTP server that counts its connections: each of them costs a parser.
 */
async function aListener(context: TestContext, { maxPending = 1_000, maxConnections = 1_000 } = {}) {
	const clock = aManualClock();
	const count = { parsers: 0, slots: 0 };
	const server = createServer((request, response) => void response.end(`other ${request.url}`));
	const [handler] = server.listeners('connection');
	server.off('connection', handler as () => void);
	server.on('connection', function counted(this: unknown, socket: Socket) {
		count.parsers += 1;
		handler?.call(server, socket);
	});
	const releaseConnection = (): void => {
		count.slots -= 1;
	};
	const tryAcquire = () => {
		if (count.slots >= maxConnections) return null;
		count.slots += 1;
		return { releaseConnection };
	};
	const listener = attachListener(server, clock, {
		path,
		requestTimeoutMs: 10_000,
		maxPending,
		limiter: { tryAcquire, refusal: () => 'refused' },
		onStream(socket, { target }) {
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
	/** Both ends of a connection, after the server has read the text. */
	const send = async (text: string): Promise<{ client: Socket; serverSide: Socket }> => {
		const arrived = once(server, 'connection');
		const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
		client.on('error', () => undefined);
		sockets.push(client);
		const [serverSide] = (await arrived) as [Socket];
		await sendMore(client, serverSide, text);
		return { client, serverSide };
	};
	return { clock, count, listener, send };
}

/** Sends text and resolves when the server has read it. */
async function sendMore(client: Socket, serverSide: Socket, text: string): Promise<void> {
	const bytesRead = serverSide.bytesRead + Buffer.byteLength(text);
	client.write(text);
	while (serverSide.bytesRead < bytesRead && !serverSide.destroyed) await new Promise(setImmediate);
	await new Promise(setImmediate);
}

test('partial heads cost no parser and time out, even while they slowly grow', limited, async (context) => {
	const { clock, count, listener, send } = await aListener(context);
	const connections = [];
	for (let index = 0; index < 100; index++) connections.push(await send(partial));
	assert.deepEqual([count.parsers, listener.pendingCount, count.slots], [0, 100, 100]);
	const closed = connections.map(({ client }) => once(client.resume(), 'close'));
	const [slow] = connections;
	for (let second = 0; second < 9; second++) {
		clock.advance(1_000);
		if (slow) await sendMore(slow.client, slow.serverSide, 'y');
	}
	assert.equal(listener.pendingCount, 100);
	clock.advance(2_000);
	await Promise.all(closed);
	assert.deepEqual([count.parsers, listener.pendingCount, count.slots], [0, 0, 0]);
});

test(
	'partial heads count against both limits: the oldest is closed, or the new connection is refused',
	limited,
	async (context) => {
		const { listener, send } = await aListener(context, { maxPending: 2 });
		const first = await send(partial);
		const second = await send(partial);
		const closed = once(first.client.resume(), 'close');
		await send(partial);
		await closed;
		assert.deepEqual([listener.pendingCount, second.serverSide.destroyed], [2, false]);
		const full = await aListener(context, { maxConnections: 1 });
		await full.send(partial);
		const { client } = await full.send('');
		assert.equal(String((await once(client, 'data'))[0]), 'refused');
	},
);

test(
	'a partial head that is completed later is answered, as a stream or by node:http',
	limited,
	async (context) => {
		const { clock, count, listener, send } = await aListener(context);
		const stream = await send(partial);
		clock.advance(9_000);
		stream.client.write(rest);
		assert.equal(String((await once(stream.client, 'data'))[0]), `stream ${path}?since=4\n`);
		clock.advance(60_000);
		assert.equal(stream.serverSide.destroyed, false, 'the request timeout does not apply to a stream');
		const other = await send(partial);
		other.client.write('y\r\nContent-Length: 0\r\n\r\n');
		assert.match(
			String((await once(other.client, 'data'))[0]),
			/^HTTP\/1\.1 200 OK\r\n.*other \/v1\/stream\?since=4$/s,
		);
		assert.deepEqual([count.parsers, listener.pendingCount], [1, 0]);
	},
);

test(
	'a partial head goes to node:http as soon as it is too long or cannot become a stream request',
	limited,
	async (context) => {
		const { count, listener, send } = await aListener(context);
		const long = await send(partial);
		await sendMore(long.client, long.serverSide, 'y'.repeat(9_000));
		assert.deepEqual([count.parsers, listener.pendingCount], [1, 0]);
		await send(`GET ${path} HTTP/1.1\nHost: a`);
		await send('GET /v1/snapshot HTTP/1.1\r\nHost');
		assert.deepEqual([count.parsers, listener.pendingCount], [3, 0]);
	},
);

test('a client that disconnects with a partial head releases its slot', limited, async (context) => {
	const { count, listener, send } = await aListener(context);
	const { client, serverSide } = await send(partial);
	const closed = once(serverSide, 'close');
	client.end();
	await closed;
	assert.deepEqual([count.parsers, listener.pendingCount, count.slots], [0, 0, 0]);
});
