/**
 * One connection per browser: of the pages with the same feed, the leader has the connection and
 * sends its state to the others.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedSettings } from '../../../src/client/connection/source.ts';
import { createFeed } from '../../../src/client/feed/feed.ts';
import { type Browser, fakeBrowser } from '../fake-browser.ts';
import { fakeEnvironment, start } from '../fake-environment.ts';
import { aSnapshot, change, ids, record, snapshot } from '../records.ts';
import { server, streamOf } from '../scripted-feed.ts';
import { scriptedNetwork, settle } from '../scripted-network.ts';

const day = 86_400_000;

/** Pages of one browser on one scripted network. */
function aWindow(browser: Browser = fakeBrowser()) {
	const network = scriptedNetwork();
	const environments: ReturnType<typeof fakeEnvironment>[] = [];
	const open = async (settings: Partial<FeedSettings> = {}, own: Browser = browser) => {
		const environment = fakeEnvironment({ fetch: network.fetch, browser: own });
		environments.push(environment);
		const feed = createFeed({ source: server, ...settings }, environment, () => undefined);
		const history: string[] = [];
		const unsubscribe = feed.subscribe(() => void history.push(feed.snapshot().connection));
		await settle();
		const shows = () => [feed.snapshot().connection, ...ids(feed.snapshot().state)];
		return { feed, environment, history, shows, unsubscribe };
	};
	/** Advances the clocks of all pages. */
	const advance = async (ms: number) => {
		for (let passed = 0; passed < ms; passed += 100) {
			for (const environment of environments) environment.advance(100);
			await settle();
		}
	};
	const live = async () => {
		network.call(-1).frame(snapshot(1, [record('n1', 1)], { heartbeatMs: 120_000 }));
		await settle();
	};
	return { ...network, open, advance, live };
}

test('seven pages have one connection, and all show its state', async () => {
	const { open, calls, call, live } = aWindow();
	const pages = [];
	for (let count = 0; count < 7; count += 1) pages.push(await open());
	assert.deepEqual(
		calls.map(({ address }) => address),
		[streamOf(server)],
	);
	await live();
	for (const page of pages) assert.deepEqual(page.shows(), ['live', 'n1']);
	call(0).frame(change(2, [record('n2', 2)]));
	await settle();
	for (const page of pages) assert.deepEqual(page.shows(), ['live', 'n1', 'n2']);
	assert.equal(calls.length, 1);
});

test('a page that is opened later shows the state at once, without a request and without waiting', async () => {
	const { open, calls, live } = aWindow();
	await open();
	await live();
	const late = await open();
	assert.deepEqual(late.shows(), ['live', 'n1']);
	assert.equal(late.feed.snapshot().heardAt, start);
	assert.equal(calls.length, 1);
});

test('when the leader is gone, the next page resumes from its own cursor, and the connection stays live', async () => {
	for (const event of ['close', 'pagehide', 'freeze'] as const) {
		const { open, calls, call, live, advance } = aWindow();
		const [first, second, third] = [await open(), await open(), await open()];
		await live();
		await advance(5_000);
		for (const { history } of [second, third]) history.length = 0;
		const contactAt = second.feed.snapshot().heardAt ?? 0;
		if (event === 'close') first.feed.close();
		else first.environment.fire(event);
		await settle();
		assert.equal(call(0).signal.aborted, true);
		assert.deepEqual(calls.map(({ address }) => address).slice(1), [`${streamOf(server)}?since=1`], event);
		// Until the new leader has its stream, the pages show no difference.
		assert.deepEqual(
			[second.shows(), third.shows()],
			[
				['live', 'n1'],
				['live', 'n1'],
			],
		);
		assert.ok((second.feed.snapshot().heardAt ?? 0) >= contactAt);
		await advance(1_000);
		call(1).frame(change(2, [record('n2', 2)]));
		await settle();
		assert.deepEqual(
			[second.shows(), third.shows()],
			[
				['live', 'n1', 'n2'],
				['live', 'n1', 'n2'],
			],
		);
		assert.deepEqual(new Set([...second.history, ...third.history]), new Set(['live']), event);
	}
});

test('a page that returns from the back/forward cache receives the state of the others, without a request', async () => {
	const { open, calls, call, live } = aWindow();
	const first = await open();
	const second = await open();
	await live();
	first.environment.fire('pagehide');
	await settle();
	assert.equal(first.shows()[0], 'reconnecting');
	call(1).frame(change(2, [record('n2', 2)]));
	await settle();
	first.environment.fire('pageshow');
	await settle();
	assert.deepEqual(
		[first.shows(), second.shows()],
		[
			['live', 'n1', 'n2'],
			['live', 'n1', 'n2'],
		],
	);
	assert.equal(calls.length, 2);
});

test('a visible page takes the lead from a page that hangs, within two seconds', async () => {
	const browser = fakeBrowser();
	let hangs = false;
	class Hanging extends browser.BroadcastChannel {
		override postMessage(message: unknown): void {
			if (!hangs) super.postMessage(message);
		}
	}
	const { open, calls, call, live, advance } = aWindow(browser);
	await open({}, { ...browser, BroadcastChannel: Hanging });
	const second = await open();
	await live();
	await advance(10_000);
	assert.equal(calls.length, 1);
	hangs = true;
	second.environment.setVisible(false);
	await advance(10_000);
	assert.equal(calls.length, 1, 'A hidden page does not take the lead.');
	second.environment.setVisible(true);
	await advance(2_000);
	assert.equal(calls.length, 2);
	assert.equal(call(0).signal.aborted, true, 'The old leader aborts its stream.');
	call(1).frame(change(2, [record('n2', 2)]));
	await settle();
	assert.deepEqual(second.shows(), ['live', 'n1', 'n2']);
});

test('of several pages behind a leader that hangs, exactly one takes the lead', async () => {
	const browser = fakeBrowser();
	let hangs = false;
	class Hanging extends browser.BroadcastChannel {
		override postMessage(message: unknown): void {
			if (!hangs) super.postMessage(message);
		}
	}
	const { open, calls, live, advance } = aWindow(browser);
	await open({}, { ...browser, BroadcastChannel: Hanging });
	for (let count = 0; count < 3; count += 1) {
		await open();
		await advance(100);
	}
	await live();
	hangs = true;
	await advance(2_500);
	assert.equal(calls.length, 2);
});

test('when the server is lost, all pages show it, also one that is opened later', async () => {
	const { open, call, live } = aWindow();
	const [first, second] = [await open(), await open()];
	await live();
	call(0).fail();
	call(0).close();
	await settle();
	assert.equal(first.shows()[0], 'reconnecting');
	assert.deepEqual(second.shows(), ['reconnecting', 'n1']);
	const late = await open();
	assert.deepEqual(late.shows(), ['reconnecting', 'n1']);
});

test('a page whose clock is a day off shows the right times', async () => {
	for (const off of [day, -day]) {
		const { open, live, advance } = aWindow();
		await open();
		await live();
		const late = await open();
		late.environment.jumpClock(off);
		assert.equal(late.feed.clock.now(), start);
		await advance(7_000);
		assert.equal(late.feed.clock.now(), start + 7_000);
		assert.equal(late.feed.snapshot().heardAt, start);
	}
});

test('pages with another server, other keys or another site do not share a connection', async () => {
	const { open, calls } = aWindow();
	await open();
	for (const settings of [{ source: 'https://status.example.net' }, { keys: 'a pin' }, { site: 'site-a' }])
		await open(settings);
	assert.equal(calls.length, 4);
});

test('a page that may not use locks has a connection of its own, and so has a page without a secure context', async () => {
	const browser = fakeBrowser();
	const forbidden = {
		...browser,
		navigator: {
			locks: { request: () => Promise.reject(new DOMException('Not allowed here.', 'SecurityError')) },
		} as unknown as Browser['navigator'],
	};
	const { open, calls, live } = aWindow(forbidden);
	await open();
	const second = await open();
	assert.equal(calls.length, 2);
	await live();
	assert.equal(second.feed.snapshot().connection, 'live');
	const { open: plain, calls: asked } = aWindow({ navigator: {} } as Browser);
	await plain();
	await plain();
	assert.equal(asked.length, 2);
});

test('a hidden leader keeps polling for the other pages', async () => {
	const { open, calls, call, advance } = aWindow();
	const first = await open();
	const second = await open();
	call(0).answer('', { status: 404 });
	await settle();
	call(1).snapshot(aSnapshot(1, [record('n1', 1)]));
	await settle();
	assert.deepEqual(
		[first.shows(), second.shows()],
		[
			['polling', 'n1'],
			['polling', 'n1'],
		],
	);
	first.environment.setVisible(false);
	await advance(61_000);
	assert.equal(calls.length, 3);
	call(2).snapshot(aSnapshot(2, [record('n2', 2)]));
	await settle();
	assert.deepEqual(second.shows(), ['polling', 'n2']);
});

test('a page whose last listener has left gives up the lead after five seconds', async () => {
	const { open, calls, call, live, advance } = aWindow();
	const first = await open();
	const second = await open();
	await live();
	first.unsubscribe();
	await advance(4_900);
	assert.equal(call(0).signal.aborted, false);
	await advance(100);
	assert.equal(call(0).signal.aborted, true);
	assert.deepEqual(
		calls.map(({ address }) => address),
		[streamOf(server), `${streamOf(server)}?since=1`],
	);
	call(1).frame(change(2, [record('n2', 2)]));
	await settle();
	assert.deepEqual([first.shows()[0], second.shows()], ['reconnecting', ['live', 'n1', 'n2']]);
});
