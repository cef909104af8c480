/** Back to a page that was left, in a browser that keeps such pages (the back/forward cache), or that loads them anew. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';

interface Return {
	/** When the page was shown again, epoch milliseconds. */
	readonly at: number;
	readonly fromCache: boolean;
	/** Why the browser did not keep it, in its own words. */
	readonly whyNot: unknown;
}

/** Has pages write down how they came back. Before they are opened. */
export const noteReturns = (page: Page): Promise<unknown> =>
	page.addInitScript(() => {
		addEventListener('pageshow', ({ persisted: fromCache }) => {
			const [navigation] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
				notRestoredReasons?: unknown;
			})[];
			const cameBack = {
				at: performance.timeOrigin + performance.now(),
				fromCache,
				whyNot: navigation?.notRestoredReasons,
			};
			if (fromCache || navigation?.type === 'back_forward') Object.assign(globalThis, { cameBack });
		});
	});

async function back(page: Page): Promise<Return> {
	// Playwright's own way back waits for a load, and what comes from the cache loads nothing.
	await page.evaluate(() => history.back()).catch(() => undefined);
	const handle = await page.waitForFunction(() => (globalThis as { cameBack?: Return }).cameBack);
	return (await handle.jsonValue()) as Return;
}

/** Whether this browser keeps pages at all: a page of two lines is kept by every browser that can. */
export async function keepsPages(browser: Browser, address: string, elsewhere: string): Promise<boolean> {
	const page = await browser.newPage();
	await noteReturns(page);
	await page.goto(address);
	await page.goto(elsewhere);
	const { fromCache } = await back(page);
	await page.close();
	return fromCache;
}

/** Goes back to the page. Resolves to when it was shown again. Fails when the browser keeps pages, and did not keep this one. */
export async function returned(page: Page, keeps: boolean): Promise<number> {
	const { at, fromCache, whyNot } = await back(page);
	assert.equal(fromCache, keeps, `The browser did not keep the page: ${JSON.stringify(whyNot)}`);
	return at;
}
