/** Every state of the gallery, fully rendered. */
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { showOnly } from '../../scripts/gallery.mjs';

const days = 90;
const worst = ['operational', 'maintenance', 'degraded', 'partial-outage', 'major-outage'];
/**
 * The last days have one of each status in turn, and the first days are before the components
 * existed.
 */
const history = {
	from: '2026-08-27',
	days,
	timeZone: 'UTC',
	components: ['cards', 'transfers', 'app'].map((id) => ({
		id,
		worst: Array.from({ length: days }, (_, day) => (day < 20 ? null : (worst[day % 30] ?? worst[0]))),
		seconds: Array.from({ length: days }, (_, day) => (day % 30 === 4 ? { 'major-outage': 4_800 } : {})),
	})),
	notices: [],
};

/**
 * Adds banners with the plain content, which the gallery does not show: there the translated content
 * replaces it at once.
 */
const plainBanners = `
	import './dist/src/entries/provide-client.js';
	import { BannerElement } from './dist/src/elements/banner/element.js';
	import { plainContent } from './dist/src/elements/banner/plain-content.js';
	import { stateWith } from './dist/src/model/state/state.js';
	// The gallery's states have no indexes, which only the plain content needs.
	const withIndexes = (feed) => ({
		...feed,
		snapshot() {
			const snapshot = feed.snapshot();
			return { ...snapshot, state: stateWith(snapshot.state.seq, [...snapshot.state.records.values()]) };
		},
	});
	customElements.define('candor-plain-banner', class extends BannerElement { static content = plainContent(true); });
	for (const name of ['major', 'critical']) {
		const state = document.createElement('div');
		state.className = 'state';
		state.dataset.state = 'banner-plain-' + name;
		const banner = document.createElement('candor-plain-banner');
		banner.feed = withIndexes(document.querySelector('[data-state^=banner-' + name + '] candor-banner').feed);
		state.append(banner);
		document.querySelector('#gallery').append(state);
	}
`;
const { outputFiles } = await build({
	stdin: { contents: plainBanners, resolveDir: '.' },
	bundle: true,
	write: false,
	format: 'esm',
	logLevel: 'error',
});
const plainBannersScript = outputFiles[0]?.text ?? '';

/** Opens the gallery in a language, and waits for everything that its elements load. */
export async function openGallery(page: Page, origin: string, language: string, direction = 'ltr') {
	await page.clock.setFixedTime('2026-11-24T14:00:00Z');
	await page.route('**/v1/history', (route) => route.fulfill({ json: history }));
	await page.goto(`${origin}/gallery/?lang=${language}&dir=${direction}`);
	// Catalogues are loaded when the page is idle.
	for (const tag of ['banner', 'status', 'timeline'])
		await page.locator(`candor-${tag}`).locator(`[lang=${language}]`).first().waitFor({ state: 'attached' });
	await page.addScriptTag({ type: 'module', content: plainBannersScript });
	await page.locator('[data-state=banner-plain-critical] [part=card]').waitFor({ state: 'attached' });
	await openDetails(page);
	await rendered(page);
}

/** Opens the details of every banner, as soon as it is drawn. */
export const openDetails = (page: Page): Promise<void> =>
	page.evaluate(async () => {
		for (const banner of document.querySelectorAll<HTMLElement & { updateComplete?: Promise<unknown> }>(
			'candor-banner, candor-plain-banner',
		)) {
			await banner.updateComplete;
			banner.shadowRoot?.querySelector<HTMLElement>('[aria-expanded=false]')?.click();
		}
	});

/** Waits until everything is rendered, and for what depends on its size. */
export const rendered = (page: Page): Promise<void> =>
	page.evaluate(async () => {
		for (const element of document.querySelectorAll<HTMLElement & { updateComplete?: Promise<unknown> }>('*'))
			await element.updateComplete;
		for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
	});

/** The names of all states. */
export const stateNames = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('.state')].map(({ dataset }) => dataset.state ?? ''),
	);

/** Opens the panel of a candor-status, with all its groups. */
export async function openPanel(page: Page, state: string): Promise<void> {
	await page.evaluate(showOnly, state);
	const status = page.locator(`[data-state="${state}"] candor-status`);
	// By keyboard, because the focus is not visible after a mouse click.
	await status.locator('.pill').press('Enter');
	await status.locator('.panel').waitFor();
	if (!state.endsWith('nothing-heard-yet')) await status.locator('.note').waitFor();
	await status.evaluate((element) => {
		for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
	});
	await rendered(page);
}
