/**
 * Compares every state of every element with accepted pictures. Text is rendered with a font of
 * blocks, which other machines and browser builds render almost identically; small differences at
 * the edges pass. `CANDOR_ACCEPT_LOOK=1 npm test -- visual` accepts an intended change: look at the
 * changed pictures in git before you commit them.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { pictured, serveGallery, showOnly, visitPanels } from '../../scripts/gallery.mjs';
import { aBrowser } from '../support/page.ts';
import { openDetails, rendered } from './states.ts';

const accepted = 'test/visual/accepted';
const seen = 'test/visual/seen';
const tags = [
	'banner',
	'status',
	'timeline',
	'assurance',
	'remedy',
	'inline',
	'report',
	'promises',
	'contact',
];
const views = [
	{ name: 'light', scheme: 'light', width: 390, query: '' },
	{ name: 'dark', scheme: 'dark', width: 390, query: '' },
	{ name: 'rtl', scheme: 'light', width: 390, query: '?dir=rtl' },
	{ name: 'rtl-dark', scheme: 'dark', width: 390, query: '?dir=rtl' },
	{ name: 'desk', scheme: 'light', width: 800, query: '' },
] as const;
/**
 * The tolerated difference of a pixel, as a fraction of the difference between black and white, and
 * the number of pixels in a square of this width that may differ by more.
 */
const threshold = 0.03;
const square = 24;
const maxDifferent = 4;

const fonts = {
	'/blocks.woff2': 'node_modules/@fontsource/flow-block/files/flow-block-latin-400-normal.woff2',
};
const face = '@font-face{font-family:Blocks;src:url(/blocks.woff2)}';
const inBlocks = `${face}
	html{--candor-font:Blocks;font-synthesis:none}
	body,candor-remedy::part(code){font-family:Blocks}
	#gallery{display:flow-root}`;

const chrome = aBrowser({
	args: ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
});
let gallery: Awaited<ReturnType<typeof serveGallery>>;
before(async () => {
	gallery = await serveGallery(fonts);
});
after(() => gallery.close());

/**
 * The greatest number of different pixels in any square. A picture of another size differs
 * everywhere.
 */
function difference(picture: PNG, before: PNG): { readonly pixels: number; readonly image: PNG } {
	const { width, height } = before;
	const image = new PNG({ width, height });
	if (picture.width !== width || picture.height !== height) return { pixels: width * height, image };
	const options = { threshold, windowSize: square };
	return { pixels: pixelmatch(before.data, picture.data, image.data, width, height, options), image };
}

/**
 * Takes pictures until one looks like the accepted one of that name, or accepts the first one. A
 * busy machine draws late: the last picture counts, when this many milliseconds have passed.
 */
const patience = 15_000;
async function compare(file: string, take: () => Promise<Buffer>): Promise<void> {
	let bytes = await take();
	if (process.env.CANDOR_ACCEPT_LOOK) {
		mkdirSync(accepted, { recursive: true });
		writeFileSync(`${accepted}/${file}`, bytes);
		return;
	}
	assert.ok(existsSync(`${accepted}/${file}`), `${file} has no accepted picture.`);
	const before = PNG.sync.read(readFileSync(`${accepted}/${file}`));
	const end = performance.now() + patience;
	let { pixels, image } = difference(PNG.sync.read(bytes), before);
	while (pixels > maxDifferent && performance.now() < end) {
		await delay(500);
		bytes = await take();
		({ pixels, image } = difference(PNG.sync.read(bytes), before));
	}
	if (pixels <= maxDifferent) return;
	mkdirSync(seen, { recursive: true });
	writeFileSync(`${seen}/${file}`, bytes);
	writeFileSync(`${seen}/difference-${file}`, PNG.sync.write(image));
	assert.fail(
		`${file} looks different: ${pixels} pixels of a square of ${square} by ${square}. Compare ${seen}/${file} with ${accepted}/${file}; if the change is intended, run CANDOR_ACCEPT_LOOK=1 npm test -- visual.`,
	);
}

for (const { name, scheme, width, query } of views)
	test(`every element, ${name}`, { timeout: 240_000 }, async (view) => {
		const context = await chrome().newContext({
			// Higher than any picture: browser builds stitch longer ones together in different ways.
			viewport: { width, height: 8_000 },
			colorScheme: scheme,
			locale: 'en-GB',
			timezoneId: 'UTC',
			reducedMotion: 'reduce',
		});
		view.after(() => context.close());
		const page = await context.newPage();
		const errors: Error[] = [];
		page.on('pageerror', (error) => errors.push(error));
		await page.clock.setFixedTime(pictured);
		// The font of blocks has no arrow: each machine would render it with another font.
		await page.addInitScript(() => {
			const texts = { componentChanged: '{name}: {before} > {value}' };
			Object.assign(globalThis, { Candor: { catalogues: new Map([['en', texts]]) } });
		});
		await page.goto(`${gallery.origin}/gallery/${query}`);
		// The visitor reports have been answered by then.
		await page.waitForLoadState('networkidle');
		await page.addStyleTag({ content: inBlocks });
		await openDetails(page);
		await page.evaluate(async () => {
			// Browser builds differ in bold text that they make themselves, and in the text of the
			// banner's links: the boxes of the links are compared without it.
			const alike = new CSSStyleSheet();
			alike.replaceSync(
				'*{font-synthesis:none!important}.links a{-webkit-text-fill-color:transparent!important}',
			);
			for (const { shadowRoot } of document.querySelectorAll('candor-banner'))
				shadowRoot?.adoptedStyleSheets.push(alike);
			await document.fonts.load('16px Blocks');
			await document.fonts.ready;
		});
		// Page insets are set a frame later.
		await rendered(page);
		assert.deepEqual(errors, []);
		for (const tag of tags)
			await view.test(tag, async () => {
				await page.evaluate(showOnly, tag);
				await compare(`${tag}-${name}.png`, async () => {
					await openDetails(page);
					await rendered(page);
					return page.locator('#gallery').screenshot({ animations: 'disabled' });
				});
			});
		await visitPanels(page, async (panel, about) => {
			const take = () => panel.screenshot({ animations: 'disabled' });
			await view.test(about, () => compare(`${about}-${name}.png`, take));
		});
	});
