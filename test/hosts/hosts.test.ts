/** The elements inside pages of each framework, as its users write them, with a real server and a real browser. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { aFolder } from '../support/folder.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { aServer, type TestServer } from '../support/server.ts';
import { type HostPage, hostPage, serveHosts } from './bundle.ts';

const hosts = ['plain', 'shadow', 'react', 'vue', 'svelte', 'angular'];
/** Those whose elements are in the page before any script is. */
const served = ['plain', 'react', 'vue', 'svelte'];
/** What docs/how-to/embed.md has a page write. */
const style = '<style>candor-inline:not(:defined) > [slot] { display: none }</style>';
const ends: (() => unknown)[] = [];
const context = { after: (act: () => unknown) => ends.unshift(act) };
const pages = new Map<string, HostPage>();
let candor: TestServer;
const chrome = aBrowser();
closePagesAfterEach(chrome);
let origin: string;

before(async () => {
	const folder = aFolder(context);
	for (const host of hosts) pages.set(host, await hostPage(host, folder));
	origin = await serveHosts(context, pages, () => candor.url, style);
});
after(async () => {
	for (const end of ends) await end();
});

beforeEach(async () => {
	candor = await aServer({ after: () => {} });
	await candor.write('POST', '/v1/notices', {
		id: 'cards',
		title: 'Card payments are failing',
		impact: 'major',
	});
});
afterEach(() => candor.close());

/** The page of a host, and what it or its browser complains about. */
async function open(host: string): Promise<{ page: Page; complaints: string[] }> {
	const page = await (await chrome().newContext()).newPage();
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(String(error)));
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
	});
	await page.goto(`${origin}/${host}`);
	return { page, complaints };
}

for (const host of served)
	test(`${host}: where no script runs, its own content is seen and nothing of an outage`, async () => {
		const page = await (await chrome().newContext({ javaScriptEnabled: false })).newPage();
		await page.goto(`${origin}/${host}`);
		const own = await page.locator('candor-inline').allInnerTexts();
		assert.deepEqual(
			own.map((text) => text.trim()),
			['Pay by card', 'Your basket'],
		);
	});

for (const host of hosts) {
	test(`${host}: properties, attributes, events and slots; elements come, move and go`, async () => {
		const { page, complaints } = await open(host);
		const [banner, status, timeline] = ['banner', 'status', 'timeline'].map((name) =>
			page.locator(`candor-${name}`),
		) as [Locator, Locator, Locator];

		// By the feed around it, by a property, and by what stands in the page beside them.
		await banner.getByText('Card payments are failing', { exact: true }).waitFor();
		await status.getByText('Partial outage').waitFor();
		await page.locator('candor-feed').getByText('Own words').waitFor();
		assert.equal(await banner.getAttribute('placement'), 'top');
		assert.equal(
			await status.evaluate((element: HTMLElement & { feed: { source: string } }) => element.feed.source),
			candor.url,
		);

		const next = page.getByRole('button', { name: 'Next', exact: true });
		await next.click();
		await timeline.getByText('Card payments are failing', { exact: true }).waitFor();
		const first = await timeline.elementHandle();
		await next.click();
		await page
			.locator('#list > candor-timeline:first-child')
			.getByText('Card payments are failing', { exact: true })
			.waitFor();
		assert.ok(
			await timeline.evaluate((element, other) => element === other, first),
			'it is the same element',
		);
		await next.click();
		await timeline.waitFor({ state: 'detached' });

		const dismiss = banner.getByRole('button', { name: 'Dismiss' });
		await dismiss.click();
		await page.getByText('Kept cards').waitFor();
		assert.ok(await dismiss.isVisible(), 'what the page cancels stays');
		await dismiss.click();
		await dismiss.waitFor({ state: 'hidden' });
		assert.deepEqual(complaints, []);
	});

	test(`${host}: its own content, a notice in the place of it, and an offer that the page hands out`, async () => {
		const { page, complaints } = await open(host);
		const [first, second] = [0, 1].map((each) => page.locator('candor-inline').nth(each)) as [
			Locator,
			Locator,
		];
		const healthy = [first.getByText('Pay by card'), second.getByText('Your basket', { exact: true })];
		const notice = first.getByText('Checkout is failing', { exact: true });
		const affected = [notice, first.getByText('Pay by invoice'), second.getByText('We keep your basket')];
		const sees = async (seen: Locator[], hidden: Locator[]) => {
			for (const each of seen) await each.waitFor();
			for (const each of hidden) await each.waitFor({ state: 'hidden' });
		};
		await page.locator('candor-banner').getByText('Card payments are failing', { exact: true }).waitFor();
		await sees(healthy, affected);
		await candor.write('POST', '/v1/notices', {
			id: 'checkout',
			title: 'Checkout is failing',
			affected: [{ component: 'checkout', status: 'partial-outage' }],
		});
		// The page's own words stand in the second instead of the notice.
		await sees(affected, [...healthy, second.getByText('Checkout is failing', { exact: true })]);
		await candor.write('POST', '/v1/notices/checkout/resolve', { body: 'It works again.' });
		await sees(healthy, affected);

		const remedy = page.locator('candor-remedy');
		assert.equal(await remedy.getByRole('button').count(), 0);
		const asked: string[] = [];
		let give = () => {};
		const given = new Promise<void>((resolve) => {
			give = resolve;
		});
		await page.route('**/credit/*', async (route) => {
			asked.push(new URL(route.request().url()).pathname);
			await given;
			await route.fulfill();
		});
		await candor.write('PUT', '/v1/remedies/ten', {
			notice: 'checkout',
			title: 'We are sorry',
			apology: 'You could not pay.',
			offer: { kind: 'service-credit', summary: '10 % off your next bill' },
			claim: { type: 'event' },
		});
		await remedy.getByRole('button', { name: 'Claim this offer' }).click();
		await remedy.getByRole('button', { name: 'One moment…' }).waitFor();
		await page.getByText('Heard ten of checkout', { exact: true }).waitFor();
		const claimed = remedy.getByText('You have claimed this offer.');
		assert.equal(await claimed.count(), 0, 'it waits for what the page promised');
		give();
		await claimed.waitFor();
		await page.getByText('Heard ten of checkout', { exact: true }).waitFor();
		assert.deepEqual(asked, ['/credit/ten'], 'it was heard once');
		assert.deepEqual(complaints, []);
	});
}
