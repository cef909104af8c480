/**
 * A real browser with pages of a product that loads Candor with a script tag from another origin.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before } from 'node:test';
import { type Browser, chromium, type LaunchOptions, type Page } from 'playwright-core';
import { browser } from '../../scripts/browser.mjs';

export { aFreePort } from './free-port.ts';

type Context = { after(act: () => unknown): void };

/** Serves a product's page with `body` in it, and returns its address. */
export async function aProduct(context: Context, candor: string, body = ''): Promise<string> {
	const server = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(
			`<!doctype html><html lang="en"><title>Product</title><script async src="${candor}/candor.js"></script><body><h1>Product</h1>${body}`,
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/**
 * One browser for all tests of a file, because each start takes seconds. Call it at the top of the
 * file; the function that it returns gives the browser to a test.
 *
 * @param options - Options for the launch; `args` are added to the usual ones.
 */
export function aBrowser({ args = [], ...options }: LaunchOptions = {}): () => Browser {
	let launched: Browser;
	before(async () => {
		const usual = await browser();
		launched = await chromium.launch({ ...usual, ...options, args: [...usual.args, ...args] });
	});
	after(() => launched.close());
	return () => launched;
}

/**
 * Closes the pages of each test after it, in a file whose tests run one after the other, so that
 * they do not slow down later tests.
 */
export const closePagesAfterEach = (chrome: () => Browser): void =>
	afterEach(() =>
		Promise.all(
			chrome()
				.contexts()
				.map((each) => each.close()),
		),
	);

/** The visible text of an element's shadow root, without its live region. */
export const seenIn = (page: Page, tag: string): Promise<string> =>
	page.evaluate((name) => {
		const root = document.querySelector(name)?.shadowRoot;
		return [...(root?.children ?? [])]
			.map((child) =>
				// An element with `display: contents` has no box, but its children are visible.
				child instanceof HTMLElement &&
				!child.classList.contains('live-region') &&
				(child.checkVisibility() || getComputedStyle(child).display === 'contents')
					? child.innerText
					: '',
			)
			.join('\n');
	}, tag);

/** Waits until an element shows a text, at once or in its details, or with `expected` false, no longer shows it. */
export async function shows(page: Page, tag: string, text: string, expected = true): Promise<void> {
	await page
		.waitForFunction(
			([name, words, wanted]) => {
				const root = document.querySelector(name as string)?.shadowRoot;
				const shown = [...(root?.children ?? [])].some(
					(child) =>
						child instanceof HTMLElement &&
						!child.classList.contains('live-region') &&
						(child.checkVisibility() || getComputedStyle(child).display === 'contents') &&
						child.innerText.includes(words as string),
				);
				// Most of what a banner says is in its details.
				if (wanted && !shown) root?.querySelector<HTMLElement>('[aria-expanded=false]')?.click();
				return shown === wanted;
			},
			[tag, text, expected] as const,
			{ polling: 20 },
		)
		.catch(async (cause) => {
			throw new Error(`${tag} shows: ${await seenIn(page, tag)}`, { cause });
		});
}
