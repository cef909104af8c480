/** The elements inside pages of each framework, as its users write them, with a real server and a real browser. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { aFolder } from '../support/folder.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer, type TestServer } from '../support/server.ts';
import { type HostPage, hostPage } from './bundle.ts';

const hosts = ['plain', 'shadow', 'react', 'vue', 'svelte', 'angular'];
const ends: (() => unknown)[] = [];
const context = { after: (act: () => unknown) => ends.unshift(act) };
const pages = new Map<string, HostPage>();
let candor: TestServer;
const chrome = aBrowser();
closePagesAfterEach(chrome);
let origin: string;

before(async () => {
	const folder = aFolder(context);
	for (const host of hosts) pages.set(host, await hostPage(host, folder));
	candor = await aServer(context);
	await candor.write('POST', '/v1/notices', {
		id: 'cards',
		title: 'Card payments are failing',
		impact: 'major',
	});
	const server = createServer(async (request, response) => {
		const [, host = '', script] = /^\/(\w+)(\.js)?$/.exec(request.url ?? '') ?? [];
		const page = pages.get(host);
		if (!page) return response.writeHead(404).end();
		if (script) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(page.script);
		return response
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
			.end(`<!doctype html><html lang="en"><title>${host}</title><link rel="icon" href="data:,"><div id="app">${await page.render(candor.url)}</div>
				<script>globalThis.source = '${candor.url}';</script><script defer src="/${host}.js"></script>`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
	for (const end of ends) await end();
});

for (const host of hosts)
	test(`${host}: properties, attributes, events and slots; elements come, move and go`, async () => {
		const page = await (await chrome().newContext()).newPage();
		const complaints: string[] = [];
		page.on('pageerror', (error) => complaints.push(String(error)));
		page.on('console', (message) => {
			if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
		});
		await page.goto(`${origin}/${host}`);
		const [banner, status, timeline] = ['banner', 'status', 'timeline'].map((name) =>
			page.locator(`candor-${name}`),
		) as [Locator, Locator, Locator];

		// By the feed around it, by a property, and by what stands in the page beside them.
		await banner.getByText('Card payments are failing', { exact: true }).waitFor();
		await status.getByText('Partial outage').waitFor();
		await page.locator('candor-feed').getByText('Own words').waitFor();
		assert.equal(await banner.getAttribute('placement'), 'top');
		assert.equal(
			await status.evaluate((element: HTMLElement & { feed: { source: string } }) => element.feed.source),
			candor.url,
		);

		const next = page.getByRole('button', { name: 'Next', exact: true });
		await next.click();
		await timeline.getByText('Card payments are failing', { exact: true }).waitFor();
		const first = await timeline.elementHandle();
		await next.click();
		await page
			.locator('#list > candor-timeline:first-child')
			.getByText('Card payments are failing', { exact: true })
			.waitFor();
		assert.ok(
			await timeline.evaluate((element, other) => element === other, first),
			'it is the same element',
		);
		await next.click();
		await timeline.waitFor({ state: 'detached' });

		const dismiss = banner.getByRole('button', { name: 'Dismiss' });
		await dismiss.click();
		await page.getByText('Kept cards').waitFor();
		assert.ok(await dismiss.isVisible(), 'what the page cancels stays');
		await dismiss.click();
		await dismiss.waitFor({ state: 'hidden' });
		assert.deepEqual(complaints, []);
	});
