/** The snapshot over HTTP: encodings, entity tags, caching and signatures. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createKey, keyFileIn, removeKey, useKey } from '../../../server/core/signing/key-file.ts';
import { aFolder } from '../../support/folder.ts';
import { aServer } from '../../support/server.ts';
import { eventsIn, partsOf, verified } from '../../support/signature.ts';
import { wholeComponent } from '../../support/whole.ts';

const noon = Date.parse('2030-01-01T12:00:00.000Z');
const at = new Date(noon).toISOString();
const minute = 60_000;

/** A server with a key file and a clock that the test sets. */
async function aSigningServer(context: TestContext) {
	const keys = join(aFolder(context), 'keys.json');
	const key = createKey(keys, 'ES256', at);
	const time = { now: noon };
	const clock = { now: () => time.now, after: () => () => undefined };
	const server = await aServer(context, { keys, clock, signatureDays: 3 });
	return { ...server, keys, key, time };
}

/** The body as sent, and its encoding. */
const raw = (url: string, acceptEncoding: string): Promise<{ encoding: string; bytes: Buffer }> =>
	new Promise((resolve, reject) => {
		httpRequest(url, { headers: { 'accept-encoding': acceptEncoding } }, async (response) => {
			const chunks: Buffer[] = [];
			for await (const chunk of response) chunks.push(chunk);
			resolve({
				encoding: response.headers['content-encoding'] ?? 'identity',
				bytes: Buffer.concat(chunks),
			});
		})
			.on('error', reject)
			.end();
	});

test('the snapshot and the first frame of a stream are signed', async (context) => {
	const { url, request, write, key } = await aSigningServer(context);
	await write('PUT', '/v1/components/checkout', wholeComponent({ name: 'Checkout' }));
	const { json, jws } = partsOf((await request('/v1/snapshot')).text);
	const header = await verified(key.pin, jws, json);
	assert.deepEqual([header?.typ, header?.exp], ['snapshot', noon / 1000 + 3 * 86_400]);

	const ending = new AbortController();
	const response = await fetch(`${url}/v1/stream`, { signal: ending.signal });
	let text = '';
	for await (const chunk of response.body ?? []) {
		text += Buffer.from(chunk).toString();
		if (/event: snapshot\n.*\n\n/s.test(text)) break;
	}
	ending.abort();
	const [event] = eventsIn(text);
	assert.equal((await verified(key.pin, event?.jws ?? '', event?.json ?? ''))?.typ, 'snapshot');
});

test('without keys the snapshot has no signature and the list of keys is empty', async (context) => {
	const { request } = await aServer(context);
	const { body } = await request('/v1/snapshot');
	assert.ok(!('signature' in body));
	assert.deepEqual((await request('/v1/keys')).body, { keys: [] });
});

test('the entity tag changes with the state, the minute and the key, so that no 304 makes an old snapshot look new', async (context) => {
	const { request, write, time, keys, key } = await aSigningServer(context);
	const tags: string[] = [];
	const ask = async (tag?: string) =>
		request('/v1/snapshot', tag === undefined ? {} : { headers: { 'if-none-match': tag } });
	/** Sends the newest tag. The response must have a new tag, which then gets a `304`. */
	const changed = async () => {
		const { status, headers, text } = await ask(tags.at(-1));
		assert.equal(status, 200);
		tags.push(headers.get('etag') ?? '');
		assert.equal((await ask(tags.at(-1))).status, 304);
		const { json, jws } = partsOf(text);
		return { json, jws, iat: Number((await verified(key.pin, jws, json))?.iat) * 1000 };
	};
	const first = await changed();
	time.now += minute - 1;
	assert.equal((await ask(tags[0])).status, 304);
	assert.equal(partsOf((await ask()).text).jws, first.jws, 'made once');
	time.now += 1;
	assert.equal((await changed()).iat, time.now);
	await write('PUT', '/v1/components/checkout', wholeComponent({ name: 'Checkout' }));
	await changed();
	const second = createKey(keys, 'Ed25519', at);
	useKey(keys, second.kid);
	removeKey(keys, key.kid);
	time.now += 1_000;
	const { headers, text } = await ask(tags.at(-1));
	assert.ok(await verified(second.pin, partsOf(text).jws, partsOf(text).json));
	assert.equal(new Set([...tags, headers.get('etag')]).size, 4);
});

test('Cache-Control lets caches keep the snapshot briefly, and longer while the server is down', async (context) => {
	const { request } = await aServer(context);
	const { headers } = await request('/v1/snapshot');
	assert.equal(
		headers.get('cache-control'),
		'public, max-age=1, stale-while-revalidate=30, stale-if-error=86400',
	);
	assert.match(headers.get('vary') ?? '', /Accept-Encoding/);
	const again = await request('/v1/snapshot', { headers: { 'if-none-match': headers.get('etag') ?? '' } });
	assert.deepEqual([again.status, again.text], [304, '']);
	assert.equal(again.headers.get('cache-control'), headers.get('cache-control'));
	assert.equal(again.headers.get('etag'), headers.get('etag'));
});

test('the response has the smallest encoding that the client accepts', async (context) => {
	const { url, write } = await aServer(context);
	await write('PUT', '/v1/components/checkout', wholeComponent({ name: 'Checkout' }));
	const address = `${url}/v1/snapshot`;
	const plain = (await raw(address, 'identity')).bytes;
	const expectedEncodings = {
		'gzip, deflate, br, zstd': 'br',
		'gzip, deflate': 'gzip',
		'br;q=0, gzip': 'gzip',
		'gzip;q=1, br;q=0.5': 'gzip',
		'*': 'br',
		'*, br;q=0': 'gzip',
		deflate: 'identity',
		'gzip;q=0, br;q=0': 'identity',
	};
	for (const [header, expected] of Object.entries(expectedEncodings)) {
		const { encoding, bytes } = await raw(address, header);
		assert.equal(encoding, expected, header);
		const decode = { br: brotliDecompressSync, gzip: gunzipSync }[encoding];
		assert.deepEqual(Buffer.from(decode ? decode(bytes) : bytes), plain, header);
	}
});

test('the list of keys contains the pins and no private part', async (context) => {
	const { request, keys, key, time } = await aSigningServer(context);
	const second = createKey(keys, 'Ed25519', at);
	time.now += 1_000;
	const { body, headers } = await request('/v1/keys');
	assert.deepEqual(
		body.keys.map((each: Record<string, unknown>) => [each.kid, each.pin, each.alg, each.kty]),
		[
			[key.kid, key.pin, 'ES256', 'EC'],
			[second.kid, second.pin, 'EdDSA', 'OKP'],
		],
	);
	for (const each of body.keys) assert.ok(!('d' in each));
	const { x, y } = body.keys[0];
	const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
	assert.equal(point.toString('base64url'), key.pin);
	assert.match(headers.get('cache-control') ?? '', /^public, max-age=60,/);
});

test('a server uses keys.json in its data folder and does not start when the file is damaged', async (context) => {
	const data = aFolder(context);
	const { kid } = createKey(keyFileIn(data), 'ES256', at);
	const { request, close } = await aServer(context, { data });
	assert.equal((await request('/v1/keys')).body.keys[0].kid, kid);
	await close();
	await assert.rejects(aServer(context, { data, keys: join(data, 'elsewhere.json') }), { code: 'damaged' });
	writeFileSync(keyFileIn(data), 'damaged');
	await assert.rejects(aServer(context, { data }), { code: 'damaged', message: /key file .* not JSON/ });
	rmSync(keyFileIn(data));
	await assert.rejects(aServer(context, { data }), { code: 'damaged', message: /key file .* is missing/ });
	createKey(keyFileIn(data), 'ES256', at);
	// A failed start leaves no file open.
	await (await aServer(context, { data })).close();
});
