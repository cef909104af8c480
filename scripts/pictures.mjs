/// <reference lib="dom" />
// `node scripts/pictures.mjs`: takes the pictures in docs/images of the gallery in a real browser.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browser } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';
import { pictured, serveGallery, showOnly, visitPanels } from './gallery.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();
await ensureDist();

const folder = 'docs/images';
const { origin, close } = await serveGallery();
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
	await page.clock.setFixedTime(pictured);
	await page.goto(`${origin}/gallery/?${query}`);
	// A translation loads when the page is idle.
	await page.waitForLoadState('networkidle');
	await page.emulateMedia({ reducedMotion: 'reduce' });
	for (const tag of [
		'banner',
		'status',
		'timeline',
		'assurance',
		'remedy',
		'inline',
		'report',
		'promises',
		'contact',
	]) {
		await page.evaluate(showOnly, tag);
		const path = `${folder}/${tag}-${name}.jpg`;
		await page.locator('#gallery').screenshot({ path, type: 'jpeg', quality: 17 });
		console.log(path);
	}
	// High enough for a whole panel.
	await page.setViewportSize({ width, height: 2_400 });
	await visitPanels(page, async (panel, about) => {
		if (about !== 'panel-in-an-outage') return;
		await panel.screenshot({ path: `${folder}/panel-${name}.jpg`, type: 'jpeg', quality: 17 });
	});
	await page.close();
}
// The themes: a notice, the security note and the remedy in each.
for (const theme of ['quiet', 'warm', 'contrast'])
	for (const scheme of ['light', 'dark']) {
		const page = await chrome.newPage({
			viewport: { width: 560, height: 900 },
			colorScheme: /** @type {'light'} */ (scheme),
		});
		await page.clock.setFixedTime(pictured);
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await page.goto(`${origin}/gallery/?theme=${theme}`);
		await page.waitForLoadState('networkidle');
		await page.evaluate(() => {
			const first = new Set();
			for (const around of document.querySelectorAll('.about, .code')) around.toggleAttribute('hidden', true);
			for (const state of document.querySelectorAll('.state')) {
				const [tag = ''] = state.getAttribute('data-state')?.split('-') ?? [];
				state.toggleAttribute('hidden', !/banner|assurance|remedy/.test(tag) || first.has(tag));
				first.add(tag);
			}
		});
		const path = `${folder}/theme-${theme}-${scheme}.jpg`;
		await page.locator('#gallery').screenshot({ path, type: 'jpeg', quality: 30 });
		console.log(path);
		await page.close();
	}
await chrome.close();
close();
