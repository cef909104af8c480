/** The hub on real sockets: readers who leave, and readers who read nothing. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { systemClock } from '../../server/clock.ts';
import { Hub } from '../../server/hub/hub.ts';
import type { Commit } from '../../src/model/index.ts';
import { at } from '../model/given.ts';

type Context = { after(act: () => unknown): void };

const commit = (seq: number, title: string): Commit => ({
	seq,
	at: at(0),
	actor: 'test',
	cause: { command: 'put-page' },
	changes: [{ kind: 'page', id: 'page', value: { name: title, statusUrl: null, supportUrl: null } }],
});

async function aHub(context: Context, first = 'first') {
	const hub = new Hub(systemClock, { heartbeatMs: 60_000, backlogLimit: 64 * 1024 });
	const attached: ((socket: Socket) => void)[] = [];
	const server = createServer((socket) => {
		hub.attach(socket, Buffer.from(first));
		attached.shift()?.(socket);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const clients: Socket[] = [];
	context.after(async () => {
		for (const client of clients) client.destroy();
		await hub.drain(Buffer.from('end'), 10);
		server.close();
	});
	/** A connected reader: its own end, and the hub's. */
	const pair = async (): Promise<readonly [client: Socket, hubSide: Socket]> => {
		const here = new Promise<Socket>((resolve) => attached.push(resolve));
		const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
		client.on('error', () => undefined);
		clients.push(client);
		return [client, await here];
	};
	return { hub, pair, join: async () => (await pair())[0] };
}

/** Waits until the client has received `text`. */
const received = (client: Socket, text: string): Promise<void> =>
	new Promise((resolve) => {
		// Of what came before, only as much as could be the beginning of the text.
		let tail = '';
		const look = (chunk: Buffer): void => {
			const seen = tail + chunk.toString();
			tail = seen.slice(-text.length);
			if (!seen.includes(text)) return;
			client.off('data', look);
			resolve();
		};
		client.on('data', look);
	});

test('every reader gets every publication, also after others have left', async (context) => {
	const { hub, pair, join } = await aHub(context);
	const [[one, hubSide], two, three] = [await pair(), await join(), await join()];
	assert.equal(hub.size, 3);
	const closed = new Promise((resolve) => hubSide.once('close', resolve));
	one.destroy();
	await closed;
	const both = [received(two, '"name":"Hello"'), received(three, '"name":"Hello"')];
	hub.publish(commit(1, 'Hello'));
	await Promise.all(both);
	assert.equal(hub.size, 2);
});

test('a reader who reads nothing is cut at the backlog limit; the others lose nothing', async (context) => {
	const { hub, join } = await aHub(context);
	const stuck = await join();
	stuck.pause();
	const reader = await join();
	const end = received(reader, '"name":"end"');
	const large = 'x'.repeat(1024 * 1024);
	let published = 0;
	// The system's own buffers hold some megabytes before a backlog shows.
	while (hub.size > 1 && published < 64) {
		const arrived = received(reader, `"seq":${published + 1},"at"`);
		hub.publish(commit(++published, large));
		await arrived;
	}
	assert.equal(hub.size, 1);
	hub.publish(commit(published + 1, 'end'));
	await end;
});

test('a reader on a slow line is not cut while it takes in what it came for', async (context) => {
	const large = `${'x'.repeat(32 * 1024 * 1024)}whole`;
	const { hub, join } = await aHub(context, large);
	const reader = await join();
	reader.pause();
	hub.publish(commit(1, 'One'));
	hub.publish(commit(2, 'Two'));
	assert.equal(hub.size, 1);
	const all = [received(reader, 'whole'), received(reader, '"name":"Two"')];
	reader.resume();
	await Promise.all(all);
	// From then on it is a reader like the others.
	reader.pause();
	for (let seq = 3; hub.size > 0 && seq < 64; seq++) {
		hub.publish(commit(seq, 'x'.repeat(1024 * 1024)));
		await new Promise(setImmediate);
	}
	assert.equal(hub.size, 0);
});

test('a drain ends even a reader who reads nothing', async (context) => {
	const { hub, join } = await aHub(context);
	const stuck = await join();
	stuck.pause();
	hub.publish(commit(1, 'x'.repeat(16 * 1024 * 1024)));
	await hub.drain(1_000, 50);
	assert.equal(hub.size, 0);
	assert.equal(hub.draining, true);
});

test('what is private is not published', async (context) => {
	const { hub, join } = await aHub(context);
	const reader = await join();
	const shown = received(reader, 'shown');
	const secret: Commit = {
		...commit(1, ''),
		changes: [{ kind: 'retraction', id: 'n', value: { title: 'secret', reason: '', at: at(0) } }],
	};
	let all = '';
	reader.on('data', (chunk) => {
		all += chunk;
	});
	hub.publish(secret);
	hub.publish(commit(2, 'shown'));
	await shown;
	assert.doesNotMatch(all, /secret/);
});
