/** The script tag as it ships, in a real browser: where it finds its server, and what it does to the page around it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Shared } from '../../src/client/feed/registry.ts';
import type { PageState } from '../../src/elements/shared/page-state.ts';
import type { NoticeValue } from '../../src/model/records/records.ts';
import { encodeFrame, preamble } from '../../src/model/wire/wire.ts';
import { record, snapshot } from '../client/records.ts';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';

/** A status server that an application has mounted at `/status`. */
const requests: string[] = [];
let body = '';
/** What the server answers for a chunk; `null`: what was built. */
let chunks: (name: string) => string | null = () => null;
const server = createServer(({ url = '/' }, response) => {
	requests.push(url);
	const script = /^\/status\/((?:candor|define|chunk-[\w-]+)\.js)$/.exec(url)?.[1];
	const chunk = script?.startsWith('chunk-') ? chunks(script) : null;
	if (script && chunk !== 'absent') {
		response
			.writeHead(200, { 'content-type': 'text/javascript' })
			.end(chunk ?? readFileSync(`dist/${script}`));
	} else if (url === '/status/v1/stream') {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.write(preamble(1_000) + encodeFrame(snapshot(1, [record('n1', 1)])));
	} else {
		response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><body>${body}</body>`);
	}
});
const chrome = aBrowser();
closePagesAfterEach(chrome);
before(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
after(async () => {
	server.closeAllConnections();
	server.close();
});

/** A page with this markup, and what it threw. It is prepared before it loads. */
async function open(
	markup: string,
	path = '/',
	answer: typeof chunks = () => null,
	prepare: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<{ page: Page; errors: Error[] }> {
	requests.length = 0;
	body = markup;
	chunks = answer;
	const page = await chrome().newPage();
	const errors: Error[] = [];
	page.on('pageerror', (error) => errors.push(error));
	await prepare(page);
	await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
	return { page, errors };
}
const title = (page: Page, tag: string) =>
	page.locator(tag).getByRole('heading', { level: tag === 'candor-banner' ? 2 : 3 });
const streams = () => requests.filter((path) => path.endsWith('/v1/stream'));

test('without data-src, the server is where the script lies, also below a path', async () => {
	const { page } = await open('<script async src="/status/candor.js"></script>');
	await title(page, 'candor-banner').getByText('Card payments are failing').waitFor();
	assert.deepEqual(streams(), ['/status/v1/stream']);
	assert.equal(await page.locator('candor-banner').getAttribute('placement'), 'bottom');
});

test('a browser that lacks what the elements are drawn with shows the page as it would be without the script', async () => {
	const { page, errors } = await open(
		'<script>CSS.supports = () => false;</script><script src="/status/candor.js"></script><candor-banner></candor-banner>',
	);
	assert.deepEqual(errors, []);
	assert.equal(await page.evaluate(() => customElements.get('candor-banner')), undefined);
	assert.deepEqual(streams(), []);
});

test('data-src may be relative to the page', async () => {
	const { page } = await open(
		'<script async src="/status/candor.js" data-src="../status/"></script>',
		'/shop/',
	);
	await title(page, 'candor-banner').getByText('Card payments are failing').waitFor();
	assert.deepEqual(streams(), ['/status/v1/stream']);
});

test('the other elements, of another bundle, use the feed that the script has made', async () => {
	const { page, errors } = await open(
		'<script async src="/status/candor.js"></script><candor-timeline></candor-timeline><candor-status></candor-status>',
	);
	await title(page, 'candor-timeline').getByText('Card payments are failing').waitFor();
	await page.locator('candor-status').getByText('Partial outage').waitFor();
	assert.deepEqual(streams(), ['/status/v1/stream']);
	await page.locator('candor-banner').getByRole('button', { name: 'Dismiss' }).click();
	await title(page, 'candor-banner').waitFor({ state: 'hidden' });
	assert.equal(await page.evaluate('Candor.feeds.size'), 1);
	assert.deepEqual(errors, []);
});

for (const [what, value] of [
	['frozen', 'Object.freeze({})'],
	['a string', "'theirs'"],
	['frozen with something of its own', 'Object.freeze({ feeds: 7, source: 7 })'],
] as const)
	test(`a page whose own global Candor is ${what} gets the banner, and nothing is thrown into it`, async () => {
		const { page, errors } = await open(
			`<script>'use strict'; globalThis.Candor = ${value};</script><script src="/status/candor.js"></script>`,
		);
		await title(page, 'candor-banner').getByText('Card payments are failing').waitFor();
		assert.deepEqual(errors, []);
		assert.deepEqual(await page.evaluate('Candor'), await page.evaluate(`(${value})`));
	});

test('data-placement="none" brings no banner, and a banner of the page’s own takes the place of ours', async () => {
	const none = await open('<script src="/status/candor.js" data-placement="none"></script>');
	assert.equal(await none.page.locator('candor-banner').count(), 0);
	const own = await open('<script src="/status/candor.js"></script><candor-banner id="own"></candor-banner>');
	await title(own.page, 'candor-banner').getByText('Card payments are failing').waitFor();
	assert.deepEqual(await own.page.locator('candor-banner').evaluateAll((all) => all.map(({ id }) => id)), [
		'own',
	]);
});

const icon = (page: Page) => page.locator('candor-banner').locator('svg');
const tag = '<script async src="/status/candor.js"></script>';

test('the banner takes on its full look once that has been fetched, and says nothing twice', async () => {
	const { page, errors } = await open(tag);
	await icon(page).waitFor();
	await title(page, 'candor-banner').getByText('Card payments are failing').waitFor();
	assert.equal(await page.locator('candor-banner').getByRole('alert').textContent(), '');
	assert.deepEqual(errors, []);
});

test('without its full look the banner says what has to be known, and it asks for it again soon', async () => {
	let isThere = false;
	const { page, errors } = await open(
		tag,
		'/',
		() => (isThere ? null : 'absent'),
		(page) => page.clock.install(),
	);
	await title(page, 'candor-banner').getByText('Card payments are failing').waitFor();
	const told = await page.locator('candor-banner').locator('section').textContent();
	assert.match(told ?? '', /Investigating · Updated .+Dismiss$/);
	assert.equal(await icon(page).count(), 0);
	isThere = true;
	await page.clock.fastForward(20_000);
	await icon(page).waitFor();
	assert.deepEqual(errors, []);
});

test('without its full look the banner can be put away by keyboard', async () => {
	const { page } = await open(`<button>Before</button>${tag}`, '/', () => 'absent');
	await title(page, 'candor-banner').waitFor();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	const dismiss = page.locator('candor-banner').getByRole('button', { name: 'Dismiss' });
	assert.ok(await dismiss.evaluate((button) => button.matches(':focus-visible')));
	await page.keyboard.press('Enter');
	await title(page, 'candor-banner').waitFor({ state: 'hidden' });
});

test('a page that puts a new body into itself at a navigation keeps the banner', async () => {
	const { page, errors } = await open(tag);
	await icon(page).waitFor();
	for (const name of ['Accounts', 'Payments']) {
		await page.evaluate((heading) => {
			const body = document.createElement('body');
			body.append(Object.assign(document.createElement('h1'), { textContent: heading }));
			document.body.replaceWith(body);
		}, name);
		await page.getByRole('heading', { name, exact: true }).waitFor();
		await title(page, 'candor-banner').getByText('Card payments are failing').waitFor();
		assert.equal(await page.locator('candor-banner').count(), 1);
	}
	assert.deepEqual(streams(), ['/status/v1/stream']);
	assert.deepEqual(errors, []);
});

test('a full look that is not the one that was built with the script is not run', async () => {
	const refused: Promise<unknown>[] = [];
	const { page } = await open(
		tag,
		'/',
		() => 'globalThis.broken = true; export const fullLook = null;',
		async (page) => {
			refused.push(page.waitForEvent('console', (message) => message.text().includes('integrity')));
		},
	);
	await Promise.all(refused);
	await title(page, 'candor-banner').getByText('Card payments are failing').waitFor();
	assert.equal(await page.evaluate('globalThis.broken'), undefined);
});

test('scripts of the page read what is known, hear of changes, and say who the visitor is', async () => {
	const { page, errors } = await open(tag);
	await icon(page).waitFor();
	const told = await page.evaluate(async () => {
		const { Candor } = globalThis as unknown as { Candor: Required<Shared> & { state: PageState } };
		const before = Candor.state;
		const heard = new Promise<number>((resolve) => {
			const leave = Candor.on('change', (event) => {
				leave();
				resolve((event as Event & { state: PageState }).state.notices.length);
			});
		});
		Candor.setContext({ route: '/elsewhere' });
		const feed = [...Candor.feeds.values()][0];
		feed?.announce({
			...feed.snapshot().state.records.get('notice/n1')?.value,
			title: 'Ours',
		} as NoticeValue);
		return { before, after: await heard };
	});
	assert.equal(told.before.notices[0]?.title, 'Card payments are failing');
	assert.equal(told.after, 2);
	assert.deepEqual(errors, []);
});

test('whoever is on a button keeps it until they have left', async () => {
	let deliver = (): void => undefined;
	const waiting = new Promise<void>((resolve) => {
		deliver = resolve;
	});
	const { page } = await open(
		tag,
		'/',
		() => null,
		(page) =>
			page.route('**/chunk-*.js', async (route) => {
				await waiting;
				await route.continue();
			}),
	);
	const dismiss = page.locator('candor-banner').getByRole('button', { name: 'Dismiss' });
	await dismiss.focus();
	// It listens before the chunk is let go: what is asked of the page and what the network brings do not wait for each other.
	const redrawn = await page.evaluateHandle(() => ({
		heard: new Promise<void>((resolve) => addEventListener('candor-source', () => resolve(), { once: true })),
	}));
	deliver();
	await redrawn.evaluate(({ heard }) => heard);
	assert.equal(await icon(page).count(), 0);
	await page.locator('candor-banner').evaluate((banner) => {
		const root = banner.shadowRoot as ShadowRoot;
		(root.activeElement as HTMLElement).blur();
		dispatchEvent(new Event('candor-source'));
	});
	await icon(page).waitFor();
});
