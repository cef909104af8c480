/** Requests that the service worker must not change, and how it works beside a host's own worker. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Browser } from 'playwright-core';
import {
	aFaultyProduct,
	failing,
	type Handler,
	heading,
	pages,
	type ReceivedRequest,
	visit,
} from '../support/faulty-product.ts';
import { aBrowser, closePagesAfterEach, shows } from '../support/page.ts';
import { aServer } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const patience = { timeout: 120_000 };
const bytes = Buffer.from(Array.from({ length: 4_096 }, (_, index) => index % 251));

/** Without this link the browser requests an icon at an unpredictable time. */
const noIcon = '<link rel="icon" href="data:,">';

/** A product with pages, ranges, posts, redirects, errors and downloads. */
const everything =
	(worker: string): Handler =>
	(request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://product');
		const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
		if (pathname === '/bytes' && from)
			response
				.writeHead(206, { 'content-range': `bytes ${from}-${to}/4096`, 'content-type': 'video/mp4' })
				.end(bytes.subarray(Number(from), Number(to) + 1));
		else if (pathname === '/bytes') response.writeHead(200, { 'x-own': 'kept' }).end(bytes);
		else if (pathname === '/broken') response.writeHead(503, { 'x-own': 'kept' }).end('broken');
		else if (pathname === '/moved') response.writeHead(302, { location: '/landed' }).end();
		else if (pathname === '/sent')
			response.writeHead(500, { 'content-type': 'text/html' }).end(`${noIcon}<h1>Not sent</h1>`);
		else if (pathname === '/file')
			response.writeHead(200, { 'content-disposition': 'attachment; filename="file.bin"' }).end(bytes);
		else pages(worker, '')(request, response);
	};

/** Every kind of request that a page can make, as the text of a script; its value is what the page received. */
const requestsOfAPage = `(async () => {
	const answers = [];
	const ask = async (path, init) => {
		const response = await fetch(path, init);
		const text = [...new Uint8Array(await response.arrayBuffer())].join();
		const headers = [...response.headers].filter(([name]) => name !== 'date');
		answers.push([path, response.status, response.type, response.redirected, headers, text]);
	};
	await ask('/bytes');
	await ask('/bytes', { headers: { range: 'bytes=100-199' } });
	await ask('/bytes', { method: 'HEAD' });
	await ask('/sent', { method: 'POST', body: 'amount=84.20', headers: { 'x-mark': 'one' } });
	await ask('/broken', { method: 'PUT', body: new Uint8Array([0, 255]) });
	await ask('/broken');
	await ask('/moved', { redirect: 'manual' });
	await ask('/moved');
	const image = new Image();
	await new Promise((resolve) => {
		image.onload = image.onerror = resolve;
		image.src = '/bytes?image';
	});
	const frame = document.createElement('iframe');
	await new Promise((resolve) => {
		frame.onload = resolve;
		frame.src = '/broken?frame';
		document.body.append(frame);
	});
	answers.push(frame.contentDocument.body.textContent);
	return answers;
})()`;

/** Makes every kind of request; returns what the page received and what the product was asked. */
async function walk(
	browser: Browser,
	url: string,
	requests: readonly ReceivedRequest[],
	registered: boolean,
) {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(url);
	if (registered) {
		await page.evaluate(async () => {
			await navigator.serviceWorker.register('/candor-sw.js');
			await navigator.serviceWorker.ready;
		});
		await page.goto(url);
		assert.equal(await page.evaluate(() => navigator.serviceWorker.controller !== null), true);
	}
	const from = requests.length;
	const got = (await page.evaluate(requestsOfAPage)) as unknown[];
	// Submitting a form is a navigation too, and it must not be sent twice.
	const sent = page.waitForNavigation();
	await page.evaluate(() => {
		const form = document.createElement('form');
		form.method = 'post';
		form.action = '/sent?form';
		form.innerHTML = '<input name="amount" value="84.20">';
		document.body.append(form);
		form.submit();
	});
	await sent;
	got.push(await page.locator('body').textContent());
	// Some time after a navigation the browser checks for a new worker script.
	const ofThePage = requests.slice(from).filter(({ headers }) => !headers.includes('Service-Worker'));
	const asked = ofThePage.map(({ method, path, headers, body }) => ({
		method,
		path,
		body,
		headers: headers.filter((_, index, all) => !/^cookie$/i.test(all[index - (index % 2)] ?? '')),
	}));
	await context.close();
	return { got, asked };
}

test(
	'with and without the worker, the product receives the same requests, and the page the same responses',
	patience,
	async (context) => {
		const status = await aServer(context);
		const worker = `self.CandorConfig = { src: '${status.url}' }; importScripts('${status.url}/candor-sw.js');`;
		const product = await aFaultyProduct(context, everything(worker));
		const browser = chrome();
		const plain = await walk(browser, product.url, product.requests, false);
		const served = await walk(browser, product.url, product.requests, true);
		assert.equal(plain.asked.length, 12);
		assert.deepEqual(served.asked, plain.asked);
		assert.deepEqual(served.got, plain.got);
	},
);

test('successful navigations pass: redirects, downloads, pages', patience, async (context) => {
	const status = await aServer(context);
	const worker = `self.CandorConfig = { src: '${status.url}' }; importScripts('${status.url}/candor-sw.js');`;
	const product = await aFaultyProduct(context, everything(worker));
	const page = await chrome().newPage();
	await page.goto(product.url);
	const plain = product.requests.at(-1)?.headers;
	await page.evaluate(() => navigator.serviceWorker.register('/candor-sw.js'));
	await visit(page, product.url);
	const navigation = product.requests.filter(({ path }) => path === '/').at(-1)?.headers;
	assert.deepEqual(navigation, plain);
	await page.goto(`${product.url}/moved`);
	assert.equal(page.url(), `${product.url}/landed`);
	const download = page.waitForEvent('download');
	await page.evaluate(() => location.assign('/file'));
	assert.equal((await download).suggestedFilename(), 'file.bin');
	await page.getByRole('heading', { name: 'Product /landed' }).waitFor();
});

test('a failed form submission is left to the browser, and is not sent again', patience, async (context) => {
	const status = await aServer(context);
	const worker = `self.CandorConfig = { src: '${status.url}' }; importScripts('${status.url}/candor-sw.js');`;
	const product = await aFaultyProduct(
		context,
		pages(worker, '<form method="post" action="/pay"><button>Pay</button></form>'),
	);
	const page = await chrome().newPage();
	await page.goto(product.url);
	await page.evaluate(() => navigator.serviceWorker.register('/candor-sw.js'));
	await visit(page, product.url);
	product.handle = failing(503);
	await page.getByRole('button', { name: 'Pay' }).click();
	await page.getByRole('heading', { name: 'own error page' }).waitFor();
	assert.equal(product.requests.filter(({ method }) => method === 'POST').length, 1);
});

for (const [how, worker] of [
	[
		'calls respondTo itself, with its own way to load the page',
		(status: string) => `self.CandorConfig = { src: '${status}', listen: 'no' };
			importScripts('${status}/candor-sw.js');
			addEventListener('fetch', (event) => {
				if (new URL(event.request.url).pathname === '/offline.txt') event.respondWith(new Response('kept'));
				else if (event.request.mode === 'navigate') self.Candor.respondTo(event, async () => {
					const response = await fetch(event.request);
					return new URL(response.url).pathname === '/own' ? new Response('<h1>From the host</h1>', { headers: { 'content-type': 'text/html' } }) : response;
				});
			});`,
	],
	[
		'listens first and leaves other requests to it',
		(status: string) => `addEventListener('fetch', (event) => {
				const { pathname } = new URL(event.request.url);
				if (pathname === '/offline.txt') event.respondWith(new Response('kept'));
				if (pathname === '/own') event.respondWith(new Response('<h1>From the host</h1>', { headers: { 'content-type': 'text/html' } }));
			});
			self.CandorConfig = { src: '${status}' };
			importScripts('${status}/candor-sw.js');`,
	],
] as const)
	test(`a host's own worker ${how}`, patience, async (context) => {
		const status = await aServer(context);
		await status.write('POST', '/v1/notices', { title: 'Payments are failing' });
		const product = await aFaultyProduct(context, pages(worker(status.url)));
		const page = await chrome().newPage();
		const errors: string[] = [];
		page.on('pageerror', (error) => errors.push(String(error)));
		await visit(page, product.url);
		await page.goto(`${product.url}/own`);
		await page.getByRole('heading', { name: 'From the host' }).waitFor();
		assert.equal(await page.evaluate(async () => (await fetch('/offline.txt')).text()), 'kept');
		await product.stop();
		await page.goto(`${product.url}/pay`);
		await page.getByRole('heading', { name: heading }).waitFor();
		await shows(page, 'candor-banner', 'Payments are failing');
		assert.deepEqual(errors, []);
	});

test(
	'with navigation preload, a page is fetched once, and a failure is still replaced',
	patience,
	async (context) => {
		const status = await aServer(context);
		const worker = `self.CandorConfig = { src: '${status.url}', preload: 'yes' }; importScripts('${status.url}/candor-sw.js');`;
		const product = await aFaultyProduct(context, pages(worker));
		const page = await chrome().newPage();
		await visit(page, product.url);
		await page.goto(`${product.url}/twice`);
		const seen = product.requests.filter(({ path }) => path === '/twice');
		assert.equal(seen.length, 1);
		assert.ok(seen[0]?.headers.includes('Service-Worker-Navigation-Preload'));
		await product.stop();
		await page.goto(`${product.url}/twice`);
		await page.getByRole('heading', { name: heading }).waitFor();
	},
);

/** The file of docs/how-to/service-worker.md that removes the worker. */
const removal =
	/```js\n(addEventListener\('install'[\s\S]*?)```/.exec(
		readFileSync('docs/how-to/service-worker.md', 'utf8'),
	)?.[1] ?? '';

test('the removal file leaves nothing behind', patience, async (context) => {
	const status = await aServer(context);
	const worker = `self.CandorConfig = { src: '${status.url}' }; importScripts('${status.url}/candor-sw.js');`;
	const product = await aFaultyProduct(context, pages(worker));
	const page = await chrome().newPage();
	await visit(page, product.url);
	assert.deepEqual(await page.evaluate(() => caches.keys()), ['candor']);
	assert.ok(removal);
	product.handle = pages(removal);
	await page.goto(product.url);
	await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
	await page.waitForFunction(async () => !(await caches.keys()).length);
	product.handle = pages('', '');
	await page.goto(product.url);
	await page.waitForFunction(async () => !(await navigator.serviceWorker.getRegistrations()).length);
});

test('the file is revalidated by caches, and can be loaded from every origin', async (context) => {
	const status = await aServer(context);
	const { headers, status: code } = await status.request('/candor-sw.js');
	assert.equal(code, 200);
	assert.equal(headers.get('cache-control'), 'no-cache');
	assert.match(headers.get('content-type') ?? '', /^text\/javascript/);
	assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
});
