/** A visitor opens a banner's earlier updates, with the bundles that ship and a real server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer } from '../support/server.ts';
import { aFileHost, taggedPages } from '../support/tagged-pages.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
/** The file with all elements, which the script names second. */
const [, elements] = readFileSync('dist/candor.js', 'utf8').match(/chunk-[\w-]+\.js/g) ?? [];

/** A page whose banner has an earlier update, and the requests for the elements' file. */
async function opened(
	context: TestContext,
	isThere: boolean,
	prepare: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<{ page: Page; asked: string[] }> {
	const server = await aServer(context);
	await server.write('PUT', '/v1/components/cards', { name: 'Card payments' });
	const affected = [{ component: 'cards', status: 'degraded' }];
	const worse = [{ component: 'cards', status: 'partial-outage' }];
	const notice = { id: 'n', title: 'Payments fail', impact: 'major', affected, body: 'Some cards fail.' };
	assert.equal((await server.write('POST', '/v1/notices', notice)).status, 201);
	for (const update of [
		{ body: 'We are looking at the bank’s side.', author: 'Payments team', affected: worse },
		{ body: 'The bank works on it.' },
	])
		assert.equal((await server.write('POST', '/v1/notices/n/updates', update)).status, 201);
	const pages = await taggedPages(context, `${await aFileHost(context)}/candor.js`);
	const page = await chrome().newPage();
	const asked: string[] = [];
	await page.route(`**/${elements}`, (route) => {
		asked.push(route.request().url());
		return isThere ? route.continue() : route.abort();
	});
	await prepare(page);
	await page.goto(pages.add({ 'data-src': server.url }));
	await page.locator('candor-banner').getByText('The bank works on it.').waitFor();
	return { page, asked };
}

test('earlier updates are shown as a timeline', async (context) => {
	const { page } = await opened(context, true);
	await page.getByText('Earlier updates').click();
	const timeline = page.locator('candor-banner').locator('candor-timeline');
	await timeline.getByText('Payments team').waitFor();
	await timeline.getByText('Card payments: Slower or less reliable → Partly unavailable').waitFor();
	assert.equal(await page.getByText('We are looking at the bank’s side.').count(), 1);
	assert.equal(await page.getByText('The bank works on it.').count(), 1);
});

test('earlier updates are a plain list where the elements’ file cannot be loaded', async (context) => {
	const { page, asked } = await opened(context, false);
	const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith(elements ?? ''));
	await page.getByText('Earlier updates').click();
	await failed;
	await page.locator('candor-banner').getByRole('listitem').getByText('We are looking at').waitFor();
	assert.equal(await page.locator('candor-timeline').count(), 0);
	assert.ok(asked.length > 0);
});

test('the timeline’s code is fetched while all is well, and not while the page begins', async (context) => {
	const { page, asked } = await opened(context, true, (page) => page.clock.install());
	await page.clock.runFor(9_000);
	assert.deepEqual(asked, []);
	const fetched = page.waitForResponse(`**/${elements}`);
	await page.clock.runFor(2_000);
	assert.equal((await fetched).status(), 200);
	assert.equal(await page.evaluate(() => customElements.get('candor-timeline')), undefined);
});
