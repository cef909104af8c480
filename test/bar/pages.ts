/** Pages of a product with the script tag, and real servers whose notices have long texts. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { aServer, type TestServer } from '../support/server.ts';
import { wholeComponent } from '../support/whole.ts';
import { longNotices } from './notices.ts';

/** What the page's server sends. */
export interface HostPage {
	/** Attributes of the script tag. */
	readonly tag?: string;
	/** Attributes of the elements `html` and `body`. */
	readonly html?: string;
	readonly bodyTag?: string;
	/** Markup of the head, before the script tag. */
	readonly head?: string;
	readonly body?: string;
	/** The whole document, made from the script tag. Default: the parts above. */
	document?(tag: string, candor: string): string;
	headers?(candor: string): Readonly<Record<string, string>>;
}

export interface OpenOptions {
	readonly window?: { readonly width: number; readonly height: number };
	/** How many notices the status server has. Default: 1. */
	readonly notices?: 1 | 3;
	readonly isDismissible?: boolean;
	readonly context?: BrowserContextOptions;
	/** Called before the page loads. */
	readonly prepare?: (page: Page) => unknown;
	/** The banner is in a frame of this page, or the page needs time: the caller waits for it. */
	readonly isWaiting?: boolean;
}

export interface BarPages {
	/** Opens a page, and waits until its bar is complete and at rest. */
	open(host: HostPage, options?: OpenOptions): Promise<Page>;
	/** The address of a page that is served from now on. */
	serve(host: HostPage, options?: Pick<OpenOptions, 'notices' | 'isDismissible'>): string;
}

/** Called at the top of a test file; the servers end with the file. */
export function barPages(chrome: () => Browser): BarPages {
	const ends: (() => unknown)[] = [];
	const context = { after: (act: () => unknown) => ends.unshift(act) };
	const servers = new Map<string, TestServer>();
	const served: { readonly host: HostPage; readonly candor: string }[] = [];
	const product = createServer(({ url }, response) => {
		const page = served[Number(url?.slice(1))];
		if (!page) return response.writeHead(404).end();
		const { host, candor } = page;
		const tag = `<script async src="${candor}/candor.js" ${host.tag ?? ''}></script>`;
		return response
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...host.headers?.(candor) })
			.end(
				host.document?.(tag, candor) ??
					`<!doctype html><html lang="en" ${host.html ?? ''}><head><title>Product</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${host.head ?? ''}${tag}</head><body ${host.bodyTag ?? ''}>${host.body ?? ''}</body></html>`,
			);
	});
	before(async () => {
		for (const count of [1, 3])
			for (const isDismissible of [true, false]) {
				const server = await aServer(context);
				const write = async (...request: Parameters<typeof server.write>): Promise<void> => {
					const { status, text } = await server.write(...request);
					assert.ok(status < 300, text);
				};
				for (const [id, name] of Object.entries({ cards: 'Card payments', sepa: 'Bank transfers' }))
					await write('PUT', `/v1/components/${id}`, wholeComponent({ name }));
				for (const notice of longNotices.slice(0, count)) {
					await write('POST', '/v1/notices', { ...notice, dismissible: isDismissible });
					await write('POST', `/v1/notices/${notice.id}/updates`, {
						phase: 'identified',
						body: 'We found the cause: a certificate of our payment provider expired last night. A new one is on its way.',
					});
				}
				servers.set(`${count} ${isDismissible}`, server);
			}
		await new Promise<void>((resolve) => product.listen(0, '127.0.0.1', resolve));
	});
	after(async () => {
		for (const end of ends) await end();
		product.closeAllConnections();
		product.close();
	});

	const serve: BarPages['serve'] = (host, { notices = 1, isDismissible = true } = {}) => {
		const candor = servers.get(`${notices} ${isDismissible}`)?.url ?? '';
		served.push({ host, candor });
		return `http://127.0.0.1:${(product.address() as AddressInfo).port}/${served.length - 1}`;
	};
	return {
		serve,
		async open(host, options = {}) {
			const { window: viewport = { width: 1280, height: 800 }, context, prepare, isWaiting } = options;
			const page = await (await chrome().newContext({ viewport, ...context })).newPage();
			await prepare?.(page);
			await page.goto(serve(host, options));
			if (!isWaiting) await atRest(page);
			return page;
		},
	};
}

/** The window of a page, or of a frame in it. */
type Window = Pick<Page, 'waitForFunction' | 'locator' | 'evaluate'>;

/** Waits until the bar has its icon, stands still, and has measured what is around it. */
export async function atRest(page: Window): Promise<void> {
	await page.evaluate('delete globalThis.barRest');
	await page.waitForFunction(
		() => {
			const banner = document.querySelector('candor-banner');
			const card = banner?.shadowRoot?.querySelector('section');
			if (!banner || !card?.checkVisibility() || !card.querySelector('svg')) return false;
			const { top, left, height } = card.getBoundingClientRect();
			const place = `${top} ${left} ${height} ${innerWidth}`;
			const store = globalThis as unknown as { barRest?: { place: string; since: number } };
			if (store.barRest?.place !== place) store.barRest = { place, since: performance.now() };
			// Longer than the bar waits before it measures bars of the page.
			return performance.now() - store.barRest.since > 400;
		},
		undefined,
		{ polling: 50, timeout: 15_000 },
	);
}

/** The parts of a banner. */
export const partsOf = (page: Pick<Page, 'locator'>) => {
	const banner = page.locator('candor-banner');
	return {
		card: banner.locator('section'),
		header: banner.locator('header'),
		title: banner.locator('#title'),
		toggle: banner.locator('header button').first(),
		close: banner.locator('header button').last(),
		details: banner.locator('#details'),
		dot: banner.locator('#dot'),
	} satisfies Record<string, Locator>;
};
