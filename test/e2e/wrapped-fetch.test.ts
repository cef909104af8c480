/** Scripts of a page wrap `fetch` and add headers or cookies to every request. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { aFaultyServer } from '../support/faulty-server.ts';
import { aBrowser, closePagesAfterEach, shows } from '../support/page.ts';
import { aServer } from '../support/server.ts';
import { aFileHost, taggedPages } from '../support/tagged-pages.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

/** Opens a page whose `fetch` adds these options; `warnings`: ours, in the console. */
async function open(address: string, options: RequestInit): Promise<{ page: Page; warnings: string[] }> {
	const page = await chrome().newPage();
	const warnings: string[] = [];
	page.on('console', (message) => {
		if (message.text().startsWith('Candor')) warnings.push(message.text());
	});
	await page.addInitScript((added) => {
		const { fetch } = globalThis;
		globalThis.fetch = (address, init) => fetch(address, { ...init, ...added });
	}, options);
	await page.goto(address);
	return { page, warnings };
}

const headers = {
	traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
	'x-csrf-token': 't',
};
const title = 'Payments are failing';

test('headers that the page adds are allowed', async (context) => {
	const server = await aServer(context);
	await server.write('POST', '/v1/notices', { id: 'n', title, impact: 'major' });
	const pages = await taggedPages(context, `${server.url}/candor.js`);
	const { page, warnings } = await open(pages.add({}), { headers });
	await shows(page, 'candor-banner', title);
	assert.deepEqual(warnings, []);
});

for (const [what, options] of [
	['headers', { headers }],
	['cookies', { credentials: 'include' }],
] as const)
	test(`where a server refuses the ${what} that the page adds, requests go around the page’s fetch, with a warning`, async (context) => {
		const server = await aFaultyServer(context);
		const script = await aFileHost(context);
		server.wire.put('n1', title);
		const pages = await taggedPages(context, `${script}/candor.js`);
		const { page, warnings } = await open(pages.add({ 'data-server': server.url }), options);
		await shows(page, 'candor-banner', title);
		await page.waitForFunction(() => {
			const { Candor } = globalThis as unknown as {
				Candor: { feeds: Map<string, { snapshot(): { connection: string } }> };
			};
			return [...Candor.feeds.values()][0]?.snapshot().connection === 'live';
		});
		server.wire.put('n1', 'Payments work again');
		await shows(page, 'candor-banner', 'Payments work again');
		assert.equal(warnings.length, 1, warnings.join('\n'));
		assert.match(warnings[0] ?? '', /replaces fetch/);
	});
