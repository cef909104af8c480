/** Streams with a long first frame are compressed, with the same events as others. */
import assert from 'node:assert/strict';
import { type IncomingMessage, request } from 'node:http';
import { type TestContext, test } from 'node:test';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { acceptsGzip, deflated, gzipHeader } from '../../../server/streaming/hub/deflate.ts';
import { ResponseHeads } from '../../../server/streaming/response-head.ts';
import { emptyState } from '../../../src/model/state/state.ts';
import { aServer, type TestServer } from '../../support/server.ts';
import { aSubscriber, subscriberOf } from '../../support/subscriber.ts';

const longBody = 'A long sentence about what fails. '.repeat(100);

/** A server whose first frame is long: one notice with seven updates. */
async function aBusyServer(context: TestContext, options = {}): Promise<TestServer> {
	const server = await aServer(context, options);
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Down' });
	for (let update = 0; update < 7; update++) await post(server, longBody);
	return server;
}

async function post({ write }: TestServer, body: string): Promise<void> {
	const { status, text } = await write('POST', '/v1/notices/n/updates', { body });
	assert.equal(status, 201, text);
}

/** A client that decompresses each part as soon as it is there. */
async function aGzipSubscriber(context: TestContext, url: string, acceptEncoding = 'gzip, deflate, br') {
	const outgoing = request(`${url}/v1/stream`, { headers: { 'accept-encoding': acceptEncoding } });
	context.after(() => outgoing.destroy());
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		outgoing.once('response', resolve).once('error', reject).end();
	});
	let bytes = 0;
	response.on('data', (chunk: Buffer) => {
		bytes += chunk.length;
	});
	const encoding = response.headers['content-encoding'];
	const flushed = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
	const body = encoding === 'gzip' ? response.pipe(createGunzip(flushed)) : response;
	const subscriber = subscriberOf(body, emptyState, () => outgoing.destroy());
	return { encoding, subscriber, bytes: () => bytes };
}

test('a compressed stream has the same events as another one, each at once', async (context) => {
	const server = await aBusyServer(context, { heartbeatMs: 50, drainMs: 0 });
	const plain = await aSubscriber(server.url);
	const { encoding, subscriber, bytes } = await aGzipSubscriber(context, server.url);
	assert.equal(encoding, 'gzip');
	await Promise.all([plain, subscriber].map((each) => each.until(({ frames }) => frames.length === 1)));
	assert.ok(bytes() < 4_000, `${bytes()} bytes for a first frame of more than 20,000`);
	for (let update = 0; update < 5; update++) {
		// Some are stored as they are, and some compressed.
		await post(server, update % 2 === 0 ? `Short ${update}` : `${longBody}${update}`);
		const { seq } = (await server.request('/v1/snapshot')).body;
		await Promise.all([plain, subscriber].map((each) => each.until(({ state }) => state.seq === seq)));
	}
	await subscriber.until(({ heartbeats }) => heartbeats.length >= 3);
	await server.close();
	await Promise.all([plain.ended, subscriber.ended]);
	assert.deepEqual(subscriber.frames, plain.frames);
	assert.deepEqual(subscriber.ids, plain.ids);
	assert.equal(subscriber.frames.at(-1)?.name, 'retire');
});

test('fetch delivers each event of a compressed stream at once', async (context) => {
	const server = await aBusyServer(context, { heartbeatMs: 60_000 });
	const stop = new AbortController();
	const response = await fetch(`${server.url}/v1/stream`, { signal: stop.signal });
	assert.equal(response.headers.get('content-encoding'), 'gzip');
	const reader = (response.body as ReadableStream<Uint8Array>).getReader();
	const decoder = new TextDecoder();
	let text = '';
	const until = async (end: string): Promise<void> => {
		while (!text.includes(end)) {
			const { done, value } = await reader.read();
			assert.equal(done, false, 'the stream ended');
			text += decoder.decode(value, { stream: true });
		}
	};
	await until('event: snapshot');
	for (let update = 0; update < 4; update++) {
		await post(server, `Update number ${update}`);
		await until(`Update number ${update}`);
	}
	stop.abort();
});

test('short first frames, and those of clients without gzip, are sent as they are', async (context) => {
	const busy = await aBusyServer(context);
	for (const accepted of ['identity', 'br', 'gzip;q=0', 'deflate, gzip; q=0.0'])
		assert.equal((await aGzipSubscriber(context, busy.url, accepted)).encoding, undefined, accepted);
	for (const accepted of ['GZIP', 'br, gzip;q=0.1', 'deflate , gzip ; q=1.0'])
		assert.equal((await aGzipSubscriber(context, busy.url, accepted)).encoding, 'gzip', accepted);
	const quiet = await aServer(context);
	const { encoding, subscriber } = await aGzipSubscriber(context, quiet.url);
	assert.equal(encoding, undefined);
	await subscriber.until(({ frames }) => frames.length === 1);
	assert.equal(acceptsGzip(undefined), false);
});

test('a frame is compressed once for all streams, and reads the same after any others', () => {
	const frames = [10, 1_399, 1_400, 70_000].map((length) => Buffer.alloc(length, `${length} bytes `));
	for (const frame of frames) assert.equal(deflated(frame), deflated(frame));
	const heads = new ResponseHeads();
	const headers = {};
	const first = Buffer.alloc(20_000, 'first ');
	assert.equal(heads.prepend(headers, first, true), heads.prepend(headers, first, true));
	for (const order of [frames, [...frames].reverse()]) {
		const bytes = Buffer.concat([gzipHeader, ...order.map(deflated)]);
		const read = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
		assert.deepEqual(read, Buffer.concat(order));
	}
});
