/** The hub on real sockets: readers who leave, and readers who read nothing. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { aHandClock } from '../../support/hand-clock.ts';
import { aHub, all, received } from '../../support/hub.ts';

const frame = (text: string): Buffer => Buffer.from(`[${text}]`);
/** More than the system's own buffers hold, so that a backlog shows. */
const beyondBuffers = Buffer.alloc(32 * 1024 * 1024, 'x');

test('every reader gets every publication, also after others have left', async (context) => {
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

test('a reader who reads nothing is cut at the backlog limit; the others lose nothing', async (context) => {
	const { hub, join } = await aHub(context);
	const stuck = await join();
	stuck.pause();
	const reader = await join();
	const end = received(reader, '[end]');
	const large = 'x'.repeat(1024 * 1024);
	let published = 0;
	while (hub.size > 1 && published < 64) {
		const arrived = received(reader, `${++published}]`);
		hub.publish(frame(`${large}${published}`));
		await arrived;
	}
	assert.equal(hub.size, 1);
	hub.publish(frame('end'));
	await end;
});

test('a reader on a slow line is not cut while it takes in what it came for', async (context) => {
	const large = `${'x'.repeat(beyondBuffers.length)}whole`;
	const { hub, join } = await aHub(context, { first: large });
	const reader = await join();
	reader.pause();
	hub.publish(frame('One'));
	hub.publish(frame('Two'));
	assert.equal(hub.size, 1);
	const both = [received(reader, 'whole'), received(reader, '[Two]')];
	reader.resume();
	await Promise.all(both);
	// From then on it is a reader like the others.
	reader.pause();
	for (let count = 0; hub.size > 0 && count < 64; count++) {
		hub.publish(Buffer.alloc(1024 * 1024, 'x'));
		await new Promise(setImmediate);
	}
	assert.equal(hub.size, 0);
});

test('a reader whose line takes nothing in is cut after a while, though its backlog is small', async (context) => {
	const clock = aHandClock();
	const { hub, pair } = await aHub(context, { clock, heartbeatMs: 15_000 });
	const [client, hubSide] = await pair();
	client.pause();
	hub.publish(beyondBuffers);
	// A frame of 32 MiB has as long as a line of 8 kB/s takes for it.
	clock.pass(5_000 + beyondBuffers.length / 8);
	assert.equal(hub.size, 1);
	const closed = once(hubSide, 'close');
	clock.pass(1_000);
	await closed;
	assert.equal(hub.size, 0);
});

test('a reader who takes in a little now and then stays', async (context) => {
	const clock = aHandClock();
	const { hub, pair } = await aHub(context, { clock, heartbeatMs: 15_000, backlogLimit: 2 ** 30 });
	const [client, hubSide] = await pair();
	client.pause();
	for (let count = 0; count < 3; count++) {
		hub.publish(beyondBuffers);
		const before = hubSide.bytesWritten - hubSide.writableLength;
		clock.pass(4_000_000);
		client.resume();
		while (hubSide.bytesWritten - hubSide.writableLength === before) await once(client, 'data');
		client.pause();
		clock.pass(1_000);
	}
	assert.equal(hub.size, 1);
});

test('each reader hears a heartbeat within the interval, and not all at the same moment', async (context) => {
	const clock = aHandClock();
	const { pair } = await aHub(context, { clock, heartbeatMs: 15_000 });
	const readers: Socket[] = [];
	for (let count = 0; count < 320; count++) readers.push((await pair())[1]);
	const first = 'first'.length;
	const beats = () => readers.map(({ bytesWritten }) => (bytesWritten - first) / 3);
	let most = 0;
	for (let round = 0; round < 4; round++) {
		for (let second = 0; second < 15; second++) {
			const before = beats();
			clock.pass(1_000);
			const heard = beats().filter((count, index) => count > (before[index] ?? 0)).length;
			most = Math.max(most, heard);
		}
		assert.ok(
			beats().every((count) => count > round),
			`after ${round + 1} intervals: ${beats()}`,
		);
	}
	assert.ok(most <= 64, `${most} of 320 in one second`);
});

test('a stream that is old is ended with the frame that asks to come back, at a time of its own', async (context) => {
	const clock = aHandClock();
	const ages = [0, 0.999];
	const { hub, join } = await aHub(context, {
		clock,
		rotationMs: 3_600_000,
		heartbeatMs: 15_000,
		random: () => ages.shift() ?? 0.5,
	});
	const early = all(await join());
	const late = all(await join());
	clock.pass(0.74 * 3_600_000);
	assert.equal(hub.size, 2);
	clock.pass(0.02 * 3_600_000);
	assert.match(await early, /^first.*\[retire\]$/s);
	assert.equal(hub.size, 1);
	clock.pass(0.5 * 3_600_000);
	assert.match(await late, /\[retire\]$/);
	assert.equal(hub.size, 0);
});

test('the first write costs no system call for Nagle’s algorithm; a later one never waits for it', async (context) => {
	const clock = aHandClock();
	const { hub, pair } = await aHub(context, { clock, heartbeatMs: 15_000 });
	/** What the hub does with a reader's socket, in order. */
	const watched = async () => {
		const [, socket] = await pair();
		const done: string[] = [];
		const { setNoDelay, write } = socket;
		socket.setNoDelay = (enable) => {
			done.push(`no delay: ${enable}`);
			return setNoDelay.call(socket, enable);
		};
		socket.write = ((bytes: Buffer) => {
			done.push(String(bytes));
			return write.call(socket, bytes, undefined);
		}) as typeof write;
		return done;
	};
	const early = await watched();
	hub.publish(frame('news'));
	assert.deepEqual(early, ['no delay: true', '[news]']);
	const late = await watched();
	clock.pass(15_000);
	assert.deepEqual(late.slice(0, 2), ['no delay: true', ': \n\n']);
});
