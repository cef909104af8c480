/** The layout shift that the browser counts while a banner appears, changes and is dismissed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { aBrowser, aProduct, closePagesAfterEach, shows } from '../support/page.ts';
import { aServer, type TestServer } from '../support/server.ts';

/** The largest shift of each placement: nothing where the page did not ask the banner to reserve space. */
const placements = [
	{ placement: 'top', space: 'overlay', most: 0 },
	{ placement: 'bottom', space: 'overlay', most: 0 },
	{ placement: 'inline', space: 'reserve', most: 0 },
	// It moves the page by the height of the bar, as it was asked to.
	{ placement: 'top', space: 'push', most: 0.06 },
	{ placement: 'bottom', space: 'push', most: 0.05 },
];
const ends: (() => unknown)[] = [];
const context = { after: (act: () => unknown) => ends.unshift(act) };
let server: TestServer;
const chrome = aBrowser();
closePagesAfterEach(chrome);
before(async () => {
	server = await aServer(context);
});
after(async () => {
	for (const end of ends) await end();
});

const paragraphs = Array.from({ length: 40 }, (_, line) => `<p>The page’s own line ${line}</p>`).join('');

/** A page with a banner at this place, which records layout shifts. */
async function watched(placement: string, space = ''): Promise<Page> {
	const page = await (await chrome().newContext()).newPage();
	await page.addInitScript(() => {
		const shifts: PerformanceEntry[] = [];
		const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
		observer.observe({ type: 'layout-shift', buffered: true });
		Object.assign(globalThis, { shifts, observer });
	});
	const banner = `<style>candor-banner[space=reserve] { display: block; height: 6rem }</style>
		<candor-banner placement="${placement}" space="${space}"></candor-banner>`;
	await page.goto(await aProduct(context, server.url, banner + paragraphs));
	return page;
}

/** The sum of all layout shifts so far; 0: none. */
const shifted = (page: Page): Promise<number> =>
	page.evaluate(async () => {
		const { shifts, observer } = globalThis as unknown as {
			shifts: (PerformanceEntry & { value: number })[];
			observer: PerformanceObserver;
		};
		// The shifts of a frame are reported two frames later.
		for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
		return [...shifts, ...(observer.takeRecords() as typeof shifts)].reduce(
			(sum, { value }) => sum + value,
			0,
		);
	});

for (const { placement, space, most } of placements)
	test(`${placement}, ${space}: a banner that appears shifts ${most === 0 ? 'nothing' : `at most ${most}`}`, async () => {
		const page = await watched(placement, space);
		const id = `n-${placement}-${space}`;
		await server.write('POST', '/v1/notices', { id, title: 'Exports are slow', impact: 'critical' });
		await shows(page, 'candor-banner', 'Exports are slow');
		// The full look has icons.
		await page.locator('candor-banner svg').first().waitFor();
		const sum = await shifted(page);
		assert.ok(sum <= most, `${sum}`);
		await server.write('POST', `/v1/notices/${id}/resolve`, { body: 'All is well.' });
	});

test('a layout shift is counted', async () => {
	const page = await watched('top');
	await page.locator('p').first().waitFor();
	await page.evaluate(() => {
		const room = document.createElement('div');
		room.style.height = '200px';
		document.querySelector('h1')?.before(room);
	});
	assert.ok((await shifted(page)) > 0.05);
});
