/**
 * The script tag as it ships, in a real browser: where it finds its server, and what it does to the
 * page around it.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Shared } from '../../src/client/feed/registry.ts';
import type { PageState } from '../../src/elements/shared/page-state.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { bannerIcon, scriptPages, scriptTag, titleIn } from '../support/script-pages.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const pages = scriptPages(chrome);
const streams = () => pages.requests.filter((path) => path.endsWith('/v1/stream'));
const title = 'Card payments are failing';

test('without data-src the server is in the folder of the script, also below a path', async () => {
	const { page } = await pages.open(scriptTag);
	await titleIn(page, 'candor-banner').getByText(title).waitFor();
	assert.deepEqual(streams(), ['/status/v1/stream']);
	assert.equal(await page.locator('candor-banner').getAttribute('placement'), 'bottom');
});

test('in a browser that cannot render the elements the page stays as it is without the script', async () => {
	const { page, errors } = await pages.open(
		'<script>CSS.supports = () => false;</script><script src="/status/candor.js"></script><candor-banner></candor-banner>',
	);
	assert.deepEqual(errors, []);
	assert.equal(await page.evaluate(() => customElements.get('candor-banner')), undefined);
	assert.deepEqual(streams(), []);
});

test('data-src can be relative to the page', async () => {
	const { page } = await pages.open('<script async src="/status/candor.js" data-src="../status/"></script>', {
		path: '/shop/',
	});
	await titleIn(page, 'candor-banner').getByText(title).waitFor();
	assert.deepEqual(streams(), ['/status/v1/stream']);
});

test('the elements of the second file use the connection and the dismissals of the first', async () => {
	const { page, errors } = await pages.open(
		`${scriptTag}<candor-timeline></candor-timeline><candor-status></candor-status>`,
	);
	await titleIn(page, 'candor-timeline').getByText(title).waitFor();
	await page.locator('candor-status').getByText('Partial outage').waitFor();
	assert.deepEqual(streams(), ['/status/v1/stream']);
	await page.locator('candor-banner').getByRole('button', { name: 'Dismiss' }).click();
	await titleIn(page, 'candor-banner').waitFor({ state: 'hidden' });
	assert.equal(await page.evaluate('Candor.feeds.size'), 1);
	assert.deepEqual(errors, []);
});

for (const [what, value] of [
	['frozen', 'Object.freeze({})'],
	['a string', "'theirs'"],
	['frozen with members of its own', 'Object.freeze({ feeds: 7, source: 7 })'],
] as const)
	test(`a page whose own global Candor is ${what} gets the banner, and no error`, async () => {
		const { page, errors } = await pages.open(
			`<script>'use strict'; globalThis.Candor = ${value};</script><script src="/status/candor.js"></script>`,
		);
		await titleIn(page, 'candor-banner').getByText(title).waitFor();
		await bannerIcon(page).waitFor();
		assert.deepEqual(streams(), ['/status/v1/stream']);
		assert.deepEqual(errors, []);
		assert.deepEqual(await page.evaluate('Candor'), await page.evaluate(`(${value})`));
	});

test('data-placement="none" brings no banner, and a banner of the page itself replaces ours', async () => {
	const none = await pages.open('<script src="/status/candor.js" data-placement="none"></script>');
	assert.equal(await none.page.locator('candor-banner').count(), 0);
	const own = await pages.open(
		'<script src="/status/candor.js"></script><candor-banner id="own"></candor-banner>',
	);
	await titleIn(own.page, 'candor-banner').getByText(title).waitFor();
	assert.deepEqual(await own.page.locator('candor-banner').evaluateAll((all) => all.map(({ id }) => id)), [
		'own',
	]);
});

test('a page that replaces its body at a navigation keeps the banner', async () => {
	const { page, errors } = await pages.open(scriptTag);
	await bannerIcon(page).waitFor();
	for (const name of ['Accounts', 'Payments']) {
		await page.evaluate((heading) => {
			const body = document.createElement('body');
			body.append(Object.assign(document.createElement('h1'), { textContent: heading }));
			document.body.replaceWith(body);
		}, name);
		await page.getByRole('heading', { name, exact: true }).waitFor();
		await titleIn(page, 'candor-banner').getByText(title).waitFor();
		assert.equal(await page.locator('candor-banner').count(), 1);
	}
	assert.deepEqual(streams(), ['/status/v1/stream']);
	assert.deepEqual(errors, []);
});

test('scripts of the page read the state, receive changes, and describe the visitor', async () => {
	const { page, errors } = await pages.open(scriptTag);
	await bannerIcon(page).waitFor();
	await page.waitForFunction('Candor.state');
	const states = await page.evaluate(async () => {
		const { Candor } = globalThis as unknown as { Candor: Required<Shared> & { state: PageState } };
		const before = Candor.state;
		const changed = new Promise<number>((resolve) => {
			const unsubscribe = Candor.on('change', (event) => {
				unsubscribe();
				resolve((event as Event & { state: PageState }).state.notices.length);
			});
		});
		Candor.setContext({ route: '/elsewhere' });
		const feed = [...Candor.feeds.values()][0];
		feed?.setFinding({ kind: 'offline', components: [], foundAt: new Date().toISOString() });
		return { before, noticesAfter: await changed };
	});
	assert.equal(states.before.notices[0]?.title, title);
	assert.equal(states.noticesAfter, 2);
	assert.deepEqual(errors, []);
});
