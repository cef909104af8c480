/** Heads that come in pieces, or never whole: what they cost, how long they may take, and what they are answered. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { attachListener } from '../../../server/streaming/listener/attach.ts';
import { aHandClock } from '../../support/hand-clock.ts';

const path = '/v1/stream';
const half = `GET ${path}?since=4 HTTP/1.1\r\nHost: a\r\nX: `;
const rest = 'y\r\n\r\n';
const patience = { timeout: 20_000 };

/** A listener before an HTTP server that counts what it is given: each costs a parser. */
async function aListener(context: TestContext, { mostSilent = 1_000, most = 1_000 } = {}) {
	const clock = aHandClock();
	const count = { parsers: 0, inside: 0 };
	const server = createServer((request, response) => void response.end(`other ${request.url}`));
	const [own] = server.listeners('connection');
	server.off('connection', own as () => void);
	server.on('connection', function counted(this: unknown, socket: Socket) {
		count.parsers += 1;
		own?.call(server, socket);
	});
	const exit = (): void => {
		count.inside -= 1;
	};
	const enter = () => {
		if (count.inside >= most) return null;
		count.inside += 1;
		return { exit };
	};
	const listener = attachListener(server, clock, {
		path,
		silentMs: 10_000,
		mostSilent,
		gate: { enter, refusal: () => 'refused' },
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
	/** A connection on which the server has read what was sent. */
	const send = async (text: string): Promise<{ client: Socket; own: Socket }> => {
		const arrived = once(server, 'connection');
		const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
		client.on('error', () => undefined);
		sockets.push(client);
		const [own] = (await arrived) as [Socket];
		await more(client, own, text);
		return { client, own };
	};
	return { clock, count, listener, send };
}

/** Sends some more, and waits until the server has read it. */
async function more(client: Socket, own: Socket, text: string): Promise<void> {
	const read = own.bytesRead + Buffer.byteLength(text);
	client.write(text);
	while (own.bytesRead < read && !own.destroyed) await new Promise(setImmediate);
	await new Promise(setImmediate);
}

test(
	'many half heads cost no parser, and are cut off in time, however slowly they go on',
	patience,
	async (context) => {
		const { clock, count, listener, send } = await aListener(context);
		const all = await Promise.all(Array.from({ length: 1 }, () => send(half)));
		for (let index = 1; index < 100; index++) all.push(await send(half));
		assert.deepEqual([count.parsers, listener.silent, count.inside], [0, 100, 100]);
		const closed = all.map(({ client }) => once(client.resume(), 'close'));
		const [slow] = all;
		for (let second = 0; second < 9; second++) {
			clock.pass(1_000);
			if (slow) await more(slow.client, slow.own, 'y');
		}
		assert.equal(listener.silent, 100);
		clock.pass(2_000);
		await Promise.all(closed);
		assert.deepEqual([count.parsers, listener.silent, count.inside], [0, 0, 0]);
	},
);

test(
	'half heads count: beyond the limit the eldest makes room, and nobody else is let in',
	patience,
	async (context) => {
		const { listener, send } = await aListener(context, { mostSilent: 2 });
		const first = await send(half);
		const second = await send(half);
		const closed = once(first.client.resume(), 'close');
		await send(half);
		await closed;
		assert.deepEqual([listener.silent, second.own.destroyed], [2, false]);
		const full = await aListener(context, { most: 1 });
		await full.send(half);
		const { client } = await full.send('');
		assert.equal(String((await once(client, 'data'))[0]), 'refused');
	},
);

test(
	'a half head that is completed later is answered, as a stream or by node:http',
	patience,
	async (context) => {
		const { clock, count, listener, send } = await aListener(context);
		const stream = await send(half);
		clock.pass(9_000);
		stream.client.write(rest);
		assert.equal(String((await once(stream.client, 'data'))[0]), `stream ${path}?since=4\n`);
		clock.pass(60_000);
		assert.equal(stream.own.destroyed, false, 'nobody waits for it any more');
		const body = await send(half);
		body.client.write('y\r\nContent-Length: 0\r\n\r\n');
		assert.match(
			String((await once(body.client, 'data'))[0]),
			/^HTTP\/1\.1 200 OK\r\n.*other \/v1\/stream\?since=4$/s,
		);
		assert.deepEqual([count.parsers, listener.silent], [1, 0]);
	},
);

test(
	'one that grows beyond what is read, or shows that it is none, goes on to node:http at once',
	patience,
	async (context) => {
		const { count, listener, send } = await aListener(context);
		const long = await send(half);
		await more(long.client, long.own, 'y'.repeat(9_000));
		assert.deepEqual([count.parsers, listener.silent], [1, 0]);
		await send(`GET ${path} HTTP/1.1\nHost: a`);
		await send('GET /v1/snapshot HTTP/1.1\r\nHost');
		assert.deepEqual([count.parsers, listener.silent], [3, 0]);
	},
);

test('whoever leaves with half a head is counted out', patience, async (context) => {
	const { count, listener, send } = await aListener(context);
	const { client, own } = await send(half);
	const closed = once(own, 'close');
	client.end();
	await closed;
	assert.deepEqual([count.parsers, listener.silent, count.inside], [0, 0, 0]);
});
