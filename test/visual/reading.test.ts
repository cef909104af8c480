/**
 * What can be read in a window of 320 by 256 CSS pixels, which is one of 1280 by 1024 at 400 % (WCAG 2.2, 1.4.10): every state of every
 * element, with nothing beside the window or cut off at its sides.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { serveGallery, showOnly } from '../../scripts/gallery.mjs';
import { aBrowser } from '../support/page.ts';
import { drawn, namesOf, openGallery, openPanel } from './states.ts';

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

/** What of a state is wider than its place or goes beyond the window, in words. */
const faults = (page: Page, state: string): Promise<string[]> =>
	page.evaluate((name) => {
		const { scrollWidth, clientWidth } = document.documentElement;
		const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
		const inside = [...document.querySelectorAll(`[data-state="${name}"] *`)];
		// Grows by what is in the shadow roots while it is gone through.
		for (const element of inside) {
			inside.push(...(element.shadowRoot?.querySelectorAll('*') ?? []));
			// What is only heard has no size that anybody sees; what is in an icon is drawn and laid out by nobody.
			if (!(element instanceof HTMLElement) || element.matches('.said') || !element.checkVisibility())
				continue;
			const words = `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 40)}”`;
			// A button at the end of a row may reach into what is left free around it, not over what is drawn around that.
			const isBox = element.matches('.card, [part=card], .panel, button, .button');
			if (isBox && element.scrollWidth > element.clientWidth)
				found.push(`${words} is ${element.scrollWidth} wide in ${element.clientWidth}`);
			for (const { left, right } of element.getClientRects())
				if (left < 0 || right > clientWidth) found.push(`${words} goes from ${left} to ${right}`);
		}
		return found;
	}, state);

/** Names states with faults alone. */
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
		const states = await namesOf(page);
		const only = (state: string) => page.evaluate(showOnly, state);
		await view.test('every state stands in the window, and nothing scrolls sideways', async () => {
			assert.ok(states.length > 30, `${states.length} states`);
			assert.deepEqual(await allFaults(page, states, only), {});
		});
		await view.test('so does every banner over the page’s edges', async () => {
			const banners = states.filter((state) => state.startsWith('banner'));
			for (const placement of ['top', 'bottom']) {
				await page.evaluate((edge) => {
					for (const banner of document.querySelectorAll('candor-banner'))
						banner.setAttribute('placement', edge);
				}, placement);
				await drawn(page);
				assert.deepEqual(await allFaults(page, banners, only), {}, placement);
			}
		});
		await view.test('so does every panel, with all that is folded in it', async () => {
			const panels = states.filter((state) => state.startsWith('status'));
			assert.deepEqual(await allFaults(page, panels, (state) => openPanel(page, state)), {});
		});
		await view.test('a window that is narrower than that would be noticed', async () => {
			await page.setViewportSize({ ...viewport, width: 90 });
			assert.notDeepEqual(await allFaults(page, states, only), {});
		});
	});
