/** A real browser with pages of a product that takes Candor in by its script tag, from another origin. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browser } from '../../scripts/browser.mjs';

type Context = { after(act: () => unknown): void };

/** A free port that nobody listens on any more: for a server that must come back at the same address. */
export async function aFreePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** The address of a product's page, with `body` in it. */
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

export async function aBrowser(context: Context): Promise<Browser> {
	const launched = await chromium.launch(await browser());
	context.after(() => launched.close());
	return launched;
}

/** What a reader sees in an element: the text that is drawn in its shadow root, its announcements aside. */
export const seenIn = (page: Page, tag: string): Promise<string> =>
	page.evaluate((name) => {
		const root = document.querySelector(name)?.shadowRoot;
		return [...(root?.children ?? [])]
			.map((child) =>
				child instanceof HTMLElement && !child.classList.contains('said') && child.checkVisibility()
					? child.innerText
					: '',
			)
			.join('\n');
	}, tag);

/** Waits until an element shows, or no longer shows, a text. */
export async function shows(page: Page, tag: string, text: string, expected = true): Promise<void> {
	await page.waitForFunction(
		([name, words, wanted]) => {
			const root = document.querySelector(name as string)?.shadowRoot;
			const shown = [...(root?.children ?? [])].some(
				(child) =>
					child instanceof HTMLElement &&
					!child.classList.contains('said') &&
					child.checkVisibility() &&
					child.innerText.includes(words as string),
			);
			return shown === wanted;
		},
		[tag, text, expected] as const,
		{ polling: 20 },
	);
}
