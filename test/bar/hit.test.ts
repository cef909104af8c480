/** No control of a page is unreachable, and no focused one covered, wherever the bar is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { atRest, barPages, type HostPage, partsOf } from './pages.ts';
import { windows } from './windows.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const { open } = barPages(chrome);

const fields = Array.from(
	{ length: 9 },
	(_, number) =>
		`<p><label>Field ${number} <input name="f${number}"></label> <button type="button">Help ${number}</button></p>`,
).join('');
const form = `<style>p { margin: 90px 0 }</style><form><h1>Your order</h1><a href="#end">To the end</a>${fields}<p><label><input type="checkbox"> I agree</label> <select><option>By post</option></select></p><button id="end">Pay</button></form>`;
const shell = `<div id="app"><nav><a href="#a">Home</a> <a href="#b">Orders</a></nav><main>${form}</main><footer><button>Save draft</button></footer></div>`;
const shellStyle =
	'<style>html,body{height:100%;margin:0;overflow:hidden}#app{height:100%;display:flex;flex-direction:column}main{flex:1;overflow:auto}nav,footer{padding:12px}</style>';

/** The places of the bar, each with a page. */
const places: Readonly<Record<string, HostPage>> = {
	'overlay at the bottom': { body: form },
	'overlay at the top': { tag: 'data-placement="top"', body: form },
	'push at the bottom': { tag: 'data-space="push"', body: form },
	'push at the top': { tag: 'data-placement="top" data-space="push"', body: form },
	'reserve, in the page': {
		tag: 'data-placement="none"',
		body: `<candor-banner space="reserve"></candor-banner>${form}`,
	},
	'a shell, at the top': { tag: 'data-placement="top" data-space="push"', head: shellStyle, body: shell },
	'a shell, at the bottom': { tag: 'data-space="push"', head: shellStyle, body: shell },
	'a shell with data-into': {
		tag: 'data-placement="top" data-space="push" data-into="main"',
		head: shellStyle,
		body: shell,
	},
};

/** Points are 2 px inside a control: scrolling rounds to whole pixels, so its edge may be clipped. */
const controlsOf = 'a[href],input,button,select';

/** The controls of the page that the bar covers after they were scrolled into view. */
const unreachable = (page: Page) =>
	page.evaluate((selector) => {
		const failures: string[] = [];
		// A person scrolls until the control is at either end of the window, or in its middle.
		for (const control of document.querySelectorAll<HTMLElement>(selector))
			if (
				!(['nearest', 'center', 'start', 'end'] as const).some((block) => {
					control.scrollIntoView({ block, behavior: 'instant' });
					const { left, top, width, height } = control.getBoundingClientRect();
					return [2, height / 2, height - 2].every((y) =>
						control.contains(document.elementFromPoint(left + width / 2, top + y)),
					);
				})
			)
				failures.push(control.outerHTML);
		scrollTo({ top: 0, behavior: 'instant' });
		return failures;
	}, controlsOf);

/** Presses Tab until the focus leaves the page. Returns what was covered while it had the focus. */
async function coveredWithTab(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
	const covered: string[] = [];
	let count = 0;
	const isLast = key === 'Tab' ? '#end' : '[href="#end"]';
	for (let press = 0; press < 80; press += 1) {
		await page.keyboard.press(key);
		const seen = await page.evaluate((end) => {
			const control = document.activeElement;
			if (!control || control === document.body || control.localName.startsWith('candor-')) return null;
			const { left, top, width, height } = control.getBoundingClientRect();
			const isFree = [2, height / 2, height - 2].every((y) =>
				control.contains(document.elementFromPoint(left + width / 2, top + y)),
			);
			const hit = [2, height / 2, height - 2].map(
				(y) => document.elementFromPoint(left + width / 2, top + y)?.localName,
			);
			return {
				failure: isFree ? '' : `${control.outerHTML} at ${top}, under ${hit}`,
				isEnd: control.matches(end),
			};
		}, isLast);
		if (seen) count += 1;
		if (seen?.failure) covered.push(seen.failure);
		if (seen?.isEnd) break;
	}
	// The control that has the focus at first is not counted.
	assert.ok(count >= 20, `${count} controls had the focus`);
	return covered;
}

/** A phone, a desktop and a zoomed page: enough for every place but the default one. */
const someWindows = windows.filter(({ name }) => /^360×640$|^1280×800$|200 %/.test(name));

for (const [place, host] of Object.entries(places))
	for (const isDismissible of [true, false])
		test(`${place}, ${isDismissible ? '' : 'not '}dismissible: every control is reachable, and free when it has the focus`, async () => {
			const page = await open(host, { isDismissible });
			const isDefault = host === places['overlay at the bottom'];
			const failures: string[] = [];
			const check = async (what: string): Promise<void> => {
				const found = [
					...(await unreachable(page)).map((each) => `unreachable: ${each}`),
					...(await coveredWithTab(page, 'Tab')).map((each) => `covered after Tab: ${each}`),
					...(await coveredWithTab(page, 'Shift+Tab')).map((each) => `covered after Shift+Tab: ${each}`),
				];
				failures.push(...found.map((each) => `${what}: ${each}`));
			};
			for (const { name, width, height, root } of isDefault && isDismissible ? windows : someWindows) {
				await page.setViewportSize({ width, height });
				await page.evaluate(
					(size) => {
						document.documentElement.style.fontSize = size;
					},
					root ? `${root}px` : '',
				);
				await atRest(page);
				await check(name);
			}
			await partsOf(page).toggle.click();
			await page.setViewportSize({ width: 1280, height: 800 });
			await atRest(page);
			await check('1280×800 with the details open');
			assert.deepEqual(failures, []);
		});
