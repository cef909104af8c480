/**
 * How the script tag loads its second file: when, with what content, and how it repeats a request
 * that failed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { bannerIcon, type OpenedPage, scriptPages, scriptTag, titleIn } from '../support/script-pages.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const pages = scriptPages(chrome);
const title = 'Card payments are failing';
const chunkRequests = () => pages.requests.filter((path) => path.includes('/chunk-'));
const cardText = ({ page }: OpenedPage) => page.locator('candor-banner').locator('section').textContent();
/** Waits in real time. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('the translated content replaces the plain one, and nothing is announced twice', async () => {
	const { page, errors } = await pages.open(scriptTag);
	await bannerIcon(page).waitFor();
	await titleIn(page, 'candor-banner').getByText(title).waitFor();
	assert.equal(await page.locator('candor-banner').getByRole('alert').textContent(), '');
	assert.equal(chunkRequests().length, 1);
	assert.deepEqual(errors, []);
});

test('without the second file the banner says what a visitor must know, and requests it again later', async () => {
	const opened = await pages.open(scriptTag, {
		chunks: 'absent',
		prepare: (page) => page.clock.install(),
	});
	const { page, errors } = opened;
	await titleIn(page, 'candor-banner').getByText(title).waitFor();
	assert.match((await cardText(opened)) ?? '', /Major impactCard payments are failingInvestigatingDetails×$/);
	assert.equal(await bannerIcon(page).count(), 0);
	pages.answerChunks('built');
	await page.clock.fastForward(20_000);
	await bannerIcon(page).waitFor();
	// Under a new URL: Chromium up to 153 at least never requests a module URL again that has
	// failed.
	const [first, second] = chunkRequests();
	assert.match(second ?? '', /\?\d+-1$/);
	assert.ok(second?.startsWith(`${first}?`));
	assert.deepEqual(errors, []);
});

test('while the translated content replaces the plain one, the notice is shown in every task', async () => {
	const { page } = await pages.open(scriptTag, {
		chunks: 'absent',
		prepare: (page) => page.clock.install(),
	});
	await titleIn(page, 'candor-banner').getByText(title).waitFor();
	await page.evaluate(() => {
		const samples = { plain: 0, translated: 0, empty: 0 };
		Object.assign(globalThis, { samples });
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			const banner = document.querySelector('candor-banner')?.shadowRoot;
			const heading = banner?.querySelector('h2');
			const isShown = heading?.textContent && heading.checkVisibility();
			samples[isShown ? (banner?.querySelector('svg') ? 'translated' : 'plain') : 'empty'] += 1;
			port2.postMessage(null);
		};
		port2.postMessage(null);
	});
	await page.waitForFunction('samples.plain > 0', undefined, { polling: 50 });
	pages.answerChunks('built');
	await page.clock.fastForward(20_000);
	await page.waitForFunction('samples.translated > 0', undefined, { polling: 50 });
	assert.equal(await page.evaluate('samples.empty'), 0);
});

test('a second file that stays away is requested seldom, however long the page is open', async () => {
	const { page, errors } = await pages.open(scriptTag, {
		chunks: 'absent',
		prepare: (page) => page.clock.install(),
	});
	await titleIn(page, 'candor-banner').getByText(title).waitFor();
	// An hour in steps, so that each answer arrives before the clock goes on.
	for (let minute = 0; minute < 60; minute++) {
		await page.clock.fastForward(60_000);
		await page.evaluate(() => fetch('/'));
	}
	const count = chunkRequests().length;
	assert.ok(count >= 6 && count <= 18, `${count} requests in an hour`);
	assert.equal(new Set(chunkRequests()).size, count, 'each under a URL of its own');
	assert.deepEqual(errors, []);
});

test('in twelve seconds of real time a missing second file is requested at most three times', async () => {
	const { page } = await pages.open(scriptTag, { chunks: 'absent' });
	await titleIn(page, 'candor-banner').getByText(title).waitFor();
	await pause(12_000);
	assert.ok(chunkRequests().length <= 3, `${chunkRequests().length} requests`);
});

test('a request that is never answered is given up after 30 seconds, and repeated', async () => {
	const { page } = await pages.open(scriptTag, {
		chunks: 'never',
		prepare: (page) => page.clock.install(),
	});
	await titleIn(page, 'candor-banner').getByText(title).waitFor();
	while (chunkRequests().length === 0) await pause(20);
	await page.clock.fastForward(25_000);
	assert.equal(chunkRequests().length, 1);
	await page.clock.fastForward(5_000);
	pages.answerChunks('built');
	await page.clock.fastForward(20_000);
	await bannerIcon(page).waitFor();
	assert.equal(chunkRequests().length, 2);
});

test('without the second file the banner can be dismissed by keyboard', async () => {
	const { page } = await pages.open(`<button>Before</button>${scriptTag}`, { chunks: 'absent' });
	await titleIn(page, 'candor-banner').waitFor();
	// The button of the page, Details, ×.
	for (let press = 0; press < 3; press += 1) await page.keyboard.press('Tab');
	const dismiss = page.locator('candor-banner').getByRole('button', { name: 'Dismiss' });
	assert.ok(await dismiss.evaluate((button) => button.matches(':focus-visible')));
	await page.keyboard.press('Enter');
	await titleIn(page, 'candor-banner').waitFor({ state: 'hidden' });
});

test('a second file with another content than that of the build is not run', async () => {
	const refused: Promise<unknown>[] = [];
	const { page } = await pages.open(scriptTag, {
		chunks: { text: 'globalThis.broken = true; export const start = () => {};' },
		prepare: (page) =>
			refused.push(page.waitForEvent('console', (message) => message.text().includes('integrity'))),
	});
	await Promise.all(refused);
	await titleIn(page, 'candor-banner').getByText(title).waitFor();
	assert.equal(await page.evaluate('globalThis.broken'), undefined);
});

test('a second file that throws is not requested again, and the page gets no error', async () => {
	const warned: Promise<unknown>[] = [];
	const { page, errors } = await pages.open(scriptTag, {
		prepare: (page) => {
			warned.push(page.waitForEvent('console', (message) => message.text().startsWith('Candor:')));
			return page.addInitScript(() => {
				// The elements are defined by the second file; the banner by the first.
				const { define } = customElements;
				customElements.define = function (name, ...rest) {
					if (name !== 'candor-banner') throw new Error('The page does not allow more elements.');
					define.call(this, name, ...rest);
				};
			});
		},
	});
	await titleIn(page, 'candor-banner').getByText(title).waitFor();
	await Promise.all(warned);
	assert.equal(chunkRequests().length, 1);
	assert.deepEqual(errors, []);
});

test('the banner keeps its buttons and the focus when the second file takes over', async () => {
	let deliver = (): void => undefined;
	const waiting = new Promise<void>((resolve) => {
		deliver = resolve;
	});
	const { page } = await pages.open(scriptTag, {
		prepare: (page) =>
			page.route('**/chunk-*.js', async (route) => {
				await waiting;
				await route.continue();
			}),
	});
	const dismiss = page.locator('candor-banner').getByRole('button', { name: 'Dismiss' });
	await dismiss.focus();
	const focused = await dismiss.elementHandle();
	assert.equal(await bannerIcon(page).count(), 0);
	deliver();
	await bannerIcon(page).waitFor();
	assert.ok(await focused?.evaluate((button) => button.matches(':focus') && button.isConnected));
});

test('a visitor who saves data gets the second file only where it is needed', async () => {
	const saveData = (page: OpenedPage['page']) =>
		page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
	// The server has no notice for the page of another status.
	const quiet = await pages.open('<script async src="/status/candor.js" data-src="/elsewhere"></script>', {
		prepare: saveData,
	});
	await quiet.page.locator('candor-banner').waitFor({ state: 'attached' });
	await pause(500);
	assert.deepEqual(chunkRequests(), []);
	await quiet.page.evaluate(() => document.body.append(document.createElement('candor-status')));
	await quiet.page.waitForFunction(() => customElements.get('candor-status'));
	assert.equal(chunkRequests().length, 1);

	const inOutage = await pages.open(scriptTag, { prepare: saveData });
	await bannerIcon(inOutage.page).waitFor();
});
