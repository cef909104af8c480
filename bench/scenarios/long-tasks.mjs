/**
 * The longest task of a page on a slow phone while the banner appears: a processor four times slower, by the browser's own throttle. Once as news in
 * an open page, and once with the notice there when the page is opened, the script's own start included.
 */
import { chromium } from 'playwright-core';
import { browser } from '../../scripts/browser.mjs';
import { candorWith } from '../harness/candor-page.mjs';
import { median } from '../harness/statistics.mjs';

export const name = 'long-tasks';

const rounds = 7;
const budgetMs = 50;
const slowdown = 4;
const words = 'Card payments are failing';
const html = '<!doctype html><script async src="/candor.js"></script><body><h1>Product</h1>';

export async function measure({ dist }) {
	const launched = await chromium.launch(await browser());
	try {
		const times = [];
		for (let round = 0; round < rounds; round++) times.push(await appearances(launched, dist));
		return [
			{
				scenario: name,
				checks: ['as news', 'as the page opens'].map((how, index) => ({
					name: `longest task at ${slowdown} times slower while the banner appears ${how}, median of ${rounds} rounds`,
					measured: median(times.map((both) => both[index])),
					budget: budgetMs,
					unit: 'ms',
				})),
			},
		];
	} finally {
		await launched.close();
	}
}

/** The longest task in milliseconds, for each of the two ways in which a banner appears. */
async function appearances(launched, dist) {
	const candor = await candorWith(dist, (request, response) => {
		if (request.url !== '/') return false;
		response.setHeader('content-type', 'text/html');
		response.end(html);
		return true;
	});
	try {
		const open = await slowPage(launched, candor.url);
		await open.waitForFunction(() =>
			[...(globalThis.Candor?.feeds?.values() ?? [])].some((feed) => feed.snapshot().connection === 'live'),
		);
		await open.evaluate(() => globalThis.tasks.splice(0));
		await candor.publish({ title: words, impact: 'critical', body: 'We are looking into it.' });
		const opened = await slowPage(launched, candor.url);
		return [await longest(open), await longest(opened)];
	} finally {
		await candor.close();
	}
}

async function slowPage(launched, url) {
	const page = await (await launched.newContext()).newPage();
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	await page.addInitScript(() => {
		globalThis.tasks = [];
		const observer = new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries()));
		observer.observe({ type: 'longtask', buffered: true });
	});
	await page.goto(url);
	return page;
}

/** Once the banner has its full look; 0 where no task took so long that the browser tells of it, which is 50 ms. */
async function longest(page) {
	await page.locator('candor-banner svg').first().waitFor();
	const durations = await page.evaluate(async () => {
		for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
		return globalThis.tasks.map(({ duration }) => duration);
	});
	await page.context().close();
	return Math.max(0, ...durations);
}
