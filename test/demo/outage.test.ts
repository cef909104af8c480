/** Larkfield itself is down: its service worker shows what Candor says, and leads back. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aBrowser, shows } from '../support/page.ts';
import { ask, larkfield, ownHeaders } from './larkfield.ts';

const chrome = aBrowser();

const outage = '/demo/desk/outage';

describe('an outage of Larkfield itself', () => {
	it('lasts half a minute, and spares the desk and Candor', async (context) => {
		const { url, candor } = await larkfield(context);
		assert.equal((await ask(url, outage, { method: 'POST', headers: ownHeaders(url) })).status, 200);
		for (const path of ['/demo/', '/demo/pay', '/demo/assets/base.css'])
			assert.equal((await ask(url, path)).status, 503, path);
		for (const path of ['/demo/desk/desk.js', '/v1/snapshot', '/candor-sw.js'])
			assert.equal((await ask(url, path)).status, 200, path);
		candor.clock.now += 30_000;
		assert.equal((await ask(url, '/demo/')).status, 200);
	});

	it('is not for other pages to bring about', async (context) => {
		const { url } = await larkfield(context);
		const foreign = { ...ownHeaders(url), origin: 'https://elsewhere.example' };
		assert.equal((await ask(url, outage, { method: 'POST', headers: foreign })).status, 403);
		assert.equal((await ask(url, '/demo/')).status, 200);
	});

	it('shows the notice where the page was, and then the page again', async (context) => {
		const { url, candor } = await larkfield(context);
		candor.clock.now = Date.now();
		const page = await chrome().newPage({ viewport: { width: 1280, height: 900 } });
		await page.goto(`${url}/demo/`);
		// The first act tells what there is, the second what is wrong.
		await page.click('#desk-next:enabled');
		await page.locator('.desk-act[data-state="done"]').first().waitFor();
		await page.click('#desk-next:enabled');
		await shows(page, 'candor-banner', 'Card payments');
		await page.click('#desk-down');
		await page.getByText('Larkfield is down until').waitFor();
		await page.reload();
		await page.getByText('\u2068Larkfield\u2069 responded with an error (503).').waitFor();
		await shows(page, 'candor-banner', 'Card payments');
		candor.clock.now += 30_000;
		await page.getByRole('button', { name: 'Try now' }).click();
		await page.locator('.lf-page').waitFor();
	});
});
