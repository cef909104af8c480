/** Which web origins may read and write. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawProblem } from '../../../server/core/problem.ts';
import { themes } from '../../../server/http/assets.ts';
import { tooManyConnections } from '../../../server/streaming/admission/admission.ts';
import { locales } from '../../../src/model/locales.ts';
import { aServer, token } from '../../support/server.ts';

const app = 'https://app.example';
const other = 'https://other.example';
const preflight = (origin: string, method = 'POST') => ({
	method: 'OPTIONS',
	headers: {
		origin,
		'access-control-request-method': method,
		'access-control-request-headers': 'authorization',
	},
});

test('without a list of origins every page may read and no page of another host may write', async (context) => {
	const { request, url } = await aServer(context);
	for (const path of ['/v1/snapshot', '/v1/notices', '/v1/components', '/healthz', '/v1/openapi.json']) {
		const { headers } = await request(path, { headers: { origin: app } });
		assert.equal(headers.get('access-control-allow-origin'), '*', path);
	}
	const stream = await fetch(`${url}/v1/stream`, { headers: { origin: app } });
	assert.equal(stream.headers.get('access-control-allow-origin'), '*');
	await stream.body?.cancel();
	assert.equal((await request('/v1/notices', preflight(app))).status, 403);
	// A page of the server's own host.
	assert.equal((await request('/v1/notices', preflight(url))).status, 204);
});

test('a page can read the reason of a refused request', async (context) => {
	const { request } = await aServer(context);
	const { status, headers } = await request('/v1/stream?since=x', { headers: { origin: app } });
	assert.deepEqual([status, headers.get('access-control-allow-origin')], [400, '*']);
	assert.match(headers.get('access-control-expose-headers') ?? '', /retry-after.*x-request-id/);
	// The response to a connection above the limit.
	const raw = rawProblem(tooManyConnections());
	assert.match(raw, /\r\naccess-control-allow-origin: \*\r\n/);
	assert.match(raw, /\r\naccess-control-expose-headers: .*retry-after.*\r\n/);
});

test('with a list of origins only their pages may read and write', async (context) => {
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
		const { status, body } = await request(path, { headers: { origin: other } });
		assert.deepEqual([status, body.code], [403, 'origin-not-allowed'], path);
	}
	assert.equal((await request('/v1/notices', preflight(other))).status, 403);
	// The command line, monitors and caches send no origin.
	assert.equal((await request('/v1/snapshot')).status, 200);
});

test('a wildcard allows every subdomain to read and write, and nothing else', async (context) => {
	const { request } = await aServer(context, {
		origins: ['https://*.example.com', 'http://*.dev.example:3000'],
	});
	for (const origin of [
		'https://shop.example.com',
		'https://a.b.example.com',
		'https://xn--bcher-kva.example.com',
		'http://pr-7.dev.example:3000',
	]) {
		const read = await request('/v1/snapshot', { headers: { origin } });
		assert.deepEqual([read.status, read.headers.get('access-control-allow-origin')], [200, '*'], origin);
		assert.match(read.headers.get('vary') ?? '', /Origin/);
		assert.equal((await request('/v1/notices', preflight(origin))).status, 204, origin);
	}
	for (const origin of [
		'https://example.com',
		'https://*.example.com',
		'https://evilexample.com',
		'https://shop.example.com.evil.example',
		'https://shop.example.com:8443',
		'http://shop.example.com',
		'https://.example.com',
		'https://a..example.com',
		'https://evil.example/.example.com',
		'https://evil.example#.example.com',
		'https://shop.EXAMPLE.com',
		'http://pr-7.dev.example',
		'null',
	]) {
		const { status, body } = await request('/v1/snapshot', { headers: { origin } });
		assert.deepEqual([status, body.code], [403, 'origin-not-allowed'], origin);
	}
});

test('the pages of apps have origins of their own schemes, which are compared as text', async (context) => {
	const apps = [
		'capacitor://localhost',
		'ionic://localhost',
		'app://bundle',
		'chrome-extension://abcdefghij',
	];
	const { request, url } = await aServer(context, { origins: apps });
	for (const origin of apps) {
		const { status, headers } = await request('/v1/snapshot', { headers: { origin } });
		assert.deepEqual([status, headers.get('access-control-allow-origin')], [200, origin], origin);
		assert.equal((await request('/v1/notices', preflight(origin))).status, 204, origin);
	}
	const { host } = new URL(url);
	// The last is of the server's own host by name, but not a page of it.
	for (const origin of ['capacitor://other', 'app://localhost', 'null', 'file://', `capacitor://${host}`])
		assert.equal((await request('/v1/snapshot', { headers: { origin } })).status, 403, origin);
});

test('every page may load the script, its translations and the themes', async (context) => {
	const { request } = await aServer(context, { origins: [app] });
	const translations = locales.map((tag) => `/locales/${tag}.json`);
	const [chunk] = /chunk-[\w-]+\.js/.exec((await request('/candor.js')).text) ?? [];
	for (const path of [
		'/candor.js',
		`/${chunk}`,
		...translations,
		...themes.map((name) => `/themes/${name}.css`),
	]) {
		const { status, headers } = await request(path, { headers: { origin: other } });
		assert.deepEqual([status, headers.get('access-control-allow-origin')], [200, '*'], path);
		assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
		const cacheControl = path.includes('chunk-') ? /max-age=31536000, immutable/ : /max-age=3600/;
		assert.match(headers.get('cache-control') ?? '', cacheControl);
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
