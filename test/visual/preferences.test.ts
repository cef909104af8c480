/** Forced colours, reduced motion and print, for every state of every element. */
import assert from 'node:assert/strict';
import { after, before, type TestContext, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { serveGallery, showOnly } from '../../scripts/gallery.mjs';
import { aBrowser } from '../support/page.ts';
import { openGallery, openPanel, rendered, stateNames } from './states.ts';

const chrome = aBrowser();
let gallery: Awaited<ReturnType<typeof serveGallery>>;
before(async () => {
	gallery = await serveGallery();
});
after(() => gallery.close());

/** The gallery under these preferences, and the names of its states. */
async function openWith(
	view: TestContext,
	preferences: BrowserContextOptions,
): Promise<readonly [Page, string[]]> {
	const context = await chrome().newContext({
		viewport: { width: 390, height: 600 },
		timezoneId: 'UTC',
		...preferences,
	});
	view.after(() => context.close());
	const page = await context.newPage();
	await openGallery(page, gallery.origin, 'en');
	// The focus is visible only after a key press.
	await page.keyboard.press('Tab');
	return [page, await stateNames(page)];
}

/** Shows each state alone, with its panel if it has one, and evaluates `evaluate` in it. */
async function forEachState<Result>(
	page: Page,
	states: readonly string[],
	evaluate: (page: Page) => Promise<Result>,
): Promise<Map<string, Result>> {
	const results = new Map<string, Result>();
	for (const state of states) {
		if (state.startsWith('status')) await openPanel(page, state);
		else await page.evaluate(showOnly, state);
		results.set(state, await evaluate(page));
	}
	return results;
}

interface Visibility {
	/** The number of checked items of each kind. */
	readonly counts: Record<'borders' | 'icons' | 'bars' | 'texts' | 'outlines', number>;
	/** Descriptions of items that cannot be seen. */
	readonly faults: string[];
}

/** Checks that everything has one of the visitor's colours, and not that of the page itself. */
const checkVisibility = (page: Page): Promise<Visibility> =>
	page.evaluate(() => {
		const probe = document.body.appendChild(document.createElement('p'));
		const [canvas, ...systemColours] = [
			...['Canvas', 'CanvasText', 'LinkText', 'VisitedText', 'ActiveText', 'ButtonText', 'ButtonBorder'],
			...['GrayText', 'Highlight', 'AccentColor'],
		].map((name) => {
			probe.style.color = name;
			return getComputedStyle(probe).color;
		});
		probe.remove();
		const counts = { borders: 0, icons: 0, bars: 0, texts: 0, outlines: 0 };
		const faults: string[] = [];
		const drawn: [kind: keyof typeof counts, element: Element, colour: string][] = [];
		const all = [...document.querySelectorAll('.state:not([hidden]) *')];
		// The loop appends the content of shadow roots.
		for (const element of all) {
			all.push(...(element.shadowRoot?.querySelectorAll('*') ?? []));
			if (
				element.getRootNode() === document ||
				element.matches('.live-region, path:not([data-status])') ||
				!element.checkVisibility()
			)
				continue;
			const style = getComputedStyle(element);
			for (const side of ['block-start', 'block-end', 'inline-start', 'inline-end'])
				if (
					style.getPropertyValue(`border-${side}-style`) !== 'none' &&
					style.getPropertyValue(`border-${side}-width`) !== '0px'
				)
					drawn.push(['borders', element, style.getPropertyValue(`border-${side}-color`)]);
			if (element.matches('.icon')) drawn.push(['icons', element, style.stroke]);
			if (element.matches('[data-status]'))
				drawn.push(['bars', element, Number(style.opacity) < 0.4 ? `at ${style.opacity}` : style.fill]);
			if ([...element.childNodes].some((node) => node instanceof Text && node.data.trim()))
				drawn.push(['texts', element, style.color]);
			if (element instanceof HTMLElement && element.matches('a, button, summary, input')) {
				element.focus();
				if (!element.matches(':focus')) faults.push(`${element.localName} cannot be focused`);
				const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
				const hasOutline = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
				// The browser chooses a visible colour for its own outline.
				if (outlineStyle !== 'auto') drawn.push(['outlines', element, hasOutline ? outlineColor : 'none']);
			}
		}
		for (const [kind, element, colour] of drawn) {
			counts[kind] += 1;
			if (colour === canvas || !systemColours.includes(colour))
				faults.push(`${kind}: ${element.localName}.${element.getAttribute('class')} ${colour}`);
		}
		return { counts, faults };
	});

test('with forced colours, borders, icons, bars, texts and the focus are visible', {
	timeout: 120_000,
}, async (view) => {
	for (const colorScheme of ['light', 'dark'] as const) {
		const [page, states] = await openWith(view, { forcedColors: 'active', colorScheme });
		const found = await forEachState(page, states, checkVisibility);
		const faults = [...found].filter(([, { faults }]) => faults.length);
		assert.deepEqual(
			Object.fromEntries(faults.map(([state, { faults }]) => [state, faults])),
			{},
			colorScheme,
		);
		const panel = found.get('status-outage')?.counts;
		for (const [kind, count] of Object.entries(panel ?? {}))
			assert.ok(count, `${kind} in the panel: ${count}`);
		assert.equal(panel?.bars, 3 * 5, 'a path for each status of each component');
	}
});

test('visitors who prefer more contrast see the colours for it, whatever the page has set', {
	timeout: 120_000,
}, async (view) => {
	const [page] = await openWith(view, {});
	await page.evaluate(showOnly, 'timeline-an-outage');
	const colours = () =>
		page.locator('[data-state=timeline-an-outage] candor-timeline [part=card]').evaluate((card) => {
			const { color, backgroundColor, borderTopColor } = getComputedStyle(card);
			return [color, backgroundColor, borderTopColor];
		});
	const before = await colours();
	await page.addStyleTag({ content: ':root{--candor-major-text:#777;--candor-major-surface:#eee}' });
	await page.emulateMedia({ contrast: 'more' });
	assert.deepEqual(await colours(), ['oklch(0.16 0.007 48)', 'oklch(1 0 48)', 'oklch(0.5 0.039 48)']);
	assert.notDeepEqual(await colours(), before);
});

/** Descriptions of all animations and transitions. */
const animations = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const found: string[] = [];
		const roots: (Document | ShadowRoot)[] = [document];
		for (const root of roots) {
			for (const animation of root.getAnimations())
				found.push(`${animation.playState} ${animation.constructor.name}`);
			for (const element of root.querySelectorAll('*')) {
				if (element.shadowRoot) roots.push(element.shadowRoot);
				for (const part of ['', '::before', '::after']) {
					const { animationName, transitionDuration } = getComputedStyle(element, part);
					const name = `${element.localName}.${element.getAttribute('class')}${part}`;
					// The fallback content of a filled slot has no computed style.
					if (animationName && animationName !== 'none') found.push(`${name} ${animationName}`);
					if (/[1-9]/.test(transitionDuration)) found.push(`${name} ${transitionDuration}`);
				}
			}
		}
		return found;
	});

test('nothing moves with reduced motion, and new content does without', {
	timeout: 120_000,
}, async (view) => {
	const [page, states] = await openWith(view, { reducedMotion: 'reduce' });
	for (const [state, found] of await forEachState(page, states, animations))
		assert.deepEqual(found, [], state);
	await page.emulateMedia({ reducedMotion: 'no-preference' });
	await page.evaluate(showOnly, 'banner-major');
	const found = await animations(page);
	assert.ok(
		found.some((each) => /^section\..* candor-in$/.test(each)),
		`${found}`,
	);
	assert.ok(found.includes('running CSSAnimation'), `${found}`);
	await openPanel(page, 'status-outage');
	assert.ok((await animations(page)).includes('div.panel candor-in'));
});

/** The names of the states whose banner is printed. */
const printedBanners = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('.state')]
			.filter((state) =>
				[...state.querySelectorAll('candor-banner, candor-plain-banner')].some((banner) =>
					banner.shadowRoot?.querySelector('[part=card]')?.checkVisibility(),
				),
			)
			.map(({ dataset }) => dataset.state ?? ''),
	);
const setOnBanners = async (page: Page, name: string, value: string): Promise<void> => {
	await page.evaluate(
		([attribute, word]) => {
			for (const banner of document.querySelectorAll('candor-banner, candor-plain-banner'))
				banner.setAttribute(attribute, word);
		},
		[name, value] as const,
	);
	await rendered(page);
};

test('on paper', { timeout: 120_000 }, async (view) => {
	const [page, states] = await openWith(view, { viewport: { width: 320, height: 256 } });
	const banners = states.filter((state) => state.startsWith('banner'));
	await page.emulateMedia({ media: 'print' });
	await view.test('a banner in the page is printed and covers nothing', async () => {
		assert.deepEqual(await printedBanners(page), banners);
		await setOnBanners(page, 'space', 'reserve');
		assert.deepEqual(await printedBanners(page), banners);
		const over = await page.evaluate(() =>
			[...document.querySelectorAll<HTMLElement>('[data-state^=banner]')]
				.filter((state) => {
					const banner = state.querySelector('candor-banner, candor-plain-banner');
					const card = banner?.shadowRoot?.querySelector('[part=card]')?.getBoundingClientRect();
					return !card?.height || card.bottom > state.getBoundingClientRect().bottom;
				})
				.map(({ dataset }) => dataset.state),
		);
		assert.deepEqual(over, []);
	});
	await view.test('a banner at the edge of the window is not printed, as it would cover text', async () => {
		for (const placement of ['top', 'bottom']) {
			await setOnBanners(page, 'placement', placement);
			// What candor.js draws by itself has no rule for printing.
			const printed = (await printedBanners(page)).filter((state) => !state.startsWith('banner-plain'));
			assert.deepEqual(printed, [], placement);
		}
		await page.emulateMedia({ media: 'screen' });
		assert.deepEqual(await printedBanners(page), banners);
	});
	await view.test('an open panel is printed completely', async () => {
		await openPanel(page, 'status-outage');
		const panel = page.locator('[data-state=status-outage] .panel');
		const hidden = () =>
			panel.locator('.scroll').evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
		assert.ok((await hidden()) > 300, 'on the screen the panel scrolls');
		await page.emulateMedia({ media: 'print' });
		assert.equal(await hidden(), 0);
		for (const part of [panel, panel.locator('.scroll')]) {
			const { maxHeight, overflowY } = await part.evaluate((element) => {
				const { maxHeight, overflowY } = getComputedStyle(element);
				return { maxHeight, overflowY };
			});
			assert.deepEqual([maxHeight, overflowY], ['none', 'visible']);
		}
	});
});
