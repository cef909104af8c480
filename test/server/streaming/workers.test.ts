/**
 * The parts of the worker code that need no process. test/e2e/workers.test.ts runs real worker
 * processes.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createNetServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { readConfig } from '../../../server/config/config.ts';
import { LiveState } from '../../../server/core/live-state.ts';
import type { StreamRequest } from '../../../server/streaming/listener/handshake.ts';
import { CollectedFigures } from '../../../server/streaming/stream-figures.ts';
import { aboveFairShare, limitPerProcess } from '../../../server/streaming/workers/fair-share.ts';
import { HandedOffConnections } from '../../../server/streaming/workers/handed-off-connections.ts';
import { publicPart, settingsPerWorker } from '../../../server/streaming/workers/messages.ts';
import { createReplicatedLog } from '../../../server/streaming/workers/replicated-log.ts';
import { restartDelayMs } from '../../../server/streaming/workers/restart-delay.ts';
import type { PrimaryStreams } from '../../../server/streaming/workers/workers.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { emptyState } from '../../../src/model/state/state.ts';

const commit = (seq: number): Commit => ({
	seq,
	at: '2026-01-01T00:00:00.000Z',
	actor: 'system',
	cause: { command: 'edit-page' },
	changes: [],
});

const streamRequest: StreamRequest = {
	target: '/v1/stream',
	host: undefined,
	origin: undefined,
	lastEventId: undefined,
	forwardedFor: undefined,
	acceptEncoding: undefined,
};

/** Both ends of a connection. */
async function aConnection(context: TestContext): Promise<readonly [serverSide: Socket, client: Socket]> {
	const server = createNetServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
	const [serverSide] = (await once(server, 'connection')) as [Socket];
	server.close();
	context.after(() => {
		serverSide.destroy();
		client.destroy();
	});
	return [serverSide, client];
}

test('a worker applies every commit after the state that it started with', async () => {
	const log = createReplicatedLog('site');
	const liveState = await LiveState.start(log, { ...emptyState, seq: 7 });
	const applied: number[] = [];
	liveState.subscribe(({ seq }) => applied.push(seq));
	log.receive(commit(8));
	log.receive(commit(9));
	await liveState.reached(9);
	log.receive(commit(10));
	await liveState.reached(10);
	assert.deepEqual(applied, [8, 9, 10]);
	await liveState.stop();
});

test('a worker detects a missing commit', async () => {
	const log = createReplicatedLog('site');
	const liveState = await LiveState.start(log, { ...emptyState, seq: 7 });
	const waiting = liveState.reached(Number.POSITIVE_INFINITY);
	log.receive(commit(9));
	await assert.rejects(waiting, { code: 'damaged' });
});

test('a worker cannot write to the log', async () => {
	await assert.rejects(createReplicatedLog('site').append(commit(1), 0), { code: 'internal' });
});

test('the settings of a worker contain no operator token, and its part of the limit', () => {
	const config = readConfig({
		CANDOR_TOKEN: 'secret-secret-secret',
		CANDOR_WORKERS: '3',
		CANDOR_READERS: '1001',
	});
	const settings = settingsPerWorker(config);
	assert.doesNotMatch(JSON.stringify(settings), /secret/);
	assert.equal(settings.readerLimit, 251);
	assert.equal(limitPerProcess(null, 4), null);
});

test('workers receive the number of every commit and only its public records', () => {
	const title = { kind: 'page', id: 'page', value: { title: 'Shop' } } as const;
	const draft = { kind: 'draft', id: 'd', value: null } as const;
	const cause = { command: 'publish-draft', idempotencyKey: 'key', fingerprint: 'print' };
	const sent = publicPart({ ...commit(8), cause, changes: [draft, title] as unknown as Commit['changes'] });
	assert.deepEqual(sent, {
		...commit(8),
		actor: 'system',
		cause: { command: 'publish-draft' },
		changes: [title],
	});
});

test('a process hands streams off when it is more than a tenth and a fixed number above the average', () => {
	assert.deepEqual(aboveFairShare([500, 0, 0], 20_000), [false, false, false]);
	assert.deepEqual(aboveFairShare([1_000, 0, 0], 20_000), [true, false, false]);
	assert.deepEqual(aboveFairShare([10_000, 10_000, 12_500, 10_000], 20_000), [false, false, true, false]);
	assert.deepEqual(aboveFairShare([20, 0, 0], 100), [true, false, false]);
});

test('workers hand off any number of streams, and as many other connections as the streams leave room for', async (context) => {
	const streams = new Set<Socket>();
	const primary: PrimaryStreams = {
		get size() {
			return streams.size;
		},
		limit: 6,
		figures: new CollectedFigures(),
		has: (socket) => streams.has(socket),
		open: (socket) => void streams.add(socket),
	};
	const server = createServer();
	server.maxConnections = 8;
	server.removeAllListeners('connection');
	const handedOff = new HandedOffConnections();
	handedOff.useStreams(primary);
	handedOff.useServer(server);
	const handOff = async (): Promise<'accepted' | 'refused'> => {
		const [serverSide, client] = await aConnection(context);
		const accepted = once(server, 'connection').then(() => 'accepted' as const);
		const refused = once(client, 'data').then(([bytes]) => {
			assert.match(String(bytes), /^HTTP\/1\.1 503 [\s\S]*"code":"full"/);
			return 'refused' as const;
		});
		handedOff.acceptConnection(serverSide, Buffer.from('GET /'));
		return Promise.race([accepted, refused]);
	};

	for (let n = 0; n < 5; n++) handedOff.acceptStream((await aConnection(context))[0], streamRequest);
	assert.deepEqual([streams.size, server.maxConnections], [5, 3]);
	const others: Socket[] = [];
	server.on('connection', (socket) => others.push(socket));
	assert.deepEqual(
		[await handOff(), await handOff(), await handOff(), await handOff()],
		['accepted', 'accepted', 'accepted', 'refused'],
	);

	// Two of them become streams, and two streams end.
	const ending = [...streams].slice(0, 2);
	for (const socket of others.slice(0, 2)) streams.add(socket);
	for (const socket of ending) {
		socket.destroy();
		await once(socket, 'close');
		streams.delete(socket);
	}
	assert.deepEqual([await handOff(), await handOff(), await handOff()], ['accepted', 'accepted', 'refused']);
});

test('the first failed worker is replaced at once; further ones with growing, random delays of at most 30 s', () => {
	const failures = [0, 1, 2, 3, 4, 5, 6, 7, 8];
	assert.deepEqual(
		failures.map((count) => Math.round(restartDelayMs(count, () => 0))),
		[0, 0, 1_000, 1_000, 1_333, 2_667, 5_333, 10_000, 10_000],
	);
	assert.deepEqual(
		failures.map((count) => Math.round(restartDelayMs(count, () => 1))),
		[0, 0, 1_500, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000],
	);
});
