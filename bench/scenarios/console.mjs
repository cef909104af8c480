/**
 * The console's first screen: the time from the Enter key of the sign-in until `Now` shows the open
 * notice and is connected, and the same for a console that is opened with a session. Each round has
 * a browser context of its own, so that no file is in a cache. Budget: the median is below one second.
 */
import { chromium } from 'playwright-core';
import { browser } from '../../scripts/browser.mjs';
import { candorWith, token } from '../harness/candor-page.mjs';
import { median } from '../harness/statistics.mjs';

export const name = 'console';

const rounds = 9;
const budgetMs = 1_000;

export async function measure({ dist }) {
	const launched = await chromium.launch(await browser());
	const candor = await candorWith(dist, () => false);
	try {
		await candor.publish({ title: 'Card payments are failing', impact: 'critical' });
		const times = [];
		for (let round = 0; round < rounds; round++) times.push(await visits(launched, candor.url));
		return [
			{
				scenario: name,
				checks: ['after the sign-in', 'with a session'].map((how, index) => {
					const all = times.map((both) => both[index]);
					return {
						name: `the console’s first screen is usable ${how}, median of ${rounds} rounds (worst ${Math.max(...all).toFixed(0)})`,
						measured: median(all),
						budget: budgetMs,
						unit: 'ms',
					};
				}),
			},
		];
	} finally {
		await launched.close();
		await candor.close();
	}
}

/** Milliseconds after a sign-in, and after a reload. */
async function visits(launched, url) {
	const context = await launched.newContext();
	const page = await context.newPage();
	// In every document of the page: when the first screen was usable, by the clock of this machine.
	await page.addInitScript(() => {
		const inside = (...tags) => tags.reduce((root, tag) => root?.querySelector(tag)?.shadowRoot, document);
		const look = () => {
			const now = inside('candor-console', 'console-outlet', 'console-now');
			const header = inside('candor-console', 'console-header');
			if (now?.querySelector('a.notice') && header?.querySelector('.connection.live'))
				globalThis.usableAt = performance.timeOrigin + performance.now();
			else requestAnimationFrame(look);
		};
		look();
	});
	const usable = () => page.waitForFunction(() => globalThis.usableAt).then((handle) => handle.jsonValue());
	await page.goto(`${url}/console`);
	await page.getByLabel('Operator token').fill(token);
	const signedIn = performance.timeOrigin + performance.now();
	await page.keyboard.press('Enter');
	const afterSignIn = (await usable()) - signedIn;
	const opened = performance.timeOrigin + performance.now();
	await page.goto(`${url}/console`);
	const withSession = (await usable()) - opened;
	await context.close();
	return [afterSignIn, withSession];
}
