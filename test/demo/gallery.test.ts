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
		await banner.locator('.meta').getByText(phase, { exact: true }).first().waitFor();
		await timeline
			.locator('.entry')
			.nth(updates - 1)
			.waitFor();
		assert.equal(await timeline.locator('.entry').count(), updates);
	};
	await page.clock.runFor(1_000);
	await status.getByText('All systems normal', { exact: true }).waitFor();
	assert.equal(await banner.locator('.card').isVisible(), false);

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
	]);
	assert.equal(await page.locator('html').evaluate((html) => html.style.colorScheme), 'dark');
	assert.equal(await page.locator('link[href="/themes/warm.css"]').count(), 1);
	await page.locator('candor-banner').getByText('تم تحديد السبب').first().waitFor();
});
