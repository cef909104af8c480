/** `candor serve` with worker processes: clients and operators see no difference. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createKey, keyFileIn } from '../../server/core/signing/key-file.ts';
import { aFolder } from '../support/folder.ts';
import { aServerProcess, exitOf, type ServerProcess } from '../support/process.ts';
import { answerOf, textOf } from '../support/server.ts';
import { aSubscriber, type Subscriber } from '../support/subscriber.ts';

const patience = { timeout: 60_000 };
const token = 'a-token-for-the-tests-of-workers';

type Context = Parameters<typeof aServerProcess>[0];

const aServerWithWorkers = (
	context: Context,
	workers: number,
	more: Record<string, string> = {},
	files?: number,
) =>
	aServerProcess(
		context,
		{
			CANDOR_DATA: aFolder(context),
			CANDOR_TOKEN: token,
			CANDOR_WORKERS: String(workers),
			...more,
		},
		files,
	);

/** The log entries with this message. */
const linesOf = ({ logged }: ServerProcess, message: string) =>
	logged()
		.split('\n')
		.filter((line) => line.includes(`"${message}"`))
		.map((line) => JSON.parse(line));

/** The process ids of the workers that have started, once there are this many. */
async function workersOf(server: ServerProcess, count: number): Promise<readonly number[]> {
	for (;;) {
		const started = linesOf(server, 'worker started').map(({ worker }) => worker as number);
		if (started.length >= count) return started;
		if (server.child.stderr) await once(server.child.stderr, 'data');
	}
}

async function write(url: string, method: string, path: string, body: object) {
	const answer = await answerOf(
		await fetch(url + path, {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		}),
	);
	assert.ok(answer.status < 300, answer.text);
	return answer;
}

const manyReaders = async (url: string, count: number, query = ''): Promise<readonly Subscriber[]> =>
	Promise.all(Array.from({ length: count }, () => aSubscriber(url, query)));

/** The value of each metric, by its name with its labels. */
async function metricsOf(url: string): Promise<Readonly<Record<string, number>>> {
	const headers = { authorization: `Bearer ${token}` };
	const text = await (await fetch(`${url}/metrics`, { headers })).text();
	const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
	return Object.fromEntries(
		lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
	);
}

test(
	'the metrics are the sums of all processes, and stay when a worker is replaced',
	patience,
	async (context) => {
		const server = await aServerWithWorkers(context, 2, { CANDOR_DRAIN: '500ms' });
		const workers = await workersOf(server, 2);
		const readers = await manyReaders(server.url, 60);
		await write(server.url, 'POST', '/v1/notices', { id: 'n', title: 'Down', impact: 'minor' });
		for (const title of ['Down still', 'Down again'])
			await write(server.url, 'PATCH', '/v1/notices/n', { title });
		await Promise.all(readers.map((reader) => reader.until((each) => seen(each) >= 3)));
		/** Workers report once a second. */
		const until = async (isThere: (metrics: Readonly<Record<string, number>>) => boolean) => {
			for (;;) {
				const metrics = await metricsOf(server.url);
				if (isThere(metrics)) return metrics;
				await setImmediate();
			}
		};
		const commits = 3;
		const metrics = await until((each) => each.candor_fanout_seconds_count === commits * 3);
		assert.deepEqual(
			[metrics.candor_streams, metrics.candor_commit_seconds_count, metrics.candor_log_seq],
			[60, commits, commits],
		);
		process.kill(workers[0] as number, 'SIGKILL');
		await workersOf(server, 3);
		await write(server.url, 'PATCH', '/v1/notices/n', { title: 'Down once more' });
		await until((each) => each.candor_fanout_seconds_count === (commits + 1) * 3);
	},
);

const seen = (reader: Subscriber): number => Number(reader.ids.at(-1));

test(
	'connections are spread over all processes; each gets every commit once and in order, and a drain ends all',
	patience,
	async (context) => {
		// 220 for each process: no connection is refused while another process has room.
		const server = await aServerWithWorkers(context, 2, { CANDOR_DRAIN: '500ms', CANDOR_READERS: '660' });
		await workersOf(server, 2);
		await write(server.url, 'POST', '/v1/notices', { id: 'n', title: 'Down' });
		const readers = await manyReaders(server.url, 600);
		const commits = 20;
		for (let n = 0; n < commits; n++)
			await write(server.url, 'PATCH', '/v1/notices/n', { title: `Down, edit ${n}` });
		await Promise.all(readers.map((each) => each.until((reader) => seen(reader) === commits + 1)));
		const expected = Array.from({ length: commits + 1 }, (_, index) => String(index + 1));
		for (const { ids } of readers) assert.deepEqual(ids, expected);

		assert.equal(await server.end('SIGTERM'), 0);
		await Promise.all(readers.map(({ ended }) => ended));
		for (const { frames } of readers) assert.equal(frames.at(-1)?.name, 'retire');
		const [{ readers: all }] = linesOf(server, 'stopping') as [{ readers: number }];
		const [{ workers }] = linesOf(server, 'stopping the workers') as [{ workers: { streams: number }[] }];
		const counts = workers.map((worker) => worker.streams);
		const own = all - counts.reduce((sum, count) => sum + count, 0);
		// Workers report their counts ten times a second: by now all connections are counted.
		assert.equal(all, readers.length);
		for (const count of [own, ...counts]) assert.ok(count > 0 && count <= 220, `${own} and ${counts}`);
	},
);

test('a client may resume at any process, and receives what it missed', patience, async (context) => {
	const { url } = await aServerWithWorkers(context, 2);
	await write(url, 'POST', '/v1/notices', { id: 'n', title: 'Down' });
	for (const title of ['Down for many', 'Down for all'])
		await write(url, 'PATCH', '/v1/notices/n', { title });
	const back = await manyReaders(url, 30, '?since=1');
	await Promise.all(back.map((each) => each.until(({ frames }) => frames.length === 1)));
	for (const { frames } of back) {
		const [first] = frames;
		assert.ok(first?.name === 'change');
		assert.equal(first.data.seq, 3);
	}
});

test(
	'connections that arrive through a worker do not use the primary process’s limits for others',
	patience,
	async (context) => {
		// Each process may have 472 connections, of them 425 readers.
		const server = await aServerWithWorkers(context, 1, {}, 600);
		await write(server.url, 'POST', '/v1/notices', { id: 'n', title: 'Down' });
		await workersOf(server, 1);
		const readers: Subscriber[] = [];
		for (let round = 0; round < 40; round++) readers.push(...(await manyReaders(server.url, 20)));
		await Promise.all(readers.map((each) => each.until(({ frames }) => frames.length === 1)));
		// Each request uses a new connection; half of them arrive through the worker.
		const headers = { connection: 'close' };
		for (let round = 0; round < 20; round++)
			assert.equal((await fetch(`${server.url}/v1/snapshot`, { headers })).status, 200);
	},
);

test('a stream has a connection of its own, so that any process may serve it', patience, async (context) => {
	for (const workers of [0, 1]) {
		const { url } = await aServerWithWorkers(context, workers);
		for (const path of ['/candor.js', '/v1/snapshot', '/v1/nothing']) {
			const { headers } = await fetch(url + path);
			assert.equal(headers.get('connection'), workers ? 'close' : 'keep-alive', path);
		}
	}
});

test('all other requests are served at the same port as without workers', patience, async (context) => {
	const { url, end } = await aServerWithWorkers(context, 3);
	// Each request uses a new connection: some arrive at the primary process, most at a worker.
	const headers = { connection: 'close' };
	for (let round = 0; round < 8; round++) {
		assert.equal((await fetch(`${url}/readyz`, { headers })).status, 200);
		assert.equal((await fetch(`${url}/candor.js`, { headers })).status, 200);
		assert.equal((await fetch(`${url}/v1/snapshot`, { headers })).status, 200);
		assert.equal((await fetch(`${url}/v1/notices`, { method: 'POST', headers })).status, 401);
		const refused = await answerOf(await fetch(`${url}/v1/stream?since=x`, { headers }));
		assert.deepEqual([refused.status, refused.body.code], [400, 'bad-cursor']);
	}
	assert.equal(await end(), 0);
});

test(
	'a request that arrives in pieces is handed over from a worker without loss',
	patience,
	async (context) => {
		const { url } = await aServerWithWorkers(context, 2);
		const posted = async (n: number): Promise<void> => {
			const title = `Down, ${n}`;
			const body = Buffer.from(JSON.stringify({ title, workaround: 'x'.repeat(2_000) }));
			const sending = request(`${url}/v1/notices`, {
				method: 'POST',
				agent: false,
				headers: {
					authorization: `Bearer ${token}`,
					'content-type': 'application/json',
					'content-length': body.length,
				},
			});
			const answered = once(sending, 'response');
			sending.setNoDelay(true);
			sending.flushHeaders();
			for (let at = 0; at < body.length; at += 50) {
				await setImmediate();
				sending.write(body.subarray(at, at + 50));
			}
			sending.end();
			const [response] = (await answered) as [IncomingMessage];
			const text = await textOf(response);
			assert.equal(response.statusCode, 201, text);
			assert.equal(JSON.parse(text).title, title);
		};
		for (let round = 0; round < 5; round++)
			await Promise.all(Array.from({ length: 10 }, (_, index) => posted(round * 10 + index)));
	},
);

test(
	'kill -9 of a worker: its clients resume with their cursor and miss nothing',
	patience,
	async (context) => {
		// 120 for each of two processes: 200 connections need both.
		const server = await aServerWithWorkers(context, 1, { CANDOR_READERS: '240' });
		const { url } = server;
		await write(url, 'POST', '/v1/notices', { id: 'n', title: 'Down' });
		const [victim = 0] = await workersOf(server, 1);
		const readers = await manyReaders(url, 200);
		await Promise.all(readers.map((each) => each.until(({ frames }) => frames.length === 1)));
		const lost: Subscriber[] = [];
		for (const reader of readers) void reader.ended.then(() => lost.push(reader));
		process.kill(victim, 'SIGKILL');
		const [, successor = 0] = await workersOf(server, 2);
		assert.notEqual(successor, victim);
		await write(url, 'PATCH', '/v1/notices/n', { title: 'Down for many' });
		assert.ok(lost.length > 0 && lost.length < readers.length, `${lost.length}`);
		const back = await Promise.all(
			lost.map((reader) => aSubscriber(url, `?since=${seen(reader)}`, reader.state)),
		);
		const stayed = readers.filter((reader) => !lost.includes(reader));
		await Promise.all([...stayed, ...back].map((each) => each.until(({ state }) => state.seq === 2)));
		assert.match(server.logged(), /"reason":"SIGKILL","delayMs":0,"msg":"worker ended/);
		assert.equal(await server.end(), 0);
	},
);

test('a hanging worker is killed, and its clients reconnect to another', patience, async (context) => {
	const server = await aServerWithWorkers(context, 1, { CANDOR_READERS: '240' });
	const [victim = 0] = await workersOf(server, 1);
	const readers = await manyReaders(server.url, 200);
	const lost: Subscriber[] = [];
	for (const reader of readers) void reader.ended.then(() => lost.push(reader));
	process.kill(victim, 'SIGSTOP');
	const [, successor] = await workersOf(server, 2);
	assert.notEqual(successor, victim);
	assert.ok(lost.length >= 80 && lost.length <= 120, `${lost.length}`);
	const [{ worker }] = linesOf(server, 'worker does not respond, killing it') as [{ worker: number }];
	assert.equal(worker, victim);
	const back = await manyReaders(server.url, lost.length);
	await Promise.all(back.map((each) => each.until(({ frames }) => frames.length === 1)));
	assert.equal(await server.end(), 0);
});

test(
	'kill -9 of the primary process ends its workers, and a second start finds all data',
	patience,
	async (context) => {
		const CANDOR_DATA = aFolder(context);
		const server = await aServerWithWorkers(context, 2, { CANDOR_DATA });
		await write(server.url, 'POST', '/v1/notices', { id: 'n', title: 'Down' });
		const readers = await manyReaders(server.url, 20);
		// The workers share its standard error, which closes only when they have ended.
		assert.equal(await server.end('SIGKILL'), 'SIGKILL');
		await Promise.all(readers.map(({ ended }) => ended));
		const second = await aServerWithWorkers(context, 2, {
			CANDOR_DATA,
			CANDOR_PORT: new URL(server.url).port,
		});
		assert.equal((await answerOf(await fetch(`${second.url}/v1/notices`))).body.notices.length, 1);
		const third = await aServerWithWorkers(context, 2, { CANDOR_DATA });
		assert.notEqual(await exitOf(third), 0);
		assert.match(third.logged(), /Another Candor server is using the data folder/);
	},
);

test('workers sign with the same key', patience, async (context) => {
	const CANDOR_DATA = aFolder(context);
	const { kid } = createKey(keyFileIn(CANDOR_DATA), 'ES256', new Date().toISOString());
	const { url } = await aServerWithWorkers(context, 2, { CANDOR_DATA });
	for (let round = 0; round < 8; round++) {
		const response = await fetch(`${url}/v1/stream`);
		let text = '';
		for await (const chunk of response.body ?? []) {
			text += Buffer.from(chunk).toString();
			if (text.includes('event: snapshot') && text.endsWith('\n\n')) break;
		}
		const [, header = ''] = /\ndata: ([\w-]+)\.\.[\w-]+\n/.exec(text) ?? [];
		assert.equal(JSON.parse(Buffer.from(header, 'base64url').toString()).kid, kid);
	}
});

test('an invalid number of workers is refused with an explanation', patience, async (context) => {
	for (const CANDOR_WORKERS of ['two', '-1', '65', '1.5']) {
		const server = await aServerProcess(context, {
			CANDOR_DATA: join(aFolder(context), 'd'),
			CANDOR_WORKERS,
		});
		assert.notEqual(await exitOf(server), 0);
		assert.match(server.logged(), /CANDOR_WORKERS: Use a whole number from 0 to 64/);
	}
});
