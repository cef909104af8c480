/**
 * The hub on real sockets: clients that disconnect, clients that read slowly, heartbeats and
 * rotation.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { aHub, all, received } from '../../support/hub.ts';
import { aManualClock } from '../../support/manual-clock.ts';

const frame = (text: string): Buffer => Buffer.from(`[${text}]`);
/** More than the kernel's buffers hold, so that a part of it stays in the backlog. */
const beyondBuffers = Buffer.alloc(32 * 1024 * 1024, 'x');

test('every stream gets every frame, also after another one was closed', async (context) => {
	const { hub, pair, join } = await aHub(context);
	const [[one, hubSide], two, three] = [await pair(), await join(), await join()];
	assert.equal(hub.size, 3);
	const closed = once(hubSide, 'close');
	one.destroy();
	await closed;
	const both = [received(two, '[Hello]'), received(three, '[Hello]')];
	hub.publish(frame('Hello'));
	await Promise.all(both);
	assert.equal(hub.size, 2);
});

test('a client that reads nothing is disconnected at the backlog limit; the others lose nothing', async (context) => {
	let slowCloses = 0;
	const { hub, join } = await aHub(context, { onSlowClose: () => (slowCloses += 1) });
	const stalled = await join();
	stalled.pause();
	const client = await join();
	const end = received(client, '[end]');
	const large = 'x'.repeat(1024 * 1024);
	let published = 0;
	while (hub.size > 1 && published < 64) {
		const arrived = received(client, `${++published}]`);
		hub.publish(frame(`${large}${published}`));
		await arrived;
	}
	assert.deepEqual([hub.size, slowCloses], [1, 1]);
	hub.publish(frame('end'));
	await end;
});

test('a slow client is not disconnected while it receives a large first frame', async (context) => {
	const large = `${'x'.repeat(beyondBuffers.length)}whole`;
	const { hub, join } = await aHub(context, { first: large });
	const client = await join();
	client.pause();
	hub.publish(frame('One'));
	hub.publish(frame('Two'));
	assert.equal(hub.size, 1);
	const both = [received(client, 'whole'), received(client, '[Two]')];
	client.resume();
	await Promise.all(both);
	// After the first frame the backlog limit applies as usual.
	client.pause();
	for (let count = 0; hub.size > 0 && count < 64; count++) {
		hub.publish(Buffer.alloc(1024 * 1024, 'x'));
		await new Promise(setImmediate);
	}
	assert.equal(hub.size, 0);
});

test('a stalled client is disconnected after the timeout, even with a small backlog', async (context) => {
	const clock = aManualClock();
	const { hub, pair } = await aHub(context, { clock, heartbeatMs: 15_000 });
	const [client, hubSide] = await pair();
	client.pause();
	hub.publish(beyondBuffers);
	// A frame of 32 MiB extends the timeout by the time that a line of 8 kB/s needs for it.
	clock.advance(5_000 + beyondBuffers.length / 8);
	assert.equal(hub.size, 1);
	const closed = once(hubSide, 'close');
	clock.advance(1_000);
	await closed;
	assert.equal(hub.size, 0);
});

test('a slow client that reads a little now and then stays connected', async (context) => {
	const clock = aManualClock();
	const { hub, pair } = await aHub(context, { clock, heartbeatMs: 15_000, backlogLimitBytes: 2 ** 30 });
	const [client, hubSide] = await pair();
	client.pause();
	for (let count = 0; count < 3; count++) {
		hub.publish(beyondBuffers);
		const before = hubSide.bytesWritten - hubSide.writableLength;
		clock.advance(4_000_000);
		client.resume();
		while (hubSide.bytesWritten - hubSide.writableLength === before) await once(client, 'data');
		client.pause();
		clock.advance(1_000);
	}
	assert.equal(hub.size, 1);
});

test('every stream gets a heartbeat per interval, spread over the interval', async (context) => {
	const clock = aManualClock();
	const { pair } = await aHub(context, { clock, heartbeatMs: 15_000 });
	const sockets: Socket[] = [];
	for (let count = 0; count < 320; count++) sockets.push((await pair())[1]);
	const first = 'first'.length;
	const heartbeats = () => sockets.map(({ bytesWritten }) => (bytesWritten - first) / 3);
	let most = 0;
	for (let round = 0; round < 4; round++) {
		for (let second = 0; second < 15; second++) {
			const before = heartbeats();
			clock.advance(1_000);
			const sent = heartbeats().filter((count, index) => count > (before[index] ?? 0)).length;
			most = Math.max(most, sent);
		}
		assert.ok(
			heartbeats().every((count) => count > round),
			`after ${round + 1} intervals: ${heartbeats()}`,
		);
	}
	assert.ok(most <= 64, `${most} of 320 in one second`);
});

test('old streams end with a retire frame, each at its own random age', async (context) => {
	const clock = aManualClock();
	const ages = [0, 0.999];
	const { hub, join } = await aHub(context, {
		clock,
		rotationMs: 3_600_000,
		heartbeatMs: 15_000,
		random: () => ages.shift() ?? 0.5,
	});
	const early = all(await join());
	const late = all(await join());
	clock.advance(0.74 * 3_600_000);
	assert.equal(hub.size, 2);
	clock.advance(0.02 * 3_600_000);
	assert.match(await early, /^first.*\[retire\]$/s);
	assert.equal(hub.size, 1);
	clock.advance(0.5 * 3_600_000);
	assert.match(await late, /\[retire\]$/);
	assert.equal(hub.size, 0);
});

test('Nagle’s algorithm is switched off at the second write: the first one saves the system call', async (context) => {
	const clock = aManualClock();
	const { hub, pair } = await aHub(context, { clock, heartbeatMs: 15_000 });
	/** Records what the hub does with the socket of a new stream, in order. */
	const recorded = async () => {
		const [, socket] = await pair();
		const calls: string[] = [];
		const { setNoDelay, write } = socket;
		socket.setNoDelay = (enable) => {
			calls.push(`no delay: ${enable}`);
			return setNoDelay.call(socket, enable);
		};
		socket.write = ((bytes: Buffer) => {
			calls.push(String(bytes));
			return write.call(socket, bytes, undefined);
		}) as typeof write;
		return calls;
	};
	const published = await recorded();
	hub.publish(frame('news'));
	assert.deepEqual(published, ['no delay: true', '[news]']);
	const idle = await recorded();
	clock.advance(15_000);
	assert.deepEqual(idle.slice(0, 2), ['no delay: true', '[t]']);
});
