/** The earlier updates of a notice, in the details of the banner. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer } from '../support/server.ts';
import { aFileHost, taggedPages } from '../support/tagged-pages.ts';
import { wholeComponent } from '../support/whole.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);

/** A server with a notice that has two earlier updates. */
async function aServerWithUpdates(context: TestContext): Promise<string> {
	const server = await aServer(context);
	await server.write('PUT', '/v1/components/cards', wholeComponent({ name: 'Card payments' }));
	const affected = [{ component: 'cards', status: 'degraded' }];
	const worse = [{ component: 'cards', status: 'partial-outage' }];
	const notice = { id: 'n', title: 'Payments fail', impact: 'major', affected, body: 'Some cards fail.' };
	assert.equal((await server.write('POST', '/v1/notices', notice)).status, 201);
	for (const update of [
		{ body: 'We are looking at the bank’s side.', author: 'Payments team', affected: worse },
		{ body: 'The bank works on it.' },
	])
		assert.equal((await server.write('POST', '/v1/notices/n/updates', update)).status, 201);
	return server.url;
}

/** Opens the details of the banner, and the earlier updates in them. */
async function openUpdates(page: Page): Promise<void> {
	const banner = page.locator('candor-banner');
	await banner.getByRole('button', { name: 'Details' }).click();
	await banner.getByText('The bank works on it.', { exact: true }).waitFor();
	await banner.getByText('2 earlier updates').click();
	for (const text of ['We are looking at the bank’s side.', 'Some cards fail.'])
		await banner.getByText(text, { exact: true }).waitFor();
	assert.equal(await page.getByText('The bank works on it.', { exact: true }).count(), 1);
}

test('with the script tag they open in the details', async (context) => {
	const url = await aServerWithUpdates(context);
	const pages = await taggedPages(context, `${await aFileHost(context)}/candor.js`);
	const page = await chrome().newPage();
	await page.goto(pages.add({ 'data-src': url }));
	await page.waitForFunction(() => customElements.get('candor-timeline'));
	await openUpdates(page);
});

test('in an application that defines only the banner they open in the details too', async (context) => {
	const url = await aServerWithUpdates(context);
	const files = await aFileHost(context);
	const pages = await taggedPages(context, `${files}/candor.js`);
	const page = await chrome().newPage();
	await page.goto(
		pages.add(
			null,
			`<candor-banner src="${url}"></candor-banner><script type="module">
				import { CandorBanner } from '${files}/index.js';
				customElements.define('candor-banner', CandorBanner);
			</script>`,
		),
	);
	await openUpdates(page);
});
