/** What must hold behind any proxy. Candor runs as a process of its own, with the configuration that the manual shows. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { Frame } from '../../src/model/wire/frames.ts';
import { readSnapshot } from '../../src/model/wire/read-frames.ts';
import { aFolder } from '../support/folder.ts';
import { aFreePort } from '../support/page.ts';
import { aServerProcess } from '../support/process.ts';
import { token } from '../support/server.ts';
import { aSubscriber } from '../support/subscriber.ts';
import { aProxy, type ProxyKind } from './proxy.ts';
import { aReaderByHttp1, aVisitor, type Visitor } from './visitor.ts';

/** In milliseconds: how late the first byte of a stream may come, connection and TLS included. */
const firstByteLimit = 100;

/** 15 s and 60 s, a hundred times as fast: two hours pass in 72 s. */
const quickMotion = { heartbeat: '150ms', idle: '600ms', beats: (2 * 3_600) / 15 };

/** The longest that the setting allows. */
const rarely = '300s';

export function behindAProxy(kind: ProxyKind): void {
	/** A new server behind a proxy. */
	const aSite = async (context: TestContext, environment: Record<string, string> = {}, idle?: string) => {
		const settings = { CANDOR_DATA: aFolder(context), CANDOR_TOKEN: token, ...environment };
		const server = await aServerProcess(context, settings);
		assert.notEqual(server.url, '', server.logged());
		const proxy = await aProxy(context, kind, server.url, idle);
		return { server, proxy, settings, visitor: aVisitor(context, proxy) };
	};

	describe(`Behind ${kind.name}`, { timeout: 150_000 }, () => {
		describe('everything passes', () => {
			test('an update comes when it is published, with nothing behind it that would push it', async (context) => {
				const { proxy, visitor } = await aSite(context, { CANDOR_HEARTBEAT: rarely });
				const readers = await Promise.all([
					visitor.read(),
					aVisitor(context, proxy).read(),
					aReaderByHttp1(proxy),
				]);
				const taken: number[] = [];
				for (let seq = 1; seq <= 20; seq++) {
					const start = performance.now();
					await publish(visitor, seq);
					await Promise.all(readers.map((reader) => reader.until(({ state }) => state.seq === seq)));
					taken.push(performance.now() - start);
				}
				// Were updates held back until something follows them, each would have needed a heartbeat.
				for (const { heartbeats } of readers) assert.ok(heartbeats.length <= 1, 'at most one heartbeat came');
				context.diagnostic(`${kind.name}: published to received by three readers: ${summary(taken)}`);
			});

			test('the snapshot comes compressed, once for each state', async (context) => {
				const { visitor } = await aSite(context);
				await publish(visitor, 1);
				const plain = await visitor.request('/v1/snapshot', { 'accept-encoding': 'identity' });
				assert.equal(readSnapshot(plain.text).seq, 1);
				for (const encoding of ['br', 'gzip']) {
					const answer = await visitor.request('/v1/snapshot', { 'accept-encoding': encoding });
					assert.equal(answer.headers['content-encoding'], encoding);
					assert.equal(withoutTime(answer.text), withoutTime(plain.text));
				}
				const known = { 'if-none-match': String(plain.headers.etag) };
				const unchanged = await visitor.request('/v1/snapshot', known);
				assert.deepEqual([unchanged.status, unchanged.text], [304, '']);
				await publish(visitor, 2);
				const changed = await visitor.request('/v1/snapshot', known);
				assert.deepEqual([changed.status, readSnapshot(changed.text).seq], [200, 2]);
			});

			test('a long first frame comes compressed, and each update with it as soon as it is published', async (context) => {
				const { visitor } = await aSite(context, { CANDOR_HEARTBEAT: rarely });
				await publish(visitor, 1);
				const authorization = `Bearer ${token}`;
				const body = 'A long sentence about what fails. '.repeat(100);
				for (let seq = 2; seq <= 7; seq++) {
					const answer = await visitor.request('/v1/notices/n1/updates', { authorization }, { body });
					assert.equal(answer.status, 201, answer.text);
				}
				const encodings: (string | undefined)[] = [];
				const readers = await Promise.all([
					visitor.read('', undefined, (encoding) => encodings.push(encoding)),
					visitor.read('', undefined, (encoding) => encodings.push(encoding)),
				]);
				assert.deepEqual(encodings, ['gzip', 'gzip']);
				for (let seq = 8; seq <= 12; seq++) {
					await visitor.request('/v1/notices/n1/updates', { authorization }, { body: `${body}${seq}` });
					await Promise.all(readers.map((reader) => reader.until(({ state }) => state.seq === seq)));
				}
				for (const { heartbeats } of readers) assert.ok(heartbeats.length <= 1, 'at most one heartbeat came');
			});

			test('a restart of the server is announced, and no update is lost or doubled', async (context) => {
				const CANDOR_PORT = String(await aFreePort());
				const { server, settings, visitor } = await aSite(context, { CANDOR_PORT, CANDOR_DRAIN: '1s' });
				const before = await visitor.read();
				for (let seq = 1; seq <= 5; seq++) await publish(visitor, seq);
				await before.until(({ state }) => state.seq === 5);
				assert.equal(await server.end('SIGTERM'), 0);
				await before.ended;
				assert.equal(before.frames.at(-1)?.name, 'retire');

				await aServerProcess(context, settings);
				for (let seq = 6; seq <= 10; seq++) await publish(visitor, seq);
				const after = await visitor.read(`?since=${before.state.seq}`, before.state);
				for (let seq = 11; seq <= 15; seq++) await publish(visitor, seq);
				await after.until(({ state }) => state.seq === 15);
				assert.deepEqual(
					[...before.frames, ...after.frames].flatMap(told),
					Array.from({ length: 15 }, (_, index) => index + 1),
				);
			});

			test('each visitor is counted by its own address, whatever it says of itself', async (context) => {
				const { proxy } = await aSite(context, {
					CANDOR_TRUSTED_PROXIES: '127.0.0.1',
					CANDOR_READERS_PER_ADDRESS: '1',
				});
				const [one, other] = ['127.0.0.2', '127.0.0.3'].map((from) => aVisitor(context, proxy, from));
				assert.ok(one && other);
				await one.read();
				const forged = { 'x-forwarded-for': '192.0.2.7' };
				const second = await one.request('/v1/stream', forged);
				assert.deepEqual([second.status, JSON.parse(second.text).code], [429, 'too-many']);
				await other.read();
			});

			test(`the first byte of a stream comes within ${firstByteLimit} ms`, async (context) => {
				const { server, proxy } = await aSite(context);
				const taken: number[] = [];
				const directly: number[] = [];
				for (let round = 0; round < 21; round++) {
					const start = performance.now();
					const reader = await aVisitor(context, proxy).read();
					await reader.until(({ comments }) => comments.length > 0);
					taken.push(performance.now() - start);
					await reader.until(({ frames }) => frames[0]?.name === 'snapshot');
					reader.close();
					const again = performance.now();
					const neighbour = await aSubscriber(server.url);
					await neighbour.until(({ comments }) => comments.length > 0);
					directly.push(performance.now() - again);
					neighbour.close();
				}
				context.diagnostic(`${kind.name}: first byte, new connection: ${summary(taken)}`);
				context.diagnostic(`without it: ${summary(directly)}`);
				assert.ok(median(taken) <= firstByteLimit, summary(taken));
			});
		});

		describe('silence', () => {
			test(`a stream lives through two hours of ${quickMotion.beats} heartbeats, in quick motion`, async (context) => {
				const { heartbeat, idle, beats } = quickMotion;
				const { server, visitor } = await aSite(context, { CANDOR_HEARTBEAT: heartbeat }, idle);
				// An answer to an operator may take longer than silence is allowed to last here.
				const operator = aVisitor(context, await aProxy(context, kind, server.url));
				const reader = await visitor.read();
				await reader.until(({ heartbeats }) => heartbeats.length > beats);
				assert.equal(reader.frames.length, 1);
				await publish(operator, 1);
				await reader.until(({ state }) => state.seq === 1);
			});

			test('without heartbeats the proxy cuts the stream, so it is they that keep it', async (context) => {
				const { server, visitor } = await aSite(context, { CANDOR_HEARTBEAT: rarely }, quickMotion.idle);
				const reader = await visitor.read();
				await reader.until(({ frames }) => frames.length === 1);
				await reader.ended;
				assert.ok(reader.heartbeats.length <= 1, 'at most one heartbeat came');
				assert.equal(server.child.exitCode, null, 'the server is there');
			});
		});
	});
}

/** An operator publishes the notice that makes the state's number `seq`. */
async function publish(visitor: Visitor, seq: number): Promise<void> {
	const answer = await visitor.request(
		'/v1/notices',
		{ authorization: `Bearer ${token}` },
		{ id: `n${seq}`, title: `Notice ${seq}` },
	);
	assert.equal(answer.status, 201, answer.text);
}

/** A snapshot without the server's time, which moves on between two requests. */
const withoutTime = (snapshot: string): string => snapshot.replace(/"at":"[^"]*"/, '');

/** The numbers of the notices that a frame tells of, as it has them. */
const told = (frame: Frame): number[] =>
	frame.name === 'retire' || frame.name === 'time'
		? []
		: frame.data.records.filter(({ kind }) => kind === 'notice').map(({ id }) => Number(id.slice(1)));

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number =>
	ascending(values)[Math.floor(values.length / 2)] ?? Number.NaN;
const summary = (values: readonly number[]): string =>
	`median ${median(values).toFixed(1)} ms, at most ${Math.max(...values).toFixed(1)} ms, ${values.length} tries`;
