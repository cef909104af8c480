/** What the service worker stores while a network answers for the status servers, or one of them hangs. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { aFaultyProduct, heading, pages, visit } from '../support/faulty-product.ts';
import { aFaultyServer, hanging } from '../support/faulty-server.ts';
import { aBrowser, closePagesAfterEach, shows } from '../support/page.ts';
import { aServer } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const notice = { id: 'n', title: 'Payments are failing', impact: 'major', body: 'We are looking into it.' };

for (const [what, answer] of [
	[
		'answers with the page of a captive portal',
		(_request: unknown, response: ServerResponse) =>
			void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Please log in</h1>'),
	],
	['hangs', hanging],
] as const)
	test(`the first status server ${what} while the worker installs: the second one is asked`, {
		timeout: 120_000,
	}, async (context) => {
		const status = await aServer(context);
		await status.write('POST', '/v1/notices', notice);
		const first = await aFaultyServer(context);
		for (const path of ['/candor.js', '/v1/snapshot', '/v1/stream']) first.overrides.set(path, answer);
		const worker = await (await fetch(`${status.url}/candor-sw.js`)).text();
		const product = await aFaultyProduct(
			context,
			pages(`self.CandorConfig = { src: '${first.url} ${status.url}' };${worker}`),
		);
		const page = await chrome().newPage();
		await visit(page, product.url);
		const stored = await page.evaluate(async () => {
			const cache = await caches.open('candor');
			return (await cache.match('/.candor/embed'))?.text();
		});
		assert.match(stored ?? '', /candor-banner/);
		assert.doesNotMatch(stored ?? '', /log in/);
		await product.stop();
		await page.reload();
		await page.getByRole('heading', { name: heading }).waitFor();
		await shows(page, 'candor-banner', notice.title);
	});

test('a worker that was installed behind a captive portal fetches the script once it is needed', {
	timeout: 120_000,
}, async (context) => {
	const status = await aServer(context);
	const server = await aFaultyServer(context);
	server.wire.put('n1', notice.title);
	const portal = (_request: unknown, response: ServerResponse) =>
		void response
			.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=86400' })
			.end('<h1>Please log in</h1>');
	const paths = ['/candor.js', '/v1/snapshot', '/v1/stream'];
	for (const path of paths) server.overrides.set(path, portal);
	const [worker = '', script = ''] = await Promise.all(
		['candor-sw.js', 'candor.js'].map(async (file) => (await fetch(`${status.url}/${file}`)).text()),
	);
	const product = await aFaultyProduct(
		context,
		pages(`self.CandorConfig = { src: '${server.url}' };${worker}`),
	);
	const page = await chrome().newPage();
	await visit(page, product.url);
	// Once in its life, a worker fetches what it could not store.
	await page.reload();
	await server.until(() => server.requests.filter(({ path }) => path.startsWith('/candor.js')).length === 2);
	await product.stop();
	server.overrides.clear();
	server.overrides.set('/candor.js', (_request, response) => {
		response
			.writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' })
			.end(script);
	});
	await page.reload();
	await page.getByRole('heading', { name: heading }).waitFor();
	await shows(page, 'candor-banner', notice.title);
});
