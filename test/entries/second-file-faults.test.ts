/** One place has a second file that is broken, hangs, or was stored broken by a cache. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { bannerIcon, scriptPages, scriptTag, titleIn } from '../support/script-pages.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const pages = scriptPages(chrome);
const chunkRequests = () => pages.requests.filter((path) => path.includes('/chunk-'));
const twoServers = '<script async src="/status/candor.js" data-server="/status/ /second/"></script>';
const elements =
	'<candor-status></candor-status><candor-inline component="shop"><p>Pay here</p></candor-inline>';

const broken = {
	'503': { status: 503, text: 'busy' },
	altered: { text: 'globalThis.broken = true; export const start = () => {};' },
	empty: { text: '' },
	mistyped: { text: '<h1>Welcome</h1>', type: 'text/html' },
} as const;

for (const [what, answer] of Object.entries(broken))
	test(`a second file that is ${what} on the first server comes from the second, and every element is drawn once`, async () => {
		const { page, errors } = await pages.open(`${twoServers}${elements}`, { chunks: answer });
		await page.locator('candor-status').getByText('Partial outage').waitFor();
		await page.getByText('Pay here').waitFor();
		const [first, second, ...more] = chunkRequests();
		assert.match(first ?? '', /^\/status\//);
		assert.match(second ?? '', /^\/second\/chunk-[\w-]+\.js\?\d+-1$/);
		assert.deepEqual(more, []);
		assert.equal(await page.evaluate('globalThis.broken'), undefined);
		assert.deepEqual(errors, []);
	});

test('a second file that never comes from the first server is requested from the second after ten seconds', async () => {
	const { page } = await pages.open(`${twoServers}${elements}`, {
		chunks: 'never',
		prepare: (page) => page.clock.install(),
	});
	while (chunkRequests().length === 0) await page.evaluate(() => fetch('/'));
	await page.getByText('Pay here').waitFor();
	await page.clock.fastForward(9_000);
	assert.equal(chunkRequests().length, 1);
	await page.clock.fastForward(1_000);
	await page.locator('candor-status').getByText('Partial outage').waitFor();
	await page.getByText('Pay here').waitFor();
});

for (const what of ['altered', 'empty', 'mistyped'] as const)
	test(`a second file that a cache stored ${what} for a year is passed by, in this page and in the next`, async () => {
		const { page } = await pages.open(scriptTag, {
			chunks: broken[what],
			prepare: (page) => page.clock.install(),
		});
		await titleIn(page, 'candor-banner').waitFor();
		pages.answerChunks('built');
		await page.clock.fastForward(20_000);
		await bannerIcon(page).waitFor();
		const next = await page.context().newPage();
		await next.clock.install();
		await next.goto(page.url());
		await titleIn(next, 'candor-banner').waitFor();
		while ((await next.locator('candor-banner').locator('svg').count()) === 0) {
			await next.clock.fastForward(20_000);
			await next.evaluate(() => fetch('/'));
		}
		assert.ok(chunkRequests().length <= 5, `${chunkRequests().length} requests`);
	});

test('an element that cannot be drawn leaves the page’s own content in place', async () => {
	const { page } = await pages.open(`${scriptTag}${elements}`, {
		prepare: (page) =>
			page.addInitScript(() => {
				// As a page's own script may break what the elements need.
				const { attachShadow } = Element.prototype;
				Element.prototype.attachShadow = function (options) {
					const root = attachShadow.call(this, options);
					if (this.localName === 'candor-inline')
						root.insertBefore = () => {
							throw new Error('Broken by the page.');
						};
					return root;
				};
			}),
	});
	await page.locator('candor-status').getByText('Partial outage').waitFor();
	const inline = page.locator('candor-inline');
	await page.waitForFunction(() => customElements.get('candor-inline'));
	assert.ok(await page.getByText('Pay here').isVisible());
	assert.deepEqual(
		await inline.evaluate((element) =>
			[...(element.shadowRoot?.children ?? [])].map(({ localName }) => localName),
		),
		['slot'],
	);
});
