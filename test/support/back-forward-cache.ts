/**
 * Goes back to an earlier page, which the browser restores from its back/forward cache or loads
 * again.
 */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';

interface Return {
	/** When the page was shown again, epoch milliseconds. */
	readonly at: number;
	readonly fromCache: boolean;
	/** Why the browser did not restore the page (`notRestoredReasons`). */
	readonly whyNot: unknown;
}

/** Makes pages record how they were restored. Call it before they are opened. */
export const recordReturns = (page: Page): Promise<unknown> =>
	page.addInitScript(() => {
		addEventListener('pageshow', ({ persisted: fromCache }) => {
			const [navigation] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
				notRestoredReasons?: unknown;
			})[];
			const restored = {
				at: performance.timeOrigin + performance.now(),
				fromCache,
				whyNot: navigation?.notRestoredReasons,
			};
			if (fromCache || navigation?.type === 'back_forward') Object.assign(globalThis, { restored });
		});
	});

async function back(page: Page): Promise<Return> {
	// Playwright's own function waits for a load event, which a restored page does not fire.
	await page.evaluate(() => history.back()).catch(() => undefined);
	const handle = await page.waitForFunction(() => (globalThis as { restored?: Return }).restored);
	return (await handle.jsonValue()) as Return;
}

/** Whether this browser has a back/forward cache: it is tried with a page of two lines. */
export async function hasBackForwardCache(
	browser: Browser,
	address: string,
	elsewhere: string,
): Promise<boolean> {
	const page = await browser.newPage();
	await recordReturns(page);
	await page.goto(address);
	await page.goto(elsewhere);
	const { fromCache } = await back(page);
	await page.close();
	return fromCache;
}

/**
 * Goes back to the page. Resolves to when it was shown again, epoch milliseconds. Rejects when the
 * browser has a back/forward cache and did not restore the page from it.
 */
export async function navigateBack(page: Page, hasCache: boolean): Promise<number> {
	const { at, fromCache, whyNot } = await back(page);
	assert.equal(fromCache, hasCache, `The browser did not restore the page: ${JSON.stringify(whyNot)}`);
	return at;
}
