/** A page in French, in a browser that prefers English: what no operator wrote is in French too. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { aFaultyProduct, failing, pages, registers, visit } from '../support/faulty-product.ts';
import { aBrowser, closePagesAfterEach, shows } from '../support/page.ts';
import { aServer } from '../support/server.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

const patience = { timeout: 120_000 };
const french = '<script>document.documentElement.lang = "fr-CA"</script>';

test(
	'the page of the service worker is in the language of the product’s pages',
	patience,
	async (context) => {
		const status = await aServer(context);
		const worker = `self.CandorConfig = { src: '${status.url}' }; importScripts('${status.url}/candor-sw.js');`;
		const tag = `<script async src="${status.url}/candor.js"></script><candor-timeline></candor-timeline>`;
		const product = await aFaultyProduct(context, pages(worker, french + registers() + tag));
		const page = await chrome().newPage();
		await visit(page, product.url);
		assert.match(await page.evaluate(() => navigator.language), /^en/);
		await page.waitForFunction(async () => !!(await caches.match(`${location.origin}/.candor/language`)));
		product.handle = failing(503);
		const title = page.getByRole('heading', { name: 'Cette page ne peut pas être affichée pour le moment' });
		// Where a busy machine starts the worker too late, the browser asks the product without it.
		for (let attempt = 0; attempt < 3 && !(await title.isVisible()); attempt += 1) {
			await page.goto(`${product.url}/pay`);
			await title.waitFor({ timeout: 15_000 }).catch(() => undefined);
		}
		assert.ok(await title.isVisible(), await page.content());
		assert.equal(await page.evaluate(() => document.documentElement.lang), 'fr');
	},
);

test('the notice of the page’s own failures is in the language of the page', patience, async (context) => {
	const status = await aServer(context);
	const api = createServer((_request, response) => {
		response.writeHead(503, { 'access-control-allow-origin': '*', 'cache-control': 'no-store' }).end();
	});
	await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
	const address = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
	const tag = `<script async src="${status.url}/candor.js" data-watch="checkout=${address}"></script>`;
	const product = await aFaultyProduct(context, pages('', french + tag));
	context.after(() => api.close());
	const page = await chrome().newPage();
	const watches = page.waitForResponse((response) => response.url().endsWith('/reach.js'));
	await page.goto(product.url);
	await (await watches).finished();
	await page.evaluate((url) => {
		setInterval(() => void fetch(`${url}/cart`).catch(() => null), 300);
	}, address);
	await shows(page, 'candor-banner', 'Nous avons du mal à joindre nos serveurs');
	await shows(page, 'candor-banner', 'Constaté par cette page');
	await shows(page, 'candor-banner', 'We are having trouble', false);
});
