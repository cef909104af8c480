import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds in a page, also inside shadow roots. */
export async function violations(page: Page): Promise<readonly string[]> {
	await page.evaluate(axe.source);
	return page.evaluate(async () => {
		const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
		const { violations } = await axe.run(document, { resultTypes: ['violations'] });
		return violations.map(
			({ id, nodes }) =>
				`${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join(' | ')}`,
		);
	});
}

/** Whether the page scrolls sideways. */
export const isTooWide = (page: Page): Promise<boolean> =>
	page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
