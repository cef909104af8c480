/** The document of the console and its files: addresses behind every mount path, headers, caching. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { OpenAPIHono } from '@hono/zod-openapi';
import { problemResponse } from '../../../server/core/problem.ts';
import { consoleRoutes } from '../../../server/http/console.ts';
import type { ApiEnv } from '../../../server/http/context.ts';
import { aFolder } from '../../support/folder.ts';

const script = 'console.log(1);\n'.repeat(100);

function aBuild(context: TestContext, isBuilt = true) {
	const folder = `${aFolder(context)}/`;
	if (isBuilt) {
		mkdirSync(join(folder, 'console/assets'), { recursive: true });
		writeFileSync(
			join(folder, 'console/index.html'),
			'<link rel="stylesheet" href="/console/assets/look-abcdefgh.css"><script src="assets/main-abcdefgh.js"></script>',
		);
		writeFileSync(join(folder, 'console/assets/main-abcdefgh.js'), script);
		writeFileSync(join(folder, 'console/assets/plain.js'), script);
		writeFileSync(join(folder, 'console/assets/run.exe'), script);
		writeFileSync(join(folder, 'console/secret.js'), script);
	}
	const api = new OpenAPIHono<ApiEnv>();
	api.onError((error) => problemResponse(error));
	consoleRoutes(api, [folder]);
	return (path: string, headers: Record<string, string> = {}) => api.request(path, { headers });
}

test('every path of the console gets the document, whose files are found from there', async (context) => {
	const request = aBuild(context);
	for (const base of ['', '/status', '/a/b'])
		for (const path of [
			'/console',
			'/console/',
			'/console/notices',
			'/console/notices/n/update',
			'/console/a/',
		])
			for (const file of ['assets/look-abcdefgh.css', 'assets/main-abcdefgh.js']) {
				const response = await request(path);
				assert.equal(response.status, 200);
				const addresses = [...(await response.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(
					([, address = '']) => new URL(address, `https://x${base}${path}`).pathname,
				);
				assert.ok(addresses.includes(`${base}/console/${file}`), `${base}${path}: ${addresses}`);
			}
});

test('the document has the strict policy, and no other origin may embed or read it', async (context) => {
	const { headers } = await aBuild(context)('/console/notices');
	const policy = headers.get('content-security-policy') ?? '';
	for (const directive of [
		...["default-src 'none'", "script-src 'self'", "base-uri 'none'", "form-action 'none'"],
		...["frame-ancestors 'none'", "require-trusted-types-for 'script'"],
	])
		assert.ok(policy.split('; ').includes(directive), directive);
	assert.ok(!/unsafe|\*/.test(policy));
	const expected = {
		'content-type': 'text/html; charset=utf-8',
		'referrer-policy': 'no-referrer',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'cache-control': 'no-cache',
	};
	for (const [name, value] of Object.entries(expected)) assert.equal(headers.get(name), value);
});

test('files with a hash in their name are kept for good, others are asked for again', async (context) => {
	const request = aBuild(context);
	const hashed = await request('/console/assets/main-abcdefgh.js', { 'accept-encoding': 'br' });
	assert.equal(hashed.headers.get('cache-control'), 'public, max-age=31536000, immutable');
	assert.equal(hashed.headers.get('content-encoding'), 'br');
	assert.equal(hashed.headers.get('content-type'), 'text/javascript; charset=utf-8');
	assert.equal(hashed.headers.get('cross-origin-resource-policy'), 'same-origin');
	const plain = await request('/console/assets/plain.js');
	assert.equal(plain.headers.get('cache-control'), 'no-cache');
	const tag = plain.headers.get('etag') ?? '';
	assert.equal((await request('/console/assets/plain.js', { 'if-none-match': tag })).status, 304);
});

test('no other file is served', async (context) => {
	const request = aBuild(context);
	for (const name of [
		'',
		'none.js',
		'run.exe',
		'../secret.js',
		'..%2Fsecret.js',
		'%2e%2e/secret.js',
		'a/b.js',
		'.js',
	]) {
		const response = await request(`/console/assets/${name}`);
		assert.ok(!(await response.text()).includes('console.log'), name);
	}
	assert.equal((await request('/console/assets/none.js')).status, 404);
});

test('a console that was not built says what to do', async (context) => {
	const response = await aBuild(context, false)('/console');
	assert.equal(response.status, 404);
	assert.match((await response.json()).detail, /has not been built\. Run "npm run build"/);
});
