/// <reference lib="dom" />
// `node scripts/pictures.mjs`: the pictures in docs/images, taken of the gallery in a real browser.
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browser } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();
await ensureDist();

const folder = 'docs/images';
const types = {
	js: 'text/javascript',
	css: 'text/css',
	html: 'text/html',
	json: 'application/json',
	svg: 'image/svg+xml',
};
const server = createServer(({ url = '/' }, response) => {
	const { pathname } = new URL(url, 'http://pictures');
	const path = /^\/(gallery|assets)\//.test(pathname) ? `demo${pathname}` : `dist${pathname}`;
	try {
		const file = readFileSync(path.endsWith('/') ? `${path}index.html` : path);
		response.writeHead(200, { 'content-type': types[path.split('.').at(-1)] ?? 'text/html' }).end(file);
	} catch {
		response.writeHead(404).end();
	}
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const origin = `http://127.0.0.1:${port}`;
const views = [
	{ name: 'phone-light', width: 390, scheme: 'light', query: '' },
	{ name: 'phone-dark', width: 390, scheme: 'dark', query: '' },
	{ name: 'desktop-light', width: 1280, scheme: 'light', query: '' },
	{ name: 'desktop-dark', width: 1280, scheme: 'dark', query: '' },
	{ name: 'phone-arabic', width: 390, scheme: 'light', query: 'dir=rtl&lang=ar' },
	{ name: 'desktop-arabic', width: 1280, scheme: 'dark', query: 'dir=rtl&lang=ar' },
];
mkdirSync(folder, { recursive: true });
const chrome = await chromium.launch(await browser());
for (const { name, width, scheme, query } of views) {
	const page = await chrome.newPage({
		viewport: { width, height: 900 },
		colorScheme: /** @type {'light'} */ (scheme),
	});
	await page.clock.setFixedTime('2026-11-24T14:00:00Z');
	await page.goto(`${origin}/gallery/?${query}`);
	// The words of another language come when the page has nothing else to do.
	await page.waitForLoadState('networkidle');
	await page.emulateMedia({ reducedMotion: 'reduce' });
	for (const tag of ['banner', 'status', 'timeline', 'assurance', 'remedy', 'inline', 'report']) {
		await page.evaluate((shown) => {
			for (const state of document.querySelectorAll('.state'))
				state.toggleAttribute('hidden', !state.getAttribute('data-state')?.startsWith(shown));
		}, tag);
		const path = `${folder}/${tag}-${name}.jpg`;
		await page.locator('#gallery').screenshot({ path, type: 'jpeg', quality: 38 });
		console.log(path);
	}
	await page.evaluate(() => {
		for (const state of document.querySelectorAll('.state'))
			state.toggleAttribute('hidden', !state.getAttribute('data-state')?.startsWith('status-groups'));
	});
	await page.locator('.state:not([hidden]) .pill').click();
	const panel = page.locator('.state:not([hidden]) .panel');
	await panel.waitFor();
	await panel.screenshot({ path: `${folder}/panel-${name}.jpg`, type: 'jpeg', quality: 38 });
	await page.close();
}
await chrome.close();
server.close();
