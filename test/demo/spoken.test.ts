/** The story as a screen reader tells it on the Security page of a phone: what is shown first, and what is announced. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { acts } from '../../demo/desk/acts.js';
import { aBrowser } from '../support/page.ts';
import { larkfield } from './larkfield.ts';

const chrome = aBrowser();

/** What the bar shows first, and every announcement, after each act that a visitor notices. */
const story: readonly (readonly [act: string, shown: RegExp, ...announced: readonly RegExp[]])[] = [
	[
		'open',
		/^Major impact Card payments are failing Next update by .+ · Investigating/,
		/^Investigating: Card payments are failing\. Card payments in shops and online are being declined\.$/,
	],
	[
		'identify',
		/^Major impact Card payments are failing New · Next update by .+ · Cause identified/,
		/^Cause identified: Card payments are failing\. We have found the cause: /,
	],
	[
		'reassure',
		/^Major impact Card payments are failing .* · \+1 more/,
		/^We are checking: Your money and your data\. Some of you ask/,
		/^We are checking: Your money and your data\.$/,
	],
	[
		'clear',
		/^Security note Your money and your data New · Data is safe · \+1 more/,
		/^Data is safe: Your money and your data\. The check is finished\.$/,
		/^Data is safe: Your money and your data\.$/,
	],
	[
		'watch',
		/^Security note Your money and your data .*Data is safe · \+1 more/,
		/^Fix in place, monitoring: Card payments are failing\. The certificate is installed on both sides, /,
	],
	[
		'resolve',
		/^Resolved: Card payments are failing New · /,
		/^Resolved: Card payments are failing\. Card payments work normally again, in shops and online\.$/,
	],
];

/** Records what is written into the live regions of the page's elements, from now on. */
const listen = (page: Page) =>
	page.evaluate(() => {
		const heard: string[] = [];
		const watched = new WeakSet<ShadowRoot>();
		const record = (changes: readonly MutationRecord[]): void => {
			for (const { addedNodes, target } of changes)
				for (const { textContent } of addedNodes)
					if ((target as Element).closest?.('[role=status], [role=alert]') && textContent?.trim())
						heard.push(textContent.trim());
		};
		for (const { shadowRoot } of document.querySelectorAll('*')) {
			if (!shadowRoot || watched.has(shadowRoot)) continue;
			watched.add(shadowRoot);
			new MutationObserver(record).observe(shadowRoot, { childList: true, subtree: true });
		}
		Object.assign(globalThis, { heard });
	});
const heardSince = (page: Page): Promise<string[]> =>
	page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.splice(0));

test('each act is shown first and announced with its verdict, once by each element', {
	timeout: 120_000,
}, async (context) => {
	const { url, candor } = await larkfield(context);
	candor.clock.now = Date.now();
	const open = async (path: string, width: number): Promise<Page> => {
		const visitor = await chrome().newContext({ viewport: { width, height: 844 }, reducedMotion: 'reduce' });
		context.after(() => visitor.close());
		const page = await visitor.newPage();
		page.setDefaultTimeout(30_000);
		await page.goto(url + path);
		return page;
	};
	const desk = await open('/demo/', 1280);
	const phone = await open('/demo/security', 390);
	const bar = phone.locator('candor-banner header');
	/** Waits until the bar shows this, and returns it in one line. */
	const shows = async (expected: RegExp): Promise<void> => {
		const text = async (): Promise<string> => {
			const parts = await bar.locator('b, h2, p').allTextContents();
			return parts.filter(Boolean).join(' ');
		};
		for (let tries = 0; tries < 100 && !expected.test(await text()); tries += 1)
			await new Promise((resolve) => setTimeout(resolve, 100));
		assert.match(await text(), expected);
	};

	for (const { id } of acts) {
		const done = desk.locator('.desk-act[data-state="done"]');
		const count = await done.count();
		candor.clock.now = Date.now();
		await desk.click('#desk-next');
		await done.nth(count).waitFor();
		// The elements of the page are defined, and its live regions exist.
		if (id === 'prepare') {
			await phone.locator('candor-banner .live-region').first().waitFor({ state: 'attached' });
			await phone.locator('candor-assurance .live-region').waitFor({ state: 'attached' });
			await listen(phone);
		}
		const [, shown, ...announced] = story.find(([act]) => act === id) ?? [];
		if (!shown) continue;
		await shows(shown);
		const heard: string[] = [];
		for (let tries = 0; tries < 50 && heard.length < announced.length; tries += 1) {
			heard.push(...(await heardSince(phone)));
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		assert.equal(heard.length, announced.length, `${id}: ${heard.join(' / ')}`);
		for (const expected of announced)
			assert.ok(
				heard.some((text) => expected.test(text)),
				`${id}: ${heard.join(' / ')}`,
			);
	}
	// The post-mortem, the remedy and what lies ahead are no news on this page.
	assert.deepEqual(await heardSince(phone), []);
});
