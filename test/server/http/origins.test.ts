/** Which pages may read and write. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawProblem } from '../../../server/core/problem.ts';
import { themes } from '../../../server/http/assets.ts';
import { tooManyConnections } from '../../../server/streaming/admission/admission.ts';
import { locales } from '../../../src/model/locales.ts';
import { aServer, token } from '../../support/server.ts';

const app = 'https://app.example';
const stranger = 'https://stranger.example';
const preflight = (origin: string, method = 'POST') => ({
	method: 'OPTIONS',
	headers: {
		origin,
		'access-control-request-method': method,
		'access-control-request-headers': 'authorization',
	},
});

test('without a list every page reads, and no foreign page writes', async (context) => {
	const { request, url } = await aServer(context);
	for (const path of ['/v1/snapshot', '/v1/notices', '/v1/components', '/healthz', '/v1/openapi.json']) {
		const { headers } = await request(path, { headers: { origin: app } });
		assert.equal(headers.get('access-control-allow-origin'), '*', path);
	}
	const stream = await fetch(`${url}/v1/stream`, { headers: { origin: app } });
	assert.equal(stream.headers.get('access-control-allow-origin'), '*');
	await stream.body?.cancel();
	assert.equal((await request('/v1/notices', preflight(app))).status, 403);
	// A page that the server itself hands out is at home.
	assert.equal((await request('/v1/notices', preflight(url))).status, 204);
});

test('a refused read can be read by the page, so that it learns why', async (context) => {
	const { request } = await aServer(context);
	const { status, headers } = await request('/v1/stream?since=x', { headers: { origin: app } });
	assert.deepEqual([status, headers.get('access-control-allow-origin')], [400, '*']);
	assert.match(headers.get('access-control-expose-headers') ?? '', /retry-after/);
	// What a connection is told that is one too many.
	const raw = rawProblem(tooManyConnections());
	assert.match(raw, /\r\naccess-control-allow-origin: \*\r\n/);
	assert.match(raw, /\r\naccess-control-expose-headers: .*retry-after.*\r\n/);
});

test('with a list its pages read and write, and no others do either', async (context) => {
	const { request } = await aServer(context, { origins: [app] });
	const read = await request('/v1/snapshot', { headers: { origin: app } });
	assert.equal(read.headers.get('access-control-allow-origin'), app);
	assert.match(read.headers.get('vary') ?? '', /Origin/);
	const may = await request('/v1/notices', preflight(app));
	assert.equal(may.status, 204);
	assert.match(may.headers.get('access-control-allow-headers') ?? '', /if-match, idempotency-key/);
	assert.match(may.headers.get('access-control-allow-methods') ?? '', /PATCH/);
	const headers = { origin: app, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
	const made = await request('/v1/notices', { method: 'POST', headers, body: '{"title":"x"}' });
	assert.equal(made.status, 201);
	assert.match(made.headers.get('access-control-expose-headers') ?? '', /etag, location/);
	for (const path of ['/v1/snapshot', '/v1/stream', '/v1/notices']) {
		const { status, body } = await request(path, { headers: { origin: stranger } });
		assert.deepEqual([status, body.code], [403, 'origin-not-allowed'], path);
	}
	assert.equal((await request('/v1/notices', preflight(stranger))).status, 403);
	// What is no page has no origin: the CLI, a monitor, a cache.
	assert.equal((await request('/v1/snapshot')).status, 200);
});

test('the script, the words of its languages and the themes may be loaded by every page', async (context) => {
	const { request } = await aServer(context, { origins: [app] });
	const words = locales.map((tag) => `/locales/${tag}.json`);
	const [chunk] = /chunk-[\w-]+\.js/.exec((await request('/candor.js')).text) ?? [];
	for (const path of ['/candor.js', `/${chunk}`, ...words, ...themes.map((name) => `/themes/${name}.css`)]) {
		const { status, headers } = await request(path, { headers: { origin: stranger } });
		assert.deepEqual([status, headers.get('access-control-allow-origin')], [200, '*'], path);
		assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
		const caching = path.includes('chunk-') ? /max-age=31536000, immutable/ : /max-age=3600/;
		assert.match(headers.get('cache-control') ?? '', caching);
		const again = await request(path, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
		assert.equal(again.status, 304);
	}
	for (const path of [
		'/themes/xx.css',
		'/themes/quiet.js',
		'/locales/xx.json',
		'/locales/..%2fpackage.json',
		'/locales/de.js',
	])
		assert.equal((await request(path)).status, 404, path);
});
