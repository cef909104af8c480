/** What readers have set for themselves: colours of their own, less that moves; and what is left of a page on paper. Every state of every element. */
import assert from 'node:assert/strict';
import { after, before, type TestContext, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { serveGallery, showOnly } from '../../scripts/gallery.mjs';
import { aBrowser } from '../support/page.ts';
import { drawn, namesOf, openGallery, openPanel } from './states.ts';

const chrome = aBrowser();
let gallery: Awaited<ReturnType<typeof serveGallery>>;
before(async () => {
	gallery = await serveGallery();
});
after(() => gallery.close());

/** The gallery as somebody with these preferences sees it, and the names of its states. */
async function opened(
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
	// Whoever has pressed a key is shown where the focus is.
	await page.keyboard.press('Tab');
	return [page, await namesOf(page)];
}

/** Shows each state alone, with its panel where it has one, and asks `ask` of it. */
async function each<Answer>(
	page: Page,
	states: readonly string[],
	ask: (page: Page) => Promise<Answer>,
): Promise<Map<string, Answer>> {
	const answers = new Map<string, Answer>();
	for (const state of states) {
		if (state.startsWith('status')) await openPanel(page, state);
		else await page.evaluate(showOnly, state);
		answers.set(state, await ask(page));
	}
	return answers;
}

interface Visible {
	/** How many of each kind were looked at. */
	readonly counts: Record<'borders' | 'icons' | 'bars' | 'words' | 'outlines', number>;
	/** What cannot be told from the page, in words. */
	readonly faults: string[];
}

/** Whether what is drawn is drawn in the reader's colours, other than that of the page itself. */
const visible = (page: Page): Promise<Visible> =>
	page.evaluate(() => {
		const probe = document.body.appendChild(document.createElement('p'));
		const [canvas, ...inks] = [
			...['Canvas', 'CanvasText', 'LinkText', 'VisitedText', 'ActiveText', 'ButtonText', 'ButtonBorder'],
			...['GrayText', 'Highlight', 'AccentColor'],
		].map((name) => {
			probe.style.color = name;
			return getComputedStyle(probe).color;
		});
		probe.remove();
		const counts = { borders: 0, icons: 0, bars: 0, words: 0, outlines: 0 };
		const faults: string[] = [];
		const drawn: [kind: keyof typeof counts, element: Element, colour: string][] = [];
		const all = [...document.querySelectorAll('.state:not([hidden]) *')];
		// Grows by what is in the shadow roots while it is gone through.
		for (const element of all) {
			all.push(...(element.shadowRoot?.querySelectorAll('*') ?? []));
			if (element.getRootNode() === document || element.matches('.said, path') || !element.checkVisibility())
				continue;
			const style = getComputedStyle(element);
			for (const side of ['block-start', 'block-end', 'inline-start', 'inline-end'])
				if (
					style.getPropertyValue(`border-${side}-style`) !== 'none' &&
					style.getPropertyValue(`border-${side}-width`) !== '0px'
				)
					drawn.push(['borders', element, style.getPropertyValue(`border-${side}-color`)]);
			if (element.matches('.icon')) drawn.push(['icons', element, style.stroke]);
			if (element.matches('.strip > i')) {
				const bar = getComputedStyle(element, '::before');
				drawn.push(['bars', element, Number(bar.opacity) < 0.4 ? `at ${bar.opacity}` : bar.backgroundColor]);
			}
			if ([...element.childNodes].some((node) => node instanceof Text && node.data.trim()))
				drawn.push(['words', element, style.color]);
			if (element instanceof HTMLElement && element.matches('a, button, summary, input')) {
				element.focus();
				if (!element.matches(':focus')) faults.push(`${element.localName} takes no focus`);
				const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
				const isThere = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
				// The browser's own is in a colour that it knows to be seen.
				if (outlineStyle !== 'auto') drawn.push(['outlines', element, isThere ? outlineColor : 'none']);
			}
		}
		for (const [kind, element, colour] of drawn) {
			counts[kind] += 1;
			if (colour === canvas || !inks.includes(colour))
				faults.push(`${kind}: ${element.localName}.${element.getAttribute('class')} ${colour}`);
		}
		return { counts, faults };
	});

test('in a reader’s own colours borders, icons, bars, words and the focus can be seen', {
	timeout: 120_000,
}, async (view) => {
	for (const colorScheme of ['light', 'dark'] as const) {
		const [page, states] = await opened(view, { forcedColors: 'active', colorScheme });
		const found = await each(page, states, visible);
		const faults = [...found].filter(([, { faults }]) => faults.length);
		assert.deepEqual(
			Object.fromEntries(faults.map(([state, { faults }]) => [state, faults])),
			{},
			colorScheme,
		);
		const panel = found.get('status-outage')?.counts;
		for (const [kind, count] of Object.entries(panel ?? {}))
			assert.ok(count, `${kind} in the panel: ${count}`);
		assert.equal(panel?.bars, 3 * 90);
	}
});

/** All that moves, or would, in words. */
const moving = (page: Page): Promise<string[]> =>
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
					// What stands in a slot that the page fills has no style at all.
					if (animationName && animationName !== 'none') found.push(`${name} ${animationName}`);
					if (/[1-9]/.test(transitionDuration)) found.push(`${name} ${transitionDuration}`);
				}
			}
		}
		return found;
	});

test('nothing moves for whoever wants less of that, and what is new does for others', {
	timeout: 120_000,
}, async (view) => {
	const [page, states] = await opened(view, { reducedMotion: 'reduce' });
	for (const [state, found] of await each(page, states, moving)) assert.deepEqual(found, [], state);
	await page.emulateMedia({ reducedMotion: 'no-preference' });
	await page.evaluate(showOnly, 'banner-major');
	const found = await moving(page);
	assert.ok(found.includes('section.card new candor-in'), `${found}`);
	assert.ok(found.includes('running CSSAnimation'), `${found}`);
	await openPanel(page, 'status-outage');
	assert.ok((await moving(page)).includes('div.panel candor-in'));
});

/** What of the page's banners is printed: the names of states. */
const printed = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('.state')]
			.filter((state) =>
				[...state.querySelectorAll('candor-banner, candor-brief-banner')].some((banner) =>
					banner.shadowRoot?.querySelector('[part=card]')?.checkVisibility(),
				),
			)
			.map(({ dataset }) => dataset.state ?? ''),
	);
const placed = async (page: Page, name: string, value: string): Promise<void> => {
	await page.evaluate(
		([attribute, word]) => {
			for (const banner of document.querySelectorAll('candor-banner, candor-brief-banner'))
				banner.setAttribute(attribute, word);
		},
		[name, value] as const,
	);
	await drawn(page);
};

test('on paper', { timeout: 120_000 }, async (view) => {
	const [page, states] = await opened(view, { viewport: { width: 320, height: 256 } });
	const banners = states.filter((state) => state.startsWith('banner'));
	await page.emulateMedia({ media: 'print' });
	await view.test('a banner that stands in the page is printed, and over nothing else', async () => {
		assert.deepEqual(await printed(page), banners);
		await placed(page, 'space', 'reserve');
		assert.deepEqual(await printed(page), banners);
		const over = await page.evaluate(() =>
			[...document.querySelectorAll<HTMLElement>('[data-state^=banner]')]
				.filter((state) => {
					const banner = state.querySelector('candor-banner, candor-brief-banner');
					const card = banner?.shadowRoot?.querySelector('[part=card]')?.getBoundingClientRect();
					return !card?.height || card.bottom > state.getBoundingClientRect().bottom;
				})
				.map(({ dataset }) => dataset.state),
		);
		assert.deepEqual(over, []);
	});
	await view.test('one that lies over the page’s edge is not, as it would lie over the text', async () => {
		for (const placement of ['top', 'bottom']) {
			await placed(page, 'placement', placement);
			assert.deepEqual(await printed(page), [], placement);
		}
		await page.emulateMedia({ media: 'screen' });
		assert.deepEqual(await printed(page), banners);
	});
	await view.test('a panel that is open is printed whole', async () => {
		await openPanel(page, 'status-outage');
		const panel = page.locator('[data-state=status-outage] .panel');
		const hidden = () => panel.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
		assert.ok((await hidden()) > 300, 'on the screen most of it has to be scrolled to');
		await page.emulateMedia({ media: 'print' });
		assert.equal(await hidden(), 0);
		const { maxHeight, overflowY } = await panel.evaluate((element) => {
			const { maxHeight, overflowY } = getComputedStyle(element);
			return { maxHeight, overflowY };
		});
		assert.deepEqual([maxHeight, overflowY], ['none', 'visible']);
	});
});
