import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it, type TestContext } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { acts } from '../../demo/desk/acts.js';
import { browser as installed } from '../../scripts/browser.mjs';
import { larkfield } from './larkfield.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const done = '.desk-act[data-state="done"]';

/** Sends the act that is next, and waits until the desk has seen it arrive. */
async function next(desk: Page): Promise<void> {
	const count = await desk.locator(done).count();
	await desk.click('#desk-next');
	await desk.locator(done).nth(count).waitFor();
}

/** The pages go by the browser's clock, so the server goes by the same. */
async function today(context: TestContext) {
	const bank = await larkfield(context);
	bank.candor.clock.now = Date.now();
	return bank;
}

describe('Larkfield in a browser', () => {
	let browser: Browser;
	before(async () => {
		browser = await chromium.launch(await installed());
	});
	after(() => browser.close());

	/** Tabs of one browser, and all that went wrong in them: errors, and what the security policy stopped. */
	async function visitors(url: string, options = {}) {
		const context: BrowserContext = await browser.newContext({ ...options, reducedMotion: 'reduce' });
		context.setDefaultTimeout(60_000);
		const complaints: string[] = [];
		async function open(path: string): Promise<Page> {
			const page = await context.newPage();
			page.on('pageerror', ({ message }) => complaints.push(message));
			page.on('console', (message) => {
				if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
			});
			await page.goto(url + path);
			return page;
		}
		return { context, complaints, open };
	}

	it('tells the whole outage in every open tab, under its strict policy', async (context) => {
		const { url } = await today(context);
		const { open, complaints } = await visitors(url, { viewport: { width: 1280, height: 900 } });
		const [desk, pay, security] = await Promise.all(['/demo/', '/demo/pay', '/demo/security'].map(open));
		assert.ok(desk && pay && security);
		const banner = pay.locator('candor-banner');
		const result = pay.locator('#result');

		await next(desk);
		await next(desk);
		await banner.getByRole('heading', { name: 'Card payments are failing' }).waitFor();
		await pay.press('#submit', 'Enter');
		assert.match((await result.textContent()) ?? '', /Your card was not charged/);

		await next(desk);
		await banner.getByRole('button', { name: 'Details' }).press('Enter');
		await banner.getByText('choose it on the Pay page').first().waitFor();
		await pay.press('#instead', 'Enter');
		assert.match((await result.textContent()) ?? '', /^\s*Paid.*€84\.20 is on its way to Halden Energy/);

		await next(desk);
		const note = security.locator('candor-assurance');
		await note.getByText('We are checking whether any data was affected').waitFor();
		await next(desk);
		await note.getByText('Your data is safe. We have checked.').waitFor();

		await next(desk);
		await banner.getByText('Fix in place, monitoring').first().waitFor();
		await pay.press('input[value="card"]', ' ');
		await pay.press('#submit', 'Enter');
		assert.match((await result.textContent()) ?? '', /^\s*Paid/);

		await next(desk);
		await desk.locator('.lf-status-bar').getByText('All systems normal').waitFor();
		await next(desk);
		await next(desk);
		await desk.locator('candor-remedy').getByText('No account fee next month').first().waitFor();
		await next(desk);
		await next(desk);
		await desk.locator('#desk-play').getByText('Play again').waitFor();
		const status = await open('/demo/status');
		await status.locator('#over-notices').getByText('Card payments work normally again').waitFor();
		await status.locator('#over-notices').getByText('Why card payments failed').first().waitFor();
		await status.locator('#planned-notices').getByText('Upgrade of the card systems').waitFor();
		await desk.click('.lf-status-bar');
		await desk.locator('.lf-status-bar').getByText('Upcoming maintenance').waitFor();
		assert.deepEqual(complaints, []);
	});

	it('shows the notice beside what it is about, counts reports, and leads around it', async (context) => {
		const { url } = await today(context);
		const { open, complaints } = await visitors(url, { viewport: { width: 1280, height: 900 } });
		const pay = await open('/demo/pay');
		const inline = pay.locator('candor-inline');
		await next(pay);
		assert.equal(await inline.locator('.card').count(), 0);
		await next(pay);
		await inline.getByText('Card payments are failing').first().waitFor();
		await pay.getByRole('button', { name: 'Choose the Everyday account' }).press('Enter');
		assert.equal(await pay.locator('input[value="account"]').isChecked(), true);
		const status = await open('/demo/status');
		await status.locator('candor-report').getByRole('button').first().press('Enter');
		await pay.locator('#desk-reports').getByText('Customers say: 1 affected').waitFor();
		assert.deepEqual(complaints, []);
	});

	it('shows a business notice to business customers alone, and Candor in the chosen language', async (context) => {
		const { url, candor } = await today(context);
		const { open } = await visitors(url, { viewport: { width: 1280, height: 900 } });
		const page = await open('/demo/');
		await page.locator('#desk-next:enabled').waitFor();
		for (const id of ['prepare', 'address']) {
			const act = acts.findIndex((each) => each.id === id);
			await page.locator('.desk-act > .desk-button').nth(act).press('Enter');
			await page.locator('.desk-act').nth(act).and(page.locator('[data-state="done"]')).waitFor();
		}
		const title = page.locator('candor-banner').getByText('collect declined payments again').first();
		assert.equal(await title.isVisible(), false);
		await page.selectOption('#desk-plan', 'business');
		await title.waitFor();
		await candor.json('open', 'Transfers are slow', '--component', 'transfers=degraded');
		await page.selectOption('#desk-lang', 'de');
		await page.locator('.lf-status-bar').getByText('Eingeschränkt').waitFor();
		// Larkfield's own words are English in every language.
		assert.equal(await page.locator('.lf-page').getAttribute('lang'), 'en');
		await page.reload();
		assert.equal(await page.locator('#desk-plan').inputValue(), 'business');
		assert.equal(await page.locator('html').getAttribute('lang'), 'de');
	});

	it('has no bar that wraps and no button that is cut off, at any width', async (context) => {
		const { url } = await today(context);
		const { open } = await visitors(url);
		const page = await open('/demo/');
		await page.locator('#desk-next:enabled').waitFor();
		// The longest words of these places.
		await page.locator('#desk-play span').evaluate((label) => {
			label.textContent = 'Play again';
		});
		for (const width of [320, 360, 390, 768, 1024, 1240, 1280, 1600]) {
			await page.setViewportSize({ width, height: 800 });
			const found = await page.evaluate(() => {
				const box = (element: Element) => element.getBoundingClientRect();
				const shown = (selector: string) =>
					[...document.querySelectorAll(selector)].filter((each) => box(each).width > 0);
				const wider = (selector: string) =>
					shown(selector)
						.filter((each) => each.scrollWidth > each.clientWidth + 1)
						.map((each) => each.outerHTML);
				const [tools, brand] = ['.lf-tools', '.lf-brand'].map((selector) => document.querySelector(selector));
				return {
					cutOff: wider('.desk-controls .desk-button, .desk-controls, .lf-nav'),
					isOnOneLine: !!tools && !!brand && Math.abs(box(tools).top - box(brand).top) < 10,
				};
			});
			assert.deepEqual(found, { cutOff: [], isOnOneLine: true }, `${width} px`);
		}
	});

	it('has the banner in the middle of the bank, clear of the desk, at any width', async (context) => {
		const { url } = await today(context);
		const { open } = await visitors(url);
		const page = await open('/demo/');
		await next(page);
		await next(page);
		const card = page.locator('candor-banner [part=card]');
		await card.waitFor();
		for (const width of [320, 390, 768, 1240, 1280, 1600]) {
			await page.setViewportSize({ width, height: 800 });
			const [left, right] = await card.evaluate((element) => {
				const banner = element.getBoundingClientRect();
				const bank = document.querySelector('.lf-page')?.getBoundingClientRect();
				return bank ? [banner.left - bank.left, bank.right - banner.right] : [];
			});
			assert.ok(left !== undefined && right !== undefined);
			assert.ok(left >= 7 && Math.abs(left - right) <= 1, `${width} px: ${left} and ${right}`);
		}
	});

	it('goes on playing on the page that one goes to', async (context) => {
		const { url } = await today(context);
		const { open } = await visitors(url, { viewport: { width: 390, height: 844 } });
		const page = await open('/demo/');
		await page.click('#desk-play:enabled');
		await page.locator(done).nth(1).waitFor({ state: 'attached' });
		await page.goto(`${url}/demo/cards`);
		await page.locator('#desk-play').getByText('Pause').waitFor();
		await page
			.locator('#desk-now')
			.getByText(/2 of 11 acts sent\. Next in \d+ s\./)
			.waitFor();
	});

	it('shows what the API refuses in plain words, and lets one try again', async (context) => {
		const { url, candor } = await today(context);
		const { open } = await visitors(url, { viewport: { width: 1280, height: 900 } });
		const page = await open('/demo/');
		await page.route('**/demo/desk/api/**', (route) => route.abort());
		await page.click('#desk-next:enabled');
		await page.locator('#desk-problem').getByText('Candor cannot be reached.').waitFor();
		assert.deepEqual((await candor.json('list')).notices, []);
		await page.unroute('**/demo/desk/api/**');
		await next(page);
		assert.equal(await page.locator('#desk-problem').isVisible(), false);
	});

	it('is accessible in the middle of the outage, on a phone and on a desk, in light and dark', async (context) => {
		const { url } = await today(context);
		const story = await visitors(url, { viewport: { width: 1280, height: 900 } });
		const desk = await story.open('/demo/');
		for (const _ of acts.slice(0, 5)) await next(desk);
		for (const [width, colorScheme, paths] of [
			[320, 'dark', ['/demo/pay', '/demo/cards', '/demo/security', '/demo/status']],
			[1280, 'light', ['/demo/']],
		] as const) {
			// The policy of these pages keeps out what a test would add, axe too.
			const { context: tabs, open } = await visitors(url, {
				viewport: { width, height: 800 },
				colorScheme,
				bypassCSP: true,
			});
			for (const path of paths) {
				const page = await open(path);
				await page.locator(done).nth(4).waitFor({ state: 'attached' });
				await page.addScriptTag({ content: axe });
				const found = await page.evaluate(async () => {
					const { axe } = globalThis as unknown as {
						axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
					};
					const { violations } = await axe.run();
					return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
				});
				assert.deepEqual(found, [], `${path} ${width} ${colorScheme}`);
				const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				assert.ok(tooWide <= 0, `${path} is ${tooWide} px too wide at ${width}`);
			}
			await tabs.close();
		}
	});
});
