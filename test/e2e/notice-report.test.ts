/** A notice in a product's page: in place of the broken part, with visitors' answers, and with a remedy afterwards. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { aBrowser, aProduct, closePagesAfterEach, shows } from '../support/page.ts';
import { aServer } from '../support/server.ts';
import { wholeComponent } from '../support/whole.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const patience = { timeout: 120_000 };

const press = (page: Page, tag: string, name: string) =>
	page.locator(tag).getByRole('button', { name }).click();

test(
	'visitors report that they are affected and that it works again, and operators see the counts',
	patience,
	async (context) => {
		const server = await aServer(context);
		await server.write('POST', '/v1/notices', { id: 'n', title: 'Checkout fails', reporting: true });
		const product = await aProduct(context, server.url, '<candor-report></candor-report>');
		const page = await chrome().newPage();
		const asked: string[] = [];
		page.on('request', async (request) => {
			const { pathname } = new URL(request.url());
			const { cookie, referer } = await request.allHeaders();
			if (pathname.startsWith('/v1/reports'))
				asked.push(`${request.method()} ${pathname} ${request.postData()} ${cookie} ${referer}`);
		});
		await page.goto(product);
		await shows(page, 'candor-report', 'Are you affected?');
		await press(page, 'candor-report', 'Yes, I’m affected');
		await shows(page, 'candor-report', 'Thank you. We have counted your answer.');
		const counts = async () => (await server.write('GET', '/v1/notices/n/reports')).body;
		assert.equal((await counts()).affected, 1);
		await page.reload();
		await shows(page, 'candor-report', 'Thank you.');
		await server.write('POST', '/v1/notices/n/updates', { body: 'It is mended.', phase: 'monitoring' });
		await shows(page, 'candor-report', 'Is it working for you now?');
		await press(page, 'candor-report', 'Yes, it works again');
		await shows(page, 'candor-report', 'Thank you.');
		const { affected, worksAgain, stillBroken } = await counts();
		assert.deepEqual([affected, worksAgain, stillBroken], [1, 1, 0]);
		assert.deepEqual(asked, [
			'POST /v1/reports/notices/n {"says":"affected"} undefined undefined',
			'POST /v1/reports/notices/n {"says":"works-again"} undefined undefined',
		]);
		await server.write('POST', '/v1/notices/n/resolve', { body: 'It works again.' });
		await shows(page, 'candor-report', 'Does it work', false);
	},
);

test(
	'a visitor without a network sees why the answer was not sent, and can send it again',
	patience,
	async (context) => {
		const server = await aServer(context);
		await server.write('POST', '/v1/notices', { id: 'n', title: 'Checkout fails', reporting: true });
		const product = await aProduct(context, server.url, '<candor-report></candor-report>');
		const visitor = await chrome().newContext();
		const page = await visitor.newPage();
		await page.goto(product);
		await shows(page, 'candor-report', 'Are you affected?');
		await visitor.setOffline(true);
		await press(page, 'candor-report', 'Yes, I’m affected');
		await shows(page, 'candor-report', 'We could not send your answer.');
		await visitor.setOffline(false);
		await press(page, 'candor-report', 'Yes, I’m affected');
		await shows(page, 'candor-report', 'Thank you.');
	},
);

test('a refused answer is shown as refused', patience, async (context) => {
	const server = await aServer(context);
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Checkout fails', reporting: true });
	const product = await aProduct(context, server.url, '<candor-report></candor-report>');
	const page = await chrome().newPage();
	// Without the stream, the page does not learn that reporting was switched off.
	await page.route('**/v1/stream**', (route) => route.abort());
	await page.goto(product);
	await shows(page, 'candor-report', 'Are you affected?');
	await server.write('PATCH', '/v1/notices/n', { reporting: false });
	await press(page, 'candor-report', 'Yes, I’m affected');
	await shows(page, 'candor-report', 'We could not record your answer.');
});

test(
	'the notice replaces the broken part of the page, and the remedy follows it',
	patience,
	async (context) => {
		const server = await aServer(context);
		await server.write('PUT', '/v1/components/checkout', wholeComponent({ name: 'Checkout' }));
		const product = await aProduct(
			context,
			server.url,
			'<candor-inline component="checkout"><p id="form">Card number</p></candor-inline><candor-remedy></candor-remedy>',
		);
		const page = await chrome().newPage();
		const errors: string[] = [];
		page.on('pageerror', (error) => errors.push(String(error)));
		await page.goto(product);
		await page.waitForFunction(() => customElements.get('candor-inline'));
		assert.equal(await page.locator('#form').isVisible(), true);
		await server.write('POST', '/v1/notices', {
			id: 'n',
			title: 'Checkout fails',
			impact: 'major',
			affected: [{ component: 'checkout', status: 'major-outage' }],
		});
		await page.locator('candor-inline').getByRole('heading', { name: 'Checkout fails' }).waitFor();
		await page.locator('#form').waitFor({ state: 'hidden' });
		await server.write('POST', '/v1/notices/n/resolve', { body: 'It works again.' });
		await page.locator('#form').waitFor({ state: 'visible' });
		const answer = await server.write('PUT', '/v1/remedies/sorry', {
			notice: 'n',
			title: 'We are sorry',
			apology: 'You could not pay.',
			offer: { kind: 'service-credit', summary: '10 % off your next bill' },
			claim: { type: 'event' },
		});
		assert.equal(answer.status, 201, answer.text);
		await shows(page, 'candor-remedy', '10 % off your next bill');
		await press(page, 'candor-remedy', 'Claim this offer');
		await shows(page, 'candor-remedy', 'You have claimed this offer.');
		await page.reload();
		await shows(page, 'candor-remedy', 'You have claimed this offer.');
		assert.deepEqual(errors, []);
	},
);
