/** One connection per browser, in a real browser: tabs that close, crash, hang, or enter and leave the back/forward cache. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Feed } from '../../src/client/index.ts';
import { hasBackForwardCache, navigateBack, recordReturns } from '../support/back-forward-cache.ts';
import { aFaultyServer, type FaultyServer } from '../support/faulty-server.ts';
import { aBrowser } from '../support/page.ts';
import { aRecordedPage, type RecordedPage } from '../support/recorded-page.ts';
import { aFileHost, taggedPages } from '../support/tagged-pages.ts';
import { reportDuration } from '../support/time-budget.ts';

const patience = { timeout: 120_000 };
const takeoverMs = 2_000;

const chrome = aBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });

interface Watched {
	Candor: { readonly feeds: Map<string, Feed> };
	/** The state of the connection at each change of the feed since the watch began. */
	connections: string[];
	/** How often the banner was hidden, shown, or lost an element. */
	flickers: number;
	/** The elements of the banner when the watch began. */
	elements: readonly Element[];
}

/** An address that answers after five seconds. */
async function aLateAnswer(context: TestContext): Promise<string> {
	const server = createServer((_, response) => {
		response.setHeader('access-control-allow-origin', '*');
		setTimeout(() => response.end(), 5_000);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => server.close());
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** One browser with tabs of one product, and its status server. */
async function aBrowserWindow(context: TestContext) {
	const server = await aFaultyServer(context);
	server.wire.put('n', 'One');
	const pages = await taggedPages(context, `${await aFileHost(context)}/candor.js`);
	const address = pages.add({ 'data-src': server.url });
	const elsewhere = pages.add(null);
	const visitor = await chrome().newContext();
	const errors: string[] = [];
	context.after(async () => {
		await visitor.close();
		assert.deepEqual(errors, []);
		// Another header or method would cost every page a preflight.
		assert.deepEqual(new Set(server.requests.map(({ method }) => method)), new Set(['GET']));
	});
	const open = async (title = 'One', forgets = false): Promise<RecordedPage> => {
		const opened = await aRecordedPage(visitor);
		opened.page.on('pageerror', (error) => errors.push(String(error)));
		await recordReturns(opened.page);
		if (forgets) await opened.page.addInitScript(() => localStorage.clear());
		await opened.page.goto(address);
		await opened.sees(title);
		// The details are drawn once, when the second file has loaded.
		await opened.page.locator('candor-banner svg').first().waitFor();
		return opened;
	};
	const openAll = async (count: number): Promise<RecordedPage[]> => {
		const opened: RecordedPage[] = [];
		for (let index = 0; index < count; index += 1) opened.push(await open());
		return opened;
	};
	/** Goes back; where the browser has no back/forward cache, by a new load. */
	const goBack = async ({ page }: RecordedPage): Promise<number> =>
		navigateBack(page, await hasBackForwardCache(chrome(), pages.add(null), elsewhere));
	return { server, open, openAll, elsewhere, goBack };
}

/** Records from now on every change that a visitor would see as flicker. */
const watch = ({ page }: RecordedPage): Promise<void> =>
	page.evaluate(() => {
		const seen = globalThis as unknown as Watched;
		const root = document.querySelector('candor-banner')?.shadowRoot as ShadowRoot;
		const [feed] = seen.Candor.feeds.values();
		Object.assign(seen, {
			connections: [],
			flickers: 0,
			elements: [...root.querySelectorAll('header, header *')],
		});
		feed?.subscribe(() => seen.connections.push(feed.snapshot().connection));
		new MutationObserver((records) => {
			for (const { target, oldValue, type, removedNodes } of records) {
				// An announcement is not visible, and removes itself.
				if ((target as Element).matches?.('.live-region')) continue;
				// Hiding a hidden element again is not visible.
				const hasToggled = type === 'attributes' && oldValue !== (target as Element).getAttribute('hidden');
				if (hasToggled || [...removedNodes].some((node) => node instanceof Element)) seen.flickers += 1;
			}
		}).observe(root, {
			subtree: true,
			childList: true,
			attributeFilter: ['hidden'],
			attributeOldValue: true,
		});
	});

const connectionOf = ({ page }: RecordedPage): Promise<string> =>
	page.evaluate(() => {
		const [feed] = (globalThis as unknown as Watched).Candor.feeds.values();
		return feed?.snapshot().connection ?? '';
	});

/** The other tabs show no interruption, and receive the next change. */
async function assertNoInterruption(server: FaultyServer, others: readonly RecordedPage[], title: string) {
	server.wire.put('n', title);
	for (const { sees } of others) await sees(title);
	for (const { page } of others) {
		const { connections, flickers, isWhole } = await page.evaluate(() => {
			const { connections, flickers, elements } = globalThis as unknown as Watched;
			return { connections, flickers, isWhole: elements.every((element) => element.isConnected) };
		});
		assert.deepEqual([...new Set(connections)], ['live']);
		assert.equal(flickers, 0);
		assert.ok(isWhole);
	}
	await server.until(() => server.wire.streams === 1);
}

test('seven tabs use one socket, and each shows every change', patience, async (context) => {
	const { server, openAll } = await aBrowserWindow(context);
	const opened = await openAll(7);
	assert.deepEqual([server.streamRequests, server.wire.streams, server.sockets], [1, 1, 1]);
	server.wire.put('n', 'Two');
	for (const { sees } of opened) await sees('Two');
	assert.deepEqual(await Promise.all(opened.map(connectionOf)), Array(7).fill('live'));
	assert.deepEqual(
		server.requests.map(({ path }) => path),
		['/v1/stream'],
	);
});

/** How the tab with the connection ends. Resolves once that has begun. */
const ends: Readonly<Record<string, (page: Page, elsewhere: string) => Promise<unknown> | undefined>> = {
	'is closed': (page) => page.close(),
	crashes: async (page) => {
		const crashed = page.waitForEvent('crash');
		const session = await page.context().newCDPSession(page);
		// A crashed page does not answer.
		void session.send('Page.crash').catch(() => undefined);
		await crashed;
	},
	'goes into the back/forward cache': (page, elsewhere) => page.goto(elsewhere),
};

for (const [what, end] of Object.entries(ends))
	test(
		`the tab with the connection ${what}: the next tab takes over without a visible interruption`,
		patience,
		async (context) => {
			const { server, openAll, elsewhere, goBack } = await aBrowserWindow(context);
			const [first, ...others] = await openAll(3);
			assert.ok(first);
			await Promise.all(others.map(watch));
			const startedAt = performance.now();
			const ending = end(first.page, elsewhere);
			await server.until(() => server.streamRequests > 1);
			const tookMs = performance.now() - startedAt;
			await ending;
			await assertNoInterruption(server, others, 'Two');
			reportDuration(context, `tab ${what}: takeover`, tookMs, takeoverMs);
			assert.equal(server.streamRequests, 2);
			if (what !== 'goes into the back/forward cache') return;
			await goBack(first);
			await first.sees('Two');
			server.wire.put('n', 'Three');
			for (const { sees } of [first, ...others]) await sees('Three');
			assert.deepEqual([server.wire.streams, server.streamRequests], [1, 2]);
		},
	);

test(
	'the tab with the connection hangs: another tab takes over and keeps the connection',
	patience,
	async (context) => {
		const { server, openAll } = await aBrowserWindow(context);
		const [first, ...others] = await openAll(3);
		assert.ok(first);
		await Promise.all(others.map(watch));
		// A synchronous request blocks the page without taking processor time from the others.
		const hung = first.page.evaluate(
			(address) => {
				const begin = performance.timeOrigin + performance.now();
				const request = new XMLHttpRequest();
				request.open('GET', address, false);
				request.send();
				return begin;
			},
			await aLateAnswer(context),
		);
		await server.until(() => server.streamRequests > 1);
		const takenAt = performance.timeOrigin + performance.now();
		// The stream of the hanging tab is still open; the other tabs must receive the next change.
		server.wire.put('n', 'Two');
		for (const { sees } of others) await sees('Two');
		const tookMs = takenAt - (await hung);
		await server.until(() => server.wire.streams === 1);
		await first.sees('Two');
		await assertNoInterruption(server, others, 'Three');
		await first.sees('Three');
		reportDuration(context, 'tab hangs: takeover', tookMs, takeoverMs);
		// On a busy machine a tab that lives may be late with its heartbeat, and is taken over from too.
		assert.equal(server.wire.streams, 1);
		assert.ok(server.streamRequests <= 4, `${server.streamRequests} requests for a stream`);
	},
);

test(
	'a page in the back/forward cache has no socket, and is up to date after its return',
	patience,
	async (context) => {
		const { server, open, elsewhere, goBack } = await aBrowserWindow(context);
		const tab = await open();
		await tab.page.goto(elsewhere);
		await server.until(() => server.sockets === 0);
		server.wire.put('n', 'Two');
		const shownAt = await goBack(tab);
		await tab.sees('Two');
		const tookMs = (await tab.firstSeen('Two')) - shownAt;
		reportDuration(context, 'page returns from the back/forward cache: up to date', tookMs, 1_000);
		assert.equal(server.wire.streams, 1);
	},
);

test(
	'a tab that is opened while the server is down gets the state from another tab, without a request',
	patience,
	async (context) => {
		const { server, open } = await aBrowserWindow(context);
		const first = await open();
		await server.stop();
		const late = await open('One', true);
		const { requests } = await late.read();
		const tookMs = (await late.firstSeen('One')) - (await late.scriptArrived());
		context.diagnostic(`${Math.round(tookMs)} ms`);
		assert.deepEqual(requests, []);
		assert.equal(await connectionOf(late), await connectionOf(first));
	},
);
