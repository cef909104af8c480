/** One connection per browser, in a real browser: tabs that are closed, crash, hang, go into the cache and come back. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Feed } from '../../src/client/index.ts';
import { aFaultyServer, type FaultyServer } from '../support/faulty-server.ts';
import { aBrowser } from '../support/page.ts';
import { aRecordedPage, type RecordedPage } from '../support/recorded-page.ts';
import { aFileHost, taggedPages } from '../support/tagged-pages.ts';
import { keepsPages, noteReturns, returned } from '../support/way-back.ts';

const patience = { timeout: 120_000 };
const takeoverMs = 2_000;

const chrome = aBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });

interface Watched {
	Candor: { readonly feeds: Map<string, Feed> };
	/** How the connection stood, at each word of the feed since the watch began. */
	connections: string[];
	/** How often the banner was hidden, shown, or had elements taken out. */
	flickers: number;
	/** The elements that it had when the watch began. */
	elements: readonly Element[];
}

/** The address of what is answered after five seconds. */
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
async function aWindow(context: TestContext) {
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
		// A header or a method too many would cost every reader a second request.
		assert.deepEqual(new Set(server.requests.map(({ method }) => method)), new Set(['GET']));
	});
	const open = async (title = 'One', forgets = false): Promise<RecordedPage> => {
		const opened = await aRecordedPage(visitor);
		opened.page.on('pageerror', (error) => errors.push(String(error)));
		await noteReturns(opened.page);
		if (forgets) await opened.page.addInitScript(() => localStorage.clear());
		await opened.page.goto(address);
		await opened.sees(title);
		// It takes on its full look once, when that has come.
		await opened.page.locator('candor-banner svg').first().waitFor();
		return opened;
	};
	const openAll = async (count: number): Promise<RecordedPage[]> => {
		const opened: RecordedPage[] = [];
		for (let index = 0; index < count; index += 1) opened.push(await open());
		return opened;
	};
	/** Chrome's small headless build keeps no pages; what is left of them there is the same. */
	const goBack = async ({ page }: RecordedPage): Promise<number> =>
		returned(page, await keepsPages(chrome(), pages.add(null), elsewhere));
	return { server, open, openAll, elsewhere, goBack };
}

/** Writes down from now on whatever a visitor could see flicker. */
const watch = ({ page }: RecordedPage): Promise<void> =>
	page.evaluate(() => {
		const seen = globalThis as unknown as Watched;
		const root = document.querySelector('candor-banner')?.shadowRoot as ShadowRoot;
		const [feed] = seen.Candor.feeds.values();
		Object.assign(seen, { connections: [], flickers: 0, elements: [...root.querySelectorAll('*')] });
		feed?.subscribe(() => seen.connections.push(feed.snapshot().connection));
		new MutationObserver((records) => {
			for (const { target, oldValue, type, removedNodes } of records) {
				// What was hidden may be hidden once more.
				const turned = type === 'attributes' && oldValue !== (target as Element).getAttribute('hidden');
				if (turned || [...removedNodes].some((node) => node instanceof Element)) seen.flickers += 1;
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

/** The others go on as if nothing had happened, and are told what comes next. */
async function assertNothingWasSeen(server: FaultyServer, others: readonly RecordedPage[], title: string) {
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

test('seven tabs are one socket, and each shows what it brings', patience, async (context) => {
	const { server, openAll } = await aWindow(context);
	const opened = await openAll(7);
	assert.deepEqual([server.streamsAsked, server.wire.streams, server.sockets], [1, 1, 1]);
	server.wire.put('n', 'Two');
	for (const { sees } of opened) await sees('Two');
	assert.deepEqual(await Promise.all(opened.map(connectionOf)), Array(7).fill('live'));
	assert.deepEqual(
		server.requests.map(({ path }) => path),
		['/v1/stream'],
	);
});

/** What becomes of the tab that has the connection. Resolves once that has begun. */
const ends: Readonly<Record<string, (page: Page, elsewhere: string) => Promise<unknown> | undefined>> = {
	'is closed': (page) => page.close(),
	crashes: async (page) => {
		const crashed = page.waitForEvent('crash');
		const session = await page.context().newCDPSession(page);
		// A page that is gone does not answer.
		void session.send('Page.crash').catch(() => undefined);
		await crashed;
	},
	'goes into the back/forward cache': (page, elsewhere) => page.goto(elsewhere),
};

for (const [what, end] of Object.entries(ends))
	test(
		`a tab that has the connection ${what}: the next one has it, and nobody sees a thing`,
		patience,
		async (context) => {
			const { server, openAll, elsewhere, goBack } = await aWindow(context);
			const [first, ...others] = await openAll(3);
			assert.ok(first);
			await Promise.all(others.map(watch));
			const startedAt = performance.now();
			const ending = end(first.page, elsewhere);
			await server.until(() => server.streamsAsked > 1);
			const tookMs = performance.now() - startedAt;
			await ending;
			await assertNothingWasSeen(server, others, 'Two');
			context.diagnostic(`${Math.round(tookMs)} ms`);
			assert.ok(tookMs <= takeoverMs, `${tookMs} ms`);
			assert.equal(server.streamsAsked, 2);
			if (what !== 'goes into the back/forward cache') return;
			await goBack(first);
			await first.sees('Two');
			server.wire.put('n', 'Three');
			for (const { sees } of [first, ...others]) await sees('Three');
			assert.deepEqual([server.wire.streams, server.streamsAsked], [1, 2]);
		},
	);

test(
	'a tab that has the connection hangs: another takes it, and gives it back to nobody',
	patience,
	async (context) => {
		const { server, openAll } = await aWindow(context);
		const [first, ...others] = await openAll(3);
		assert.ok(first);
		await Promise.all(others.map(watch));
		// A request that blocks the page, and unlike a loop takes no processor from the others.
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
		await server.until(() => server.streamsAsked > 1);
		const takenAt = performance.timeOrigin + performance.now();
		// The stream of the tab that hangs is still open; what comes next reaches the others all the same.
		server.wire.put('n', 'Two');
		for (const { sees } of others) await sees('Two');
		const tookMs = takenAt - (await hung);
		await server.until(() => server.wire.streams === 1);
		await first.sees('Two');
		await assertNothingWasSeen(server, others, 'Three');
		await first.sees('Three');
		context.diagnostic(`${Math.round(tookMs)} ms, ${server.streamsAsked - 1} takeovers`);
		assert.ok(tookMs <= takeoverMs, `${tookMs} ms`);
		assert.equal(server.streamsAsked, 2);
	},
);

test(
	'in the back/forward cache there is no socket, and a second after the return all is fresh',
	patience,
	async (context) => {
		const { server, open, elsewhere, goBack } = await aWindow(context);
		const tab = await open();
		await tab.page.goto(elsewhere);
		await server.until(() => server.sockets === 0);
		server.wire.put('n', 'Two');
		const shownAt = await goBack(tab);
		await tab.sees('Two');
		const tookMs = (await tab.firstSeen('Two')) - shownAt;
		context.diagnostic(`${Math.round(tookMs)} ms`);
		assert.ok(tookMs <= 1_000, `${tookMs} ms`);
		assert.equal(server.wire.streams, 1);
	},
);

test(
	'a tab that is opened while the server is away is told by its neighbour, and asks nobody',
	patience,
	async (context) => {
		const { server, open } = await aWindow(context);
		const first = await open();
		await server.stop();
		const late = await open('One', true);
		const { tries } = await late.read();
		const tookMs = (await late.firstSeen('One')) - (await late.scriptArrived());
		context.diagnostic(`${Math.round(tookMs)} ms`);
		assert.deepEqual(tries, []);
		assert.equal(await connectionOf(late), await connectionOf(first));
	},
);
