/** What is decided about workers without any process: see test/e2e/workers.test.ts for those. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createNetServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { readConfig } from '../../../server/config/config.ts';
import { LiveState } from '../../../server/core/live-state.ts';
import type { StreamRequest } from '../../../server/streaming/listener/handshake.ts';
import { Handed } from '../../../server/streaming/workers/handed.ts';
import { publicPart, settingsFrom } from '../../../server/streaming/workers/messages.ts';
import { pauseBefore } from '../../../server/streaming/workers/restarts.ts';
import { sentLog } from '../../../server/streaming/workers/sent-log.ts';
import { aboveShare, partOf } from '../../../server/streaming/workers/share.ts';
import type { OwnReaders } from '../../../server/streaming/workers/workers.ts';
import { type Commit, emptyState } from '../../../src/model/state/commit.ts';

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
};

/** Both ends of it: the server's first. */
async function aConnection(context: TestContext): Promise<readonly [Socket, Socket]> {
	const listening = createNetServer().listen(0, '127.0.0.1');
	await once(listening, 'listening');
	const theirs = connect((listening.address() as AddressInfo).port, '127.0.0.1');
	const [ours] = (await once(listening, 'connection')) as [Socket];
	listening.close();
	context.after(() => {
		ours.destroy();
		theirs.destroy();
	});
	return [ours, theirs];
}

test('a worker follows from the state that it was given, commit by commit', async () => {
	const log = sentLog('site');
	const liveState = await LiveState.start(log, { ...emptyState, seq: 7 });
	const heard: number[] = [];
	liveState.subscribe(({ seq }) => heard.push(seq));
	log.receive(commit(8));
	log.receive(commit(9));
	await liveState.reached(9);
	log.receive(commit(10));
	await liveState.reached(10);
	assert.deepEqual(heard, [8, 9, 10]);
	await liveState.stop();
});

test('a worker that misses a commit knows it', async () => {
	const log = sentLog('site');
	const liveState = await LiveState.start(log, { ...emptyState, seq: 7 });
	const waiting = liveState.reached(Number.POSITIVE_INFINITY);
	log.receive(commit(9));
	await assert.rejects(waiting, /Commit 8 of the log is missing/);
});

test('a worker cannot write', async () => {
	await assert.rejects(sentLog('site').append(commit(1), 0), { code: 'internal' });
});

test('workers are told no operator token, and their part of the limit', () => {
	const config = readConfig({ CANDOR_TOKEN: 'secret-secret', CANDOR_WORKERS: '3', CANDOR_READERS: '1001' });
	const settings = settingsFrom(config);
	assert.doesNotMatch(JSON.stringify(settings), /secret/);
	assert.equal(settings.readerLimit, 251);
	assert.equal(partOf(null, 4), null);
});

test('workers are told what is public of a commit, and its number in any case', () => {
	const title = { kind: 'page', id: 'page', value: { title: 'Shop' } } as const;
	const draft = { kind: 'draft', id: 'd', value: null } as const;
	const cause = { command: 'publish-draft', idempotencyKey: 'key', fingerprint: 'print' };
	const sent = publicPart({ ...commit(8), cause, changes: [draft, title] as unknown as Commit['changes'] });
	assert.deepEqual(sent, { ...commit(8), actor: '', cause: { command: 'publish-draft' }, changes: [title] });
});

test('a process gives readers away once it has a tenth more than the others, and some', () => {
	assert.deepEqual(aboveShare([500, 0, 0], 20_000), [false, false, false]);
	assert.deepEqual(aboveShare([1_000, 0, 0], 20_000), [true, false, false]);
	assert.deepEqual(aboveShare([10_000, 10_000, 12_500, 10_000], 20_000), [false, false, true, false]);
	assert.deepEqual(aboveShare([20, 0, 0], 100), [true, false, false]);
});

test('workers hand over any number of readers, and of other connections what readers leave', async (context) => {
	const readers = new Set<Socket>();
	const own: OwnReaders = {
		get size() {
			return readers.size;
		},
		limit: 6,
		has: (socket) => readers.has(socket),
		welcome: (socket) => void readers.add(socket),
	};
	const server = createServer();
	server.maxConnections = 8;
	server.removeAllListeners('connection');
	const handed = new Handed();
	handed.beside(own);
	handed.goTo(server);
	const handOver = async (): Promise<'taken' | 'refused'> => {
		const [ours, theirs] = await aConnection(context);
		const taken = once(server, 'connection').then(() => 'taken' as const);
		const refused = once(theirs, 'data').then(([bytes]) => {
			assert.match(String(bytes), /^HTTP\/1\.1 503 [\s\S]*"code":"full"/);
			return 'refused' as const;
		});
		handed.takeConnection(ours, Buffer.from('GET /'));
		return Promise.race([taken, refused]);
	};

	for (let n = 0; n < 5; n++) handed.takeReader((await aConnection(context))[0], streamRequest);
	assert.deepEqual([readers.size, server.maxConnections], [5, 3]);
	const others: Socket[] = [];
	server.on('connection', (socket) => others.push(socket));
	assert.deepEqual(
		[await handOver(), await handOver(), await handOver(), await handOver()],
		['taken', 'taken', 'taken', 'refused'],
	);

	// Two of them become readers, and two readers leave.
	const leaving = [...readers].slice(0, 2);
	for (const socket of others.slice(0, 2)) readers.add(socket);
	for (const socket of leaving) {
		socket.destroy();
		await once(socket, 'close');
		readers.delete(socket);
	}
	assert.deepEqual([await handOver(), await handOver(), await handOver()], ['taken', 'taken', 'refused']);
});

test('the first worker that ends is replaced at once; those that keep ending, after longer and longer pauses', () => {
	const pauses = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(pauseBefore);
	assert.deepEqual(pauses, [0, 0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});
