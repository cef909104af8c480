/** Large answers are compressed for clients that accept it, and say so. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { aServer, token } from '../../support/server.ts';
import { wholeComponent } from '../../support/whole.ts';

/** The bytes of an answer as they are sent: `fetch` would decompress them. */
const sizeOf = (url: string, headers: Record<string, string>): Promise<number> =>
	new Promise((resolve, reject) => {
		request(url, { headers }, async (response) => {
			let size = 0;
			for await (const chunk of response) size += (chunk as Buffer).length;
			resolve(size);
		})
			.on('error', reject)
			.end();
	});

const paths = [
	'/v1/notices?limit=100',
	'/v1/history',
	'/v1/snapshot',
	'/v1/components',
	'/v1/log?limit=100',
	'/v1/openapi.json',
];

test('every large answer is compressed, and decompresses to the same', async (context) => {
	const server = await aServer(context);
	for (let index = 0; index < 40; index++) {
		await server.write('PUT', `/v1/components/c${index}`, wholeComponent({ name: `Component ${index}` }));
		await server.write('POST', '/v1/notices', { id: `n${index}`, title: `Notice ${index}` });
	}
	const authorization = `Bearer ${token}`;
	for (const [path, accept] of [...paths.map((path) => [path, '*/*']), ['/v1/log', 'application/x-ndjson']]) {
		const ask = (encoding: string) => {
			const headers = { authorization, accept: accept as string, 'accept-encoding': encoding };
			return Promise.all([fetch(server.url + path, { headers }), sizeOf(server.url + path, headers)]);
		};
		const [plain, plainSize] = await ask('identity');
		const { length } = await plain.text();
		assert.equal(plain.headers.get('content-encoding'), null, path);
		for (const encoding of accept === '*/*' ? ['gzip', 'br'] : ['gzip']) {
			const [answer, size] = await ask(encoding);
			assert.equal(answer.status, 200, path);
			assert.equal(answer.headers.get('content-encoding'), encoding, path);
			assert.match(answer.headers.get('vary') ?? '', /Accept-Encoding/);
			assert.equal((await answer.text()).length, length, path);
			assert.ok(size < plainSize / 2, `${path}: ${size} of ${plainSize} bytes with ${encoding}`);
		}
	}
});

test('a record keeps its strong tag, and short answers stay as they are', async (context) => {
	const { request, write } = await aServer(context);
	await write('POST', '/v1/notices', { id: 'n', title: 'Down' });
	const headers = { 'accept-encoding': 'gzip' };
	const notice = await request('/v1/notices/n', { headers });
	assert.match(notice.headers.get('etag') ?? '', /^"\d+"$/);
	assert.equal(notice.headers.get('content-encoding'), null);
	assert.equal((await request('/v1/remedies', { headers })).headers.get('content-encoding'), null);
	const refused = await request('/v1/components', { headers: { 'accept-encoding': 'gzip;q=0' } });
	assert.equal(refused.headers.get('content-encoding'), null);
});
