/// <reference lib="dom" />
// `node scripts/film.mjs`: plays the demo's story in a real browser, with a real server, and writes
// docs/images/story.webp.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { animatedWebp } from './animated-webp.mjs';
import { browser } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();
await ensureDist();

const path = 'docs/images/story.webp';
const maxBytes = 1_000_000;
const window = { width: 1280, height: 800 };
const size = { width: 880, height: 550 };
const frameMs = 2_600;
/** Where each act is best seen, as which customer, and what the visitor dismisses afterwards. */
const scenes = [
	{ page: '/demo/', act: null },
	{ page: '/demo/', act: 'prepare' },
	{ page: '/demo/', act: 'open' },
	{ page: '/demo/pay', act: 'identify' },
	{ page: '/demo/security', act: 'reassure' },
	// A visitor who has read that all is safe puts the note away, and sees the outage again.
	{ page: '/demo/security', act: 'clear', dismiss: 'Your money and your data' },
	{ page: '/demo/pay', act: 'watch' },
	{ page: '/demo/', act: 'resolve' },
	{ page: '/demo/status', act: 'explain' },
	{ page: '/demo/', act: 'repair' },
	{ page: '/demo/status', act: 'announce' },
	{ page: '/demo/', act: 'address', plan: 'business' },
];

const { createCandor } = await import('../dist/server/index.js');
const { demoHandler } = await import('../demo/server.mjs');
const token = 'token-of-the-film';
const { default: pino } = await import('pino');
const candor = await createCandor({ data: null, token, logger: pino({ level: 'error' }) });
const demo = demoHandler({ token });
const server = createServer((request, response) => {
	if (!demo(request, response)) candor.handler(request, response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

const chrome = await chromium.launch(await browser());
const page = await chrome.newPage({ viewport: window, colorScheme: 'light', reducedMotion: 'reduce' });
const done = page.locator('.desk-act[data-state="done"]');
const frames = [];
for (const [index, scene] of scenes.entries()) {
	await page.goto(`http://127.0.0.1:${port}${scene.page}`);
	if (scene.plan) await page.selectOption('#desk-plan', scene.plan);
	if (scene.act) {
		await page.click('#desk-next:enabled');
		await done.nth(index - 1).waitFor();
	}
	// What is new is shown; nothing in the film depends on a shorter time.
	await page.waitForTimeout(1_500);
	frames.push({ file: await webpOf(await page.screenshot()), ms: frameMs });
	if (scene.dismiss) await page.getByRole('button', { name: `Dismiss: ${scene.dismiss}` }).click();
	console.log(scene.act ?? 'before');
}
const film = animatedWebp(frames, size);
await chrome.close();
server.closeAllConnections();
server.close();
await candor.close();
if (film.length > maxBytes) throw new Error(`The film has ${film.length} bytes, more than ${maxBytes}.`);
writeFileSync(path, film);
console.log(`${path}: ${frames.length} frames, ${film.length} bytes`);

/** A screenshot in the film's size, encoded by the browser. @param {Buffer} png */
async function webpOf(png) {
	const canvas = await chrome.newPage();
	const base64 = await canvas.evaluate(
		async ({ source, width, height }) => {
			const image = new Image();
			image.src = `data:image/png;base64,${source}`;
			await image.decode();
			const canvas = Object.assign(document.createElement('canvas'), { width, height });
			const context = canvas.getContext('2d', { alpha: false });
			if (!context) throw new Error('This browser has no canvas.');
			context.imageSmoothingQuality = 'high';
			context.drawImage(image, 0, 0, width, height);
			return canvas.toDataURL('image/webp', 0.72).split(',')[1] ?? '';
		},
		{ source: png.toString('base64'), ...size },
	);
	await canvas.close();
	return Buffer.from(base64, 'base64');
}
