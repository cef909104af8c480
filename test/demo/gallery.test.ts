/** The gallery's page: what it plays, and how one chooses its look. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { aBrowser } from '../support/page.ts';
import { larkfield } from './larkfield.ts';

const chrome = aBrowser();

it('plays an outage from its start to its end, and again', async (context) => {
	const { url } = await larkfield(context);
	const tab = await chrome().newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
	context.after(() => tab.close());
	const page = await tab.newPage();
	const complaints: string[] = [];
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
	});
	await page.clock.install();
	await page.goto(`${url}/demo/gallery/`);
	const [status, banner, timeline] = ['status', 'banner', 'timeline'].map((name) =>
		page.locator(`#played candor-${name}`),
	);
	assert.ok(status && banner && timeline);
	const sees = async (pill: string, phase: string, updates: number): Promise<void> => {
		await page.clock.runFor(1_000);
		await status.getByText(pill, { exact: true }).waitFor();
		await banner.locator('header').getByText(phase).first().waitFor();
		await timeline
			.locator('.entry')
			.nth(updates - 1)
			.waitFor();
		assert.equal(await timeline.locator('.entry').count(), updates);
	};
	await page.clock.runFor(1_000);
	await status.getByText('All systems normal', { exact: true }).waitFor();
	assert.equal(await banner.locator('section').isVisible(), false);

	await page.getByRole('button', { name: 'Play an outage' }).press('Enter');
	await sees('Partial outage', 'Investigating', 1);
	await page.clock.runFor(16_000);
	await sees('Partial outage', 'Cause identified', 3);
	await page.clock.runFor(9_000);
	await sees('Partial outage', 'Fix in place, monitoring', 4);
	await page.clock.runFor(13_000);
	await sees('All systems normal', 'Resolved', 5);

	await page.getByRole('button', { name: 'Start again' }).press('Enter');
	await sees('Partial outage', 'Investigating', 1);
	assert.deepEqual(complaints, []);
});

it('looks as one of its links says, one thing beside the other', async (context) => {
	const { url } = await larkfield(context);
	const page = await chrome().newPage();
	context.after(() => page.close());
	await page.goto(`${url}/demo/gallery/`);
	for (const name of ['Warm', 'Dark', 'العربية'])
		await page.getByRole('link', { name, exact: true }).press('Enter');
	await page.locator('html[lang=ar][dir=rtl]').waitFor();
	assert.deepEqual(await page.locator('#look [aria-current]').allTextContents(), [
		'Warm',
		'Dark',
		'العربية',
		'Right to left',
		'In the page',
	]);
	assert.equal(await page.locator('html').evaluate((html) => html.style.colorScheme), 'dark');
	assert.equal(await page.locator('link[href="/themes/warm.css"]').count(), 1);
	await page.locator('candor-banner').getByText('تم تحديد السبب').first().waitFor();
});

it('has a list of contents that leads to every state, and its code to copy', async (context) => {
	const { url } = await larkfield(context);
	const tab = await chrome().newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
	context.after(() => tab.close());
	const page = await tab.newPage();
	await page.goto(`${url}/demo/gallery/`);
	await page.locator('#contents .entry').last().waitFor();
	const targets = await page
		.locator('#contents a')
		.evaluateAll((links) => links.map((each) => each.getAttribute('href')?.slice(1) ?? ''));
	const ids = await page.locator('#gallery > [id]').evaluateAll((all) => all.map(({ id }) => id));
	assert.deepEqual(targets, ids);
	assert.equal(new Set(ids).size, ids.length);

	const state = page.locator('[id="inline-with-a-way-out-by-the-page"]');
	await state.locator('summary').press('Enter');
	await state.getByRole('button', { name: 'Copy' }).press('Enter');
	await state.getByRole('button', { name: 'Copied' }).waitFor();
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	assert.match(
		copied,
		/^<script async src="[^"]+\/candor\.js"><\/script>\n<candor-inline component="cards">\n/,
	);
	// The code, parsed by a browser, is the element of the state.
	const parsed = await page.evaluate((code) => {
		const element = new DOMParser().parseFromString(code, 'text/html').querySelector('candor-inline');
		return [element?.getAttribute('component'), element?.querySelector('[slot=actions]')?.textContent];
	}, copied);
	assert.deepEqual(parsed, ['cards', 'Pay by invoice']);
	assert.equal(await page.locator('.about .do').count(), await page.locator('.about .do-not').count());
});

for (const [name, edge] of [
	['Bottom', 'bottom'],
	['Top', 'top'],
	['Top, pushes the page', 'top'],
	['In an application shell', 'top'],
] as const)
	it(`shows the banner: ${name}`, async (context) => {
		const { url } = await larkfield(context);
		const page = await chrome().newPage({ viewport: { width: 1280, height: 800 } });
		context.after(() => page.close());
		await page.goto(`${url}/demo/gallery/`);
		await page.getByRole('link', { name, exact: true }).press('Enter');
		await page.locator('#look [aria-current]', { hasText: name }).waitFor();
		await page.getByRole('button', { name: 'Play an outage' }).press('Enter');
		const card = page.locator('body > candor-banner [part~=card]');
		await card.waitFor();
		await page.waitForFunction(() => document.getAnimations().length === 0);
		const { top, bottom } = await card.evaluate((element) => element.getBoundingClientRect().toJSON());
		assert.ok(edge === 'top' ? top < 40 : bottom > 760, `from ${top} to ${bottom}`);
		assert.equal(await page.locator('html.shell').count(), name.includes('shell') ? 1 : 0);
	});
