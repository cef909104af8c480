/**
 * Reflow (WCAG 2.2, 1.4.10): every state of every element in a window of 320 by 256 CSS pixels,
 * which is 1280 by 1024 at 400 %, without horizontal scrolling and without anything cut off at the
 * sides.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { serveGallery, showOnly } from '../../scripts/gallery.mjs';
import { aBrowser } from '../support/page.ts';
import { openGallery, openPanel, rendered, stateNames } from './states.ts';

const viewport = { width: 320, height: 256 };
const languages = [
	['English', 'en', 'ltr'],
	['German', 'de', 'ltr'],
	['Arabic', 'ar', 'rtl'],
] as const;

const chrome = aBrowser();
let gallery: Awaited<ReturnType<typeof serveGallery>>;
before(async () => {
	gallery = await serveGallery();
});
after(() => gallery.close());

/** Descriptions of what is wider than its container or the window. */
const faults = (page: Page, state: string): Promise<string[]> =>
	page.evaluate((name) => {
		const { scrollWidth, clientWidth } = document.documentElement;
		const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
		const inside = [...document.querySelectorAll(`[data-state="${name}"] *`)];
		// The loop appends the content of shadow roots.
		for (const element of inside) {
			inside.push(...(element.shadowRoot?.querySelectorAll('*') ?? []));
			// Live regions are invisible, and the content of an icon has no layout.
			if (!(element instanceof HTMLElement) || element.matches('.live-region') || !element.checkVisibility())
				continue;
			const name = `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 40)}”`;
			// A button may overlap the padding around it, but not the border of a card.
			const isBox = element.matches('.card, [part=card], .panel, button, .button');
			if (isBox && element.scrollWidth > element.clientWidth)
				found.push(`${name} is ${element.scrollWidth} wide in ${element.clientWidth}`);
			for (const { left, right } of element.getClientRects())
				if (left < 0 || right > clientWidth) found.push(`${name} reaches from ${left} to ${right}`);
		}
		return found;
	}, state);

/** The faults of each state that has any. */
async function allFaults(
	page: Page,
	states: readonly string[],
	show: (state: string) => Promise<unknown>,
): Promise<Record<string, string[]>> {
	const all: Record<string, string[]> = {};
	for (const state of states) {
		await show(state);
		const found = await faults(page, state);
		if (found.length) all[state] = found;
	}
	return all;
}

for (const [name, language, direction] of languages)
	test(`at 400 % in ${name}`, { timeout: 120_000 }, async (view) => {
		const context = await chrome().newContext({ viewport, reducedMotion: 'reduce', timezoneId: 'UTC' });
		view.after(() => context.close());
		const page = await context.newPage();
		await openGallery(page, gallery.origin, language, direction);
		const states = await stateNames(page);
		const only = (state: string) => page.evaluate(showOnly, state);
		await view.test('every state fits into the window, and nothing scrolls horizontally', async () => {
			assert.ok(states.length > 30, `${states.length} states`);
			assert.deepEqual(await allFaults(page, states, only), {});
		});
		await view.test('so does every banner at the edges of the window', async () => {
			const banners = states.filter((state) => state.startsWith('banner'));
			for (const placement of ['top', 'bottom']) {
				await page.evaluate((edge) => {
					for (const banner of document.querySelectorAll('candor-banner'))
						banner.setAttribute('placement', edge);
				}, placement);
				await rendered(page);
				assert.deepEqual(await allFaults(page, banners, only), {}, placement);
			}
		});
		await view.test('so does every panel with all its groups open', async () => {
			const panels = states.filter((state) => state.startsWith('status'));
			assert.deepEqual(await allFaults(page, panels, (state) => openPanel(page, state)), {});
		});
		await view.test('the test fails in a narrower window', async () => {
			await page.setViewportSize({ ...viewport, width: 90 });
			assert.notDeepEqual(await allFaults(page, states, only), {});
		});
	});
