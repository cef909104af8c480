/** The bar in the pages of others: visible, of its own size and type, and usable in all of them. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { hosts, type TestedHost } from './host-pages.ts';
import { atRest, barPages, partsOf } from './pages.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const { open, serve } = barPages(chrome);

/** A folder for pictures of every page, to be looked at. */
const pictures = process.env.CANDOR_BAR_PICTURES;
if (pictures) mkdirSync(pictures, { recursive: true });
const picture = async (page: Page, name: string): Promise<void> => {
	if (pictures) await page.screenshot({ path: `${pictures}/${name.replaceAll(/\W+/g, '-')}.png` });
};

/** The size of the bar and the type of its title. */
const look = async (page: Page | Frame) => {
	const { title, card, header } = partsOf(page);
	const type = await title.evaluate((node) => {
		const { fontSize, lineHeight, letterSpacing, wordSpacing, textTransform, textAlign, textIndent } =
			getComputedStyle(node);
		return { fontSize, lineHeight, letterSpacing, wordSpacing, textTransform, textAlign, textIndent };
	});
	return {
		type,
		width: await card.evaluate((node) => (node as HTMLElement).offsetWidth),
		height: await header.evaluate((node) => (node as HTMLElement).offsetHeight),
	};
};

/** Clicks where the middle of a control is on the screen, without a look at what is there. */
async function clickAt(page: Page, control: ReturnType<typeof partsOf>['toggle']): Promise<void> {
	const box = await control.boundingBox();
	assert.ok(box, 'the control has a place');
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** Which controls of the bar are not what a pointer hits at their place. */
const covered = (page: Page | Frame) =>
	page.evaluate(() => {
		const root = document.querySelector('candor-banner')?.shadowRoot;
		return [...(root?.querySelectorAll('h2, header button') ?? [])]
			.filter((node) => node.checkVisibility())
			.filter((node) => {
				const { left, top, width, height } = node.getBoundingClientRect();
				return !node.contains(root?.elementFromPoint(left + width / 2, top + height / 2) ?? null);
			})
			.map((node) => node.outerHTML);
	});

/** Waits until the bar lies over none of these elements of the page. */
const keepsFree = (page: Page, selector: string) =>
	page.waitForFunction(
		(elements) => {
			const card = document.querySelector('candor-banner')?.shadowRoot?.querySelector('section');
			const bar = card?.getBoundingClientRect() as DOMRect;
			return [...document.querySelectorAll(elements)].every((node) => {
				const box = node.getBoundingClientRect();
				return (
					box.bottom <= bar.top + 1 ||
					box.top >= bar.bottom - 1 ||
					box.right <= bar.left + 1 ||
					box.left >= bar.right - 1
				);
			});
		},
		selector,
		{ timeout: 5_000 },
	);

async function opensAndCloses(page: Page, bar: Page | Frame): Promise<void> {
	const { toggle, close, details, card } = partsOf(bar);
	assert.deepEqual(await covered(bar), []);
	await clickAt(page, toggle);
	await details.waitFor({ timeout: 5_000 });
	await atRest(bar);
	const box = await card.boundingBox();
	const window = page.viewportSize() ?? { height: Number.NaN };
	assert.ok(box && box.y >= -1 && box.y + box.height <= window.height + 1, 'the details are in the window');
	await clickAt(page, toggle);
	await details.waitFor({ state: 'hidden', timeout: 5_000 });
	await page.keyboard.press('F6');
	await page.keyboard.press('F6');
	const isFocused = () => toggle.evaluate((node) => node.matches(':focus'));
	if (!(await isFocused())) await page.keyboard.press('F6');
	assert.ok(await isFocused(), 'F6 moves the focus into the bar');
	await page.keyboard.press('Enter');
	await details.waitFor({ timeout: 5_000 });
	await page.keyboard.press('Escape');
	await details.waitFor({ state: 'hidden', timeout: 5_000 });
	await atRest(bar);
	assert.deepEqual(await covered(bar), []);
	await clickAt(page, close);
	await card.waitFor({ state: 'hidden', timeout: 5_000 });
	await partsOf(bar).dot.waitFor({ timeout: 5_000 });
}

let plain: Awaited<ReturnType<typeof look>>;
before(async () => {
	plain = await look(await open({ body: '<p>Plain</p>' }));
});

async function isUsable(host: TestedHost): Promise<void> {
	const page = await open(host, host.options);
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(String(error)));
	if (host.act) {
		await host.act(page);
		await page.evaluate(() => new Promise(requestAnimationFrame));
		await atRest(page);
	}
	if (host.keepsFree) await keepsFree(page, host.keepsFree);
	await picture(page, host.name);
	const seen = await look(page);
	assert.deepEqual(seen.type, plain.type);
	if (!host.isSmall) assert.equal(seen.height, plain.height);
	if (!host.isSmall && !host.isInFlow) assert.equal(seen.width, plain.width);
	await opensAndCloses(page, page);
	assert.deepEqual(errors, []);
}

for (const host of hosts) test(`${host.name}: the bar is visible and usable`, () => isUsable(host));

for (const [what, attributes] of [
	['a frame of 300×200', ''],
	['a sandboxed frame', 'sandbox="allow-scripts"'],
] as const)
	test(`${what}: the bar is visible and usable`, async () => {
		const address = serve({ body: '<p>In a frame</p>' });
		const page = await open(
			{
				body: `<iframe ${attributes} src="${address}" width="300" height="200" style="border:0"></iframe>`,
				tag: 'data-placement="none"',
			},
			{ isWaiting: true },
		);
		const frame = page.frames().find((each) => each.url() === address);
		assert.ok(frame);
		await atRest(frame);
		await picture(page, what);
		assert.deepEqual((await look(frame)).type, plain.type);
		const { toggle, details, close, card } = partsOf(frame);
		assert.deepEqual(await covered(frame), []);
		await clickAt(page, toggle);
		await details.waitFor();
		await atRest(frame);
		await picture(page, `${what} open`);
		const box = await card.boundingBox();
		assert.ok(box && box.y >= 0 && box.y + box.height <= 210, JSON.stringify(box));
		await clickAt(page, close);
		await card.waitFor({ state: 'hidden' });
	});

test('print: the bar is not on the paper', async () => {
	const page = await open({ body: '<p>Paper</p>' });
	await page.emulateMedia({ media: 'print' });
	assert.equal(await partsOf(page).card.isVisible(), false);
	assert.equal(
		await page.evaluate(() => getComputedStyle(document.documentElement, '::after').content),
		'none',
	);
});

for (const [placement, count] of [
	['top', 60],
	['bottom', 60],
	['top', 2],
	['bottom', 2],
] as const)
	test(`overlay at the ${placement}, ${count} lines: appearing and opening shift nothing`, async () => {
		const body = Array.from({ length: count }, (_, line) => `<p>Line ${line}</p>`).join('');
		const page = await open(
			{ tag: `data-placement="${placement}"`, body },
			{
				prepare: (opened) =>
					opened.addInitScript(() => {
						const shifts: PerformanceEntry[] = [];
						const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
						observer.observe({ type: 'layout-shift', buffered: true });
						Object.assign(globalThis, { shifts });
					}),
			},
		);
		await partsOf(page).toggle.click();
		await atRest(page);
		// What moves within half a second after a click is what the visitor asked for.
		const sum = await page.evaluate(() =>
			(globalThis as unknown as { shifts: { value: number; hadRecentInput: boolean }[] }).shifts.reduce(
				(all, { value, hadRecentInput }) => all + (hadRecentInput ? 0 : value),
				0,
			),
		);
		assert.equal(sum, 0);
	});

test('push at the top: the page moves visibly, and is not scrolled', async () => {
	const page = await open({
		tag: 'data-placement="top" data-space="push"',
		body: '<h1>Shop</h1><p>Line</p>',
	});
	const { y, height } = (await partsOf(page).card.boundingBox()) ?? { y: Number.NaN, height: 0 };
	const title = (await page.locator('h1').boundingBox())?.y ?? 0;
	assert.ok(title >= y + height, `the heading is at ${title}, under a bar of ${height}`);
	assert.equal(await page.evaluate('scrollY'), 0);
});
