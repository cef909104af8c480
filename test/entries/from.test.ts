/** The script tag over the feeds of other vendors, in a real browser. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { aBrowser, closePagesAfterEach, seenIn } from '../support/page.ts';
import { recordedFeeds } from '../support/vendor-feeds.ts';

type Context = { after(act: () => unknown): void };
type Answer = (response: ServerResponse) => unknown;

const chrome = aBrowser();
closePagesAfterEach(chrome);

async function listening(context: Context, answer: (url: string, response: ServerResponse) => unknown) {
	const server = createServer(({ url = '/' }, response) => void answer(url, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json =
	(value: () => object): Answer =>
	(response) =>
		response
			.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
			.end(JSON.stringify(value()));

/** A vendor's page that answers every request so, and a product with the tag and a status element. */
async function aPage(context: Context, vendor: string, answer: Answer, prepare?: (page: Page) => unknown) {
	const requests: { readonly url: string; readonly at: number }[] = [];
	const current = { answer };
	const status = await listening(context, (url, response) => {
		requests.push({ url, at: performance.now() });
		current.answer(response);
	});
	const others: string[] = [];
	const product = await listening(context, (url, response) => {
		const [, file] = /^\/status\/((?:candor-from|chunk-[\w-]+)\.js)/.exec(url) ?? [];
		if (file)
			return response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(`dist/${file}`));
		if (url !== '/' && url !== '/favicon.ico') others.push(url);
		const tag = `<script async src="/status/candor-from.js" data-from="${vendor}" data-server="${status}"></script>`;
		return response
			.writeHead(200, { 'content-type': 'text/html' })
			.end(
				`<!doctype html><html lang="en"><title>Shop</title>${tag}<body><h1>Shop</h1><candor-status></candor-status>`,
			);
	});
	const page = await (await chrome().newContext()).newPage();
	const errors: Error[] = [];
	page.on('pageerror', (error) => errors.push(error));
	await prepare?.(page);
	await page.goto(product);
	return { page, requests, current, errors, others };
}

const pill = (page: Page) => page.locator('candor-status').locator('.pill').first();
const banner = (page: Page) => page.locator('candor-banner');

/** Waits until the element shows a text. */
async function seesIn(page: Page, tag: string, text: string): Promise<void> {
	for (let tries = 0; tries < 100; tries++) {
		if ((await seenIn(page, tag)).includes(text)) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	assert.fail(`"${text}" is not in: ${await seenIn(page, tag)}`);
}

for (const [vendor, feed] of Object.entries(recordedFeeds)) {
	test(`${vendor}: an outage is in the bar, its details and the panel`, async (context) => {
		const { page, requests, errors, others } = await aPage(context, vendor, json(feed.outage));
		await banner(page).getByRole('heading', { level: 2 }).getByText('Payments are failing').waitFor();
		await pill(page).waitFor();
		const bar = await seenIn(page, 'candor-banner');
		assert.match(bar, feed.impact);
		if (vendor !== 'betterstack' && vendor !== 'cstate') assert.match(bar, /Cause identified/);
		await banner(page).getByRole('button', { name: 'Details' }).click();
		if (feed.has.words) await seesIn(page, 'candor-banner', 'The cause is found & a fix is coming.');
		if (feed.has.components) await seesIn(page, 'candor-banner', 'Checkout');
		await pill(page).click();
		if (vendor !== 'cstate') await seesIn(page, 'candor-status', 'Database upgrade');
		assert.equal(requests[0]?.url, feed.path);
		assert.deepEqual(
			[...new Set(requests.map(({ url }) => url))],
			[feed.path],
			'nothing else is asked of the vendor',
		);
		assert.deepEqual(others, [], 'and nothing of the product');
		assert.deepEqual(errors, []);
	});

	test(`${vendor}: without an outage there is no bar, and the status is that of now`, async (context) => {
		const { page, errors } = await aPage(context, vendor, json(feed.calm));
		await pill(page).getByText('All systems normal').waitFor();
		assert.equal(await banner(page).getByRole('heading', { level: 2 }).count(), 0);
		assert.deepEqual(errors, []);
	});
}

const failures: Readonly<Record<string, Answer>> = {
	'404': (response) => response.writeHead(404).end(),
	'429 with Retry-After': (response) =>
		response
			.writeHead(429, {
				'retry-after': '120',
				'access-control-allow-origin': '*',
				'access-control-expose-headers': 'retry-after',
			})
			.end(),
	'500': (response) => response.writeHead(500).end(),
	'no answer': () => undefined,
	'a page of HTML with status 200': (response) =>
		response
			.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
			.end('<!doctype html><p>Hello'),
	'JSON of another shape': json(() => ({ hello: 'world' })),
};

test('a vendor that fails in any way is asked politely for a minute, and nothing is shown as well', async (context) => {
	const { statuspage } = recordedFeeds;
	const calm = await aPage(context, 'statuspage', json((statuspage as { calm: () => object }).calm));
	const failing = await Promise.all(
		Object.entries(failures).map(async ([name, answer]) => ({
			name,
			...(await aPage(context, 'statuspage', answer)),
		})),
	);
	await pill(calm.page).getByText('All systems normal').waitFor();
	const start = performance.now();
	while (performance.now() - start < 70_000) {
		assert.match((await pill(calm.page).textContent()) ?? '', /All systems normal/, 'between two polls');
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	for (const { name, page, requests, errors } of failing) {
		const first = requests[0]?.at ?? 0;
		const inMinute = requests.filter(({ at }) => at - first < 60_000).length;
		context.diagnostic(`${name}: ${inMinute} requests in a minute`);
		assert.ok(inMinute >= 1 && inMinute <= (name.startsWith('429') ? 1 : 8), `${name}: ${inMinute} requests`);
		assert.match((await pill(page).textContent()) ?? '', /Status unknown/, name);
		assert.deepEqual(errors, [], name);
	}
	assert.ok(calm.requests.length >= 2 && calm.requests.length <= 3, `${calm.requests.length} requests`);
});

test('what was last known is shown with its age, and a vendor that answers again is current', async (context) => {
	const { calm, outage } = recordedFeeds.statuspage as { calm: () => object; outage: () => object };
	const { page, current } = await aPage(context, 'statuspage', json(outage), (page) => page.clock.install());
	await banner(page).getByRole('heading', { level: 2 }).getByText('Payments are failing').waitFor();
	current.answer = failures['500'] as Answer;
	await page.clock.fastForward(5 * 60_000);
	await seesIn(page, 'candor-banner', 'Payments are failing');
	await page.clock.fastForward(5 * 60_000);
	await seesIn(page, 'candor-banner', 'ago');
	current.answer = json(calm);
	await page.clock.fastForward(60 * 60_000);
	await pill(page).getByText('All systems normal').waitFor();
});
