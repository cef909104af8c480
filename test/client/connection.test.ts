/** When the client gives up on a stream, and what brings it back. The network is scripted; time is turned by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFeed } from '../../src/client/feed.ts';
import { encodeFrame, heartbeat } from '../../src/model/wire.ts';
import { fakeEnvironment } from './fake-environment.ts';
import { change, ids, record, snapshot } from './records.ts';

const source = 'https://status.example.com';

interface Call {
	readonly address: string;
	readonly signal: AbortSignal;
	send(text: string): void;
	close(): void;
}

/** Lets everything that is ready happen; no time passes. */
const settle = async (): Promise<void> => {
	for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

async function aFeed() {
	const calls: Call[] = [];
	const environment = fakeEnvironment({
		fetch: (address, { signal }) => {
			assert.ok(signal);
			return new Promise((resolve, reject) => {
				const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
				const writer = writable.getWriter();
				// Only an aborted request loses what is written to it.
				const lost = (error: unknown) => assert.ok(signal.aborted, String(error));
				signal.addEventListener('abort', () => {
					reject(signal.reason);
					writer.abort(signal.reason).catch(lost);
				});
				const response = new Response(readable, { headers: { 'content-type': 'text/event-stream' } });
				const answer = () => resolve(response);
				calls.push({
					address,
					signal,
					send: (text) => {
						answer();
						writer.write(new TextEncoder().encode(text)).catch(lost);
					},
					close: () => {
						answer();
						writer.close().catch(lost);
					},
				});
			});
		},
	});
	const feed = createFeed(source, environment, () => undefined);
	const leave = feed.subscribe(() => undefined);
	const call = (index: number): Call => {
		const found = calls[index];
		assert.ok(found, `There is no request ${index}.`);
		return found;
	};
	const live = async (index = 0) => {
		call(index).send(encodeFrame(snapshot(1, [record('n1', 1)])));
		await settle();
		assert.equal(feed.snapshot().connection, 'live');
	};
	const advance = async (ms: number) => {
		environment.advance(ms);
		await settle();
	};
	await settle();
	return { calls, call, live, advance, environment, feed, leave };
}

test('a server that says nothing whole within fifteen seconds is given up, whatever trickles', async () => {
	const { call, calls, advance } = await aFeed();
	call(0).send(': candor\n\n');
	await advance(10_000);
	call(0).send(heartbeat);
	await settle();
	await advance(4_999);
	assert.equal(call(0).signal.aborted, false);
	await advance(1);
	assert.equal(call(0).signal.aborted, true);
	await advance(500);
	assert.equal(calls.length, 2);
});

test('silence of two and a half heartbeats ends a stream, and a heartbeat keeps it', async () => {
	const { call, calls, live, advance, feed } = await aFeed();
	await live();
	await advance(30_000);
	call(0).send(heartbeat);
	await settle();
	await advance(37_499);
	assert.equal(feed.snapshot().connection, 'live');
	await advance(1);
	assert.equal(feed.snapshot().connection, 'reconnecting');
	assert.equal(call(0).signal.aborted, true);
	await advance(500);
	assert.equal(call(1).address, `${source}/v1/stream?since=1`);
	assert.equal(calls.length, 2);
});

test('how long ago the server was heard is right to the last heartbeat', async () => {
	const { call, live, advance, feed } = await aFeed();
	await live();
	const { heardAt } = feed.snapshot();
	await advance(20_000);
	call(0).send(heartbeat);
	await settle();
	assert.equal(feed.snapshot().heardAt, heardAt);
	await advance(20_000);
	call(0).close();
	await settle();
	assert.equal(feed.snapshot().heardAt, (heardAt ?? 0) + 20_000);
});

test('a lost stream is back within a second, and streams that break off early wait longer', async () => {
	const { call, calls, live, advance, environment } = await aFeed();
	await live();
	await advance(10_000);
	for (const [index, wait] of [500, 1_000, 2_000, 2_000].entries()) {
		call(calls.length - 1).close();
		await settle();
		assert.deepEqual(environment.timers(), [wait], `after loss ${index + 1}`);
		await advance(wait);
		call(calls.length - 1).send(encodeFrame(change(1, [])));
		await settle();
	}
});

test('the network’s return and the reader’s end the wait at once', async () => {
	const { call, calls, advance, environment } = await aFeed();
	call(0).close();
	await settle();
	environment.tell('online');
	await settle();
	assert.equal(calls.length, 2);
	call(1).close();
	await settle();
	environment.show(false);
	await settle();
	assert.equal(calls.length, 2);
	environment.show(true);
	await settle();
	assert.equal(calls.length, 3);
	await advance(60_000);
	assert.ok(environment.timers().length > 0);
});

test('a computer that slept does not trust its socket', async () => {
	const { call, live, environment } = await aFeed();
	await live();
	environment.show(true);
	await settle();
	assert.equal(call(0).signal.aborted, false);
	environment.jump(8 * 3_600_000);
	environment.show(true);
	await settle();
	assert.equal(call(0).signal.aborted, true);
});

test('a page in the back/forward cache holds no socket, and catches up when it is shown again', async () => {
	const { call, calls, live, advance, environment, feed } = await aFeed();
	await live();
	environment.tell('pagehide');
	await settle();
	assert.equal(call(0).signal.aborted, true);
	assert.equal(feed.snapshot().connection, 'reconnecting');
	await advance(3_600_000);
	assert.equal(calls.length, 1);
	environment.tell('pageshow');
	environment.tell('pageshow');
	await settle();
	assert.equal(calls.length, 2);
	assert.equal(call(1).address, `${source}/v1/stream?since=1`);
});

test('the connection outlives an element that is moved, and ends when nobody listens any more', async () => {
	const { call, calls, live, advance, environment, feed, leave } = await aFeed();
	await live();
	leave();
	leave();
	await advance(4_999);
	const leaveAgain = feed.subscribe(() => undefined);
	await advance(5_000);
	assert.equal(call(0).signal.aborted, false);
	leaveAgain();
	await advance(5_000);
	assert.equal(call(0).signal.aborted, true);
	assert.deepEqual(environment.timers(), []);
	feed.subscribe(() => undefined);
	await settle();
	assert.equal(calls.length, 2);
});

test('a feed that was closed stays closed', async () => {
	const { call, calls, live, environment, feed } = await aFeed();
	await live();
	feed.close();
	feed.subscribe(() => undefined);
	for (const event of ['pageshow', 'online', 'visibilitychange']) environment.tell(event);
	await settle();
	assert.equal(call(0).signal.aborted, true);
	assert.equal(calls.length, 1);
	assert.deepEqual(environment.timers(), []);
});

test('what an earlier page knew is shown at once when it is fresh, and after a little patience when it is not', async () => {
	const { live, environment, feed } = await aFeed();
	await live();
	feed.close();
	const silent = () => new Promise<Response>(() => undefined);
	const fresh = fakeEnvironment({ storage: () => environment.localStorage, fetch: silent });
	const shown = createFeed(source, fresh, () => undefined).snapshot();
	assert.deepEqual([ids(shown.state), shown.connection], [['n1'], 'connecting']);

	const later = fakeEnvironment({ storage: () => environment.localStorage, fetch: silent });
	later.advance(60_001);
	const patient = createFeed(source, later, () => undefined);
	patient.subscribe(() => undefined);
	later.advance(2_999);
	assert.deepEqual(ids(patient.snapshot().state), []);
	later.advance(1);
	assert.deepEqual(ids(patient.snapshot().state), ['n1']);
	assert.equal(patient.snapshot().connection, 'connecting');
	assert.equal(patient.snapshot().heardAt, shown.heardAt);
});
