/** "Is it you or us?" in a real browser: a product whose API is killed, with its status server alive and dead. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { CandorOptions } from '../../server/index.ts';
import { aBrowser, shows } from '../support/page.ts';
import { aServer } from '../support/server.ts';
import { wholeComponent } from '../support/whole.ts';

const patience = { timeout: 120_000 };
const trouble = 'We are having trouble reaching our servers';
const offline = 'You seem to be offline';

const chrome = aBrowser();

/** An API server of the product, which can be stopped and started at the same address. */
async function anApi(context: TestContext) {
	let server: Server | undefined;
	let port = 0;
	let status = 200;
	const seen: IncomingMessage[] = [];
	const start = async (): Promise<void> => {
		const next = createServer((request, response) => {
			seen.push(request);
			response.writeHead(request.method === 'OPTIONS' ? 403 : status, {
				'access-control-allow-origin': '*',
				'cache-control': 'no-store',
			});
			response.end('{"items":3}');
		});
		await new Promise<void>((resolve) => next.listen(port, '127.0.0.1', resolve));
		port = (next.address() as AddressInfo).port;
		server = next;
	};
	const kill = async (): Promise<void> => {
		const last = server;
		server = undefined;
		last?.closeAllConnections();
		await new Promise<void>((resolve) => (last ? last.close(() => resolve()) : resolve()));
	};
	await start();
	context.after(kill);
	return {
		url: `http://127.0.0.1:${port}`,
		seen,
		start,
		kill,
		answersWith: (next: number) => {
			status = next;
		},
	};
}

/** The product's page with a script tag with these attributes; `{api}` stands for the API's address. */
async function aSetup(context: TestContext, attributes: string, options: CandorOptions = {}) {
	const status = await aServer(context, options);
	await status.write('PUT', '/v1/components/checkout', wholeComponent({ name: 'Checkout' }));
	const api = await anApi(context);
	const host = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(
			`<!doctype html><html lang="en"><title>Shop</title><script async src="${status.url}/candor.js" ${attributes.replaceAll('{api}', api.url)}></script><h1>Shop</h1>`,
		);
	});
	await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		host.closeAllConnections();
		host.close();
	});
	const visitor = await chrome().newContext();
	context.after(() => visitor.close());
	const page = await visitor.newPage();
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(String(error)));
	await page.addInitScript(() => {
		// Reports are sent after a random delay: here after the shortest.
		Math.random = () => 0;
	});
	const open = async (): Promise<void> => {
		const loaded = page.waitForResponse((response) => response.url().endsWith('/reach.js'));
		await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
		await (await loaded).finished();
		// The watch starts by reading the timings so far; the feed is connected when the state is there.
		await page.waitForFunction(() =>
			[
				...((
					globalThis as { Candor?: { feeds: Map<string, { snapshot(): { connection: string } }> } }
				).Candor?.feeds.values() ?? []),
			].some((feed) => feed.snapshot().connection === 'live'),
		);
	};
	return { status, api, page, visitor, errors, open, asks: (count: number) => asks(page, api.url, count) };
}

/** The product calls its API this many times and ignores failures. */
const asks = (page: Page, api: string, count: number): Promise<void> =>
	page.evaluate(
		async ([address, times]) => {
			for (let index = 0; index < times; index++)
				await fetch(`${address}/cart`)
					.then((answer) => answer.text())
					.catch(() => undefined);
		},
		[api, count] as const,
	);

for (const wrapper of ['', 'data-watch-fetch'])
	test(
		`the API is killed and comes back: the notice comes and goes ${wrapper && `(${wrapper})`}`,
		patience,
		async (context) => {
			const { page, api, asks, open, errors, status } = await aSetup(
				context,
				`data-watch="checkout={api}" ${wrapper}`,
			);
			await open();
			await asks(3);
			await api.kill();
			await asks(3);
			await shows(page, 'candor-banner', trouble);
			await shows(page, 'candor-banner', 'Checkout');
			await api.start();
			await asks(3);
			await shows(page, 'candor-banner', trouble, false);

			api.answersWith(503);
			await asks(3);
			await shows(page, 'candor-banner', trouble);
			await status.write('POST', '/v1/notices', {
				title: 'Payments fail',
				affected: [{ component: 'checkout' }],
			});
			await shows(page, 'candor-banner', 'Payments fail');
			await shows(page, 'candor-banner', trouble, false);

			assert.deepEqual(errors, []);
			assert.deepEqual(
				api.seen.filter(({ method }) => method === 'OPTIONS'),
				[],
			);
			const kept = await page.evaluate(() =>
				JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
			);
			assert.doesNotMatch(kept, /failing|page:finding|127\.0\.0\.1:\d+\/cart/);
		},
	);

test('nothing can be reached: the page says that the visitor is offline', patience, async (context) => {
	const { page, api, status, asks, open, errors } = await aSetup(context, 'data-watch="checkout={api}"');
	await open();
	await status.close();
	await api.kill();
	await asks(3);
	await shows(page, 'candor-banner', offline);
	assert.deepEqual(errors, []);
});

test('the visitor’s own network fails and returns', patience, async (context) => {
	const { page, visitor, asks, open } = await aSetup(context, 'data-watch="{api}" data-watch-fetch');
	await open();
	await visitor.setOffline(true);
	await asks(3);
	await shows(page, 'candor-banner', offline);
	await visitor.setOffline(false);
	await shows(page, 'candor-banner', offline, false);
	await asks(2);
	await shows(page, 'candor-banner', trouble, false);
});

test(
	'aborted requests, and responses that the page may not read, do not count as failures',
	patience,
	async (context) => {
		const { page, api, asks, open } = await aSetup(context, 'data-watch="checkout={api}"');
		await open();
		await page.evaluate(async (address) => {
			for (let index = 0; index < 4; index++) {
				const controller = new AbortController();
				const answer = fetch(`${address}/slow`, { signal: controller.signal }).catch(() => undefined);
				controller.abort();
				await answer;
				// This needs a preflight, which the API refuses.
				await fetch(`${address}/cart`, { headers: { 'x-custom': '1' } }).catch(() => undefined);
			}
		}, api.url);
		await page.waitForFunction(
			(address) =>
				performance.getEntriesByType('resource').filter(({ name }) => name.startsWith(address)).length >= 4,
			api.url,
		);
		await asks(1);
		assert.equal(
			await page.evaluate(
				'[...Candor.feeds.values()][0].snapshot().state.records.get("finding/page:finding") !== undefined',
			),
			false,
		);
	},
);

test(
	'counts of a page with failing requests raise a draft, without a preflight and without cookies',
	patience,
	async (context) => {
		const { page, api, status, asks, open } = await aSetup(
			context,
			'data-watch="checkout={api}" data-watch-report',
			{ reports: { threshold: 1 } },
		);
		await open();
		const methods: string[] = [];
		page.on('request', (request) => {
			if (request.url().includes('/v1/reports')) methods.push(request.method());
		});
		const reported = page.waitForResponse((response) => response.url().endsWith('/v1/reports'));
		await api.kill();
		await asks(3);
		const response = await reported;
		assert.equal(response.status(), 204);
		assert.equal((await response.request().allHeaders()).cookie, undefined);
		assert.deepEqual(methods, ['POST']);
		const { drafts } = (await status.write('GET', '/v1/drafts')).body;
		assert.deepEqual(
			drafts.map(({ id, seen }: { id: string; seen: { failures: number } }) => [id, seen.failures]),
			[['checkout', 3]],
		);
		await shows(page, 'candor-banner', trouble);
		await shows(page, 'candor-banner', 'Problems with Checkout', false);
	},
);

/** Everything that a page can observe of its `fetch`, as text. Runs in the page. */
async function fetchAsSeen(address: string): Promise<string> {
	const seen: unknown[] = [];
	const rejections: unknown[] = [];
	// Methods: the compiler of these tests marks other inner functions with a helper that a page does not have.
	const page = {
		onRejection(event: PromiseRejectionEvent): void {
			rejections.push(String(event.reason));
			event.preventDefault();
		},
		async observe(name: string, act: () => unknown): Promise<void> {
			try {
				const answer = (await act()) as Response;
				const { status, type, url, redirected, bodyUsed } = answer;
				seen.push([name, status, type, url, redirected, bodyUsed, await answer.text(), answer.bodyUsed]);
			} catch (error) {
				seen.push([name, (error as Error)?.constructor?.name, String(error)]);
			}
		},
	};
	const { observe } = page;
	addEventListener('unhandledrejection', page.onRejection);
	seen.push(
		typeof fetch,
		fetch.name,
		fetch.length,
		`${fetch}`,
		fetch.toString(),
		Object.prototype.toString.call(fetch),
	);
	seen.push(
		Object.getOwnPropertyNames(fetch),
		Object.getPrototypeOf(fetch) === Function.prototype,
		'prototype' in fetch,
	);
	const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(globalThis, 'fetch') ?? {};
	seen.push([writable, enumerable, configurable]);
	await observe('text', () => fetch(`${address}/cart`));
	await observe('url', () => window.fetch(new URL('/cart', address)));
	await observe('called', () => fetch.call(undefined, `${address}/cart`));
	await observe('wrong this', () => (fetch as (this: object) => unknown).call({}));
	await observe('nothing', () => (fetch as () => unknown)());
	await observe('not an address', () => fetch('https://'));
	await observe('bad method', () => fetch(address, { method: 'CONNECT' }));
	await observe('opaque', () => fetch(address, { mode: 'no-cors' }));
	await observe('refused', () => fetch('http://127.0.0.1:1/'));
	let reads = 0;
	await observe('object', () => fetch({ toString: () => `${address}/cart?${++reads}` } as unknown as string));
	const request = new Request(`${address}/cart`, { method: 'POST', body: 'x' });
	await observe('request', () => fetch(request));
	await observe('request again', () => fetch(request));
	const reason = { mine: true };
	const aborted = AbortSignal.abort(reason);
	seen.push(await fetch(address, { signal: aborted }).catch((error: unknown) => error === reason));
	seen.push(await fetch(address, { signal: AbortSignal.timeout(0) }).catch((error: Error) => error.name));
	const { body } = await fetch(`${address}/cart`);
	seen.push(body instanceof ReadableStream, fetch(`${address}/cart`) instanceof Promise);
	try {
		new (fetch as unknown as new (address: string) => unknown)(address);
	} catch (error) {
		seen.push((error as Error).name);
	}
	// This rejection has no handler: the page must get one event.
	const unhandled = new Promise((resolve) => addEventListener('unhandledrejection', resolve, { once: true }));
	void fetch('nonsense://x');
	await unhandled;
	removeEventListener('unhandledrejection', page.onRejection);
	return JSON.stringify([...seen, rejections], null, 1);
}

test('the page cannot distinguish the wrapped fetch from the original', patience, async (context) => {
	const plain = await aSetup(context, 'data-watch="{api}"');
	const wrapped = await aSetup(context, 'data-watch="{api} http://127.0.0.1:1" data-watch-fetch');
	const native = async ({ page }: typeof plain) =>
		page.evaluate(() => Function.prototype.toString.call(fetch).includes('fetch'));
	const texts: string[] = [];
	for (const { page, api, open } of [plain, wrapped]) {
		await open();
		texts.push((await page.evaluate(fetchAsSeen, api.url)).replaceAll(api.url, '{api}'));
	}
	// The comparison is meaningful: only through the prototype can a page see that this is a proxy.
	assert.deepEqual([await native(plain), await native(wrapped)], [true, false]);
	assert.equal(texts[1], texts[0]);
	assert.match(texts[0] ?? '', /\\"items\\":3/);
});
