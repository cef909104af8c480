/** One connection per browser: of the pages that share a feed, one keeps it and tells the others. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedSettings } from '../../../src/client/connection/source.ts';
import { createFeed } from '../../../src/client/feed/feed.ts';
import { server, streamOf } from '../connected.ts';
import { type Browser, fakeBrowser } from '../fake-browser.ts';
import { fakeEnvironment, start } from '../fake-environment.ts';
import { scriptedNetwork, settle } from '../network.ts';
import { aSnapshot, change, ids, record, snapshot } from '../records.ts';

const day = 86_400_000;

/** Pages of one browser on one network. */
function aWindow(browser: Browser = fakeBrowser()) {
	const network = scriptedNetwork();
	const environments: ReturnType<typeof fakeEnvironment>[] = [];
	const open = async (settings: Partial<FeedSettings> = {}, own: Browser = browser) => {
		const environment = fakeEnvironment({ fetch: network.fetch, browser: own });
		environments.push(environment);
		const feed = createFeed({ source: server, ...settings }, environment, () => undefined);
		const history: string[] = [];
		feed.subscribe(() => void history.push(feed.snapshot().connection));
		await settle();
		const shows = () => [feed.snapshot().connection, ...ids(feed.snapshot().state)];
		return { feed, environment, history, shows };
	};
	/** Lets time pass in every page. */
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

test('seven pages have one connection, and each shows what it brings', async () => {
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

test('a page that comes late is told at once, with no request of its own and no time passing', async () => {
	const { open, calls, live } = aWindow();
	await open();
	await live();
	const late = await open();
	assert.deepEqual(late.shows(), ['live', 'n1']);
	assert.equal(late.feed.snapshot().heardAt, start);
	assert.equal(calls.length, 1);
});

test('when the page that leads is gone, the next one leads, from where it stands, and nothing flickers', async () => {
	for (const leave of ['close', 'pagehide', 'freeze'] as const) {
		const { open, calls, call, live, advance } = aWindow();
		const [first, second, third] = [await open(), await open(), await open()];
		await live();
		await advance(5_000);
		for (const { history } of [second, third]) history.length = 0;
		const heard = second.feed.snapshot().heardAt ?? 0;
		if (leave === 'close') first.feed.close();
		else first.environment.tell(leave);
		await settle();
		assert.equal(call(0).signal.aborted, true);
		assert.deepEqual(calls.map(({ address }) => address).slice(1), [`${streamOf(server)}?since=1`], leave);
		// Until the new one is through, nobody sees a difference.
		assert.deepEqual(
			[second.shows(), third.shows()],
			[
				['live', 'n1'],
				['live', 'n1'],
			],
		);
		assert.ok((second.feed.snapshot().heardAt ?? 0) >= heard);
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
		assert.deepEqual(new Set([...second.history, ...third.history]), new Set(['live']), leave);
	}
});

test('a page that comes back from the back/forward cache joins the others, and asks nobody itself', async () => {
	const { open, calls, call, live } = aWindow();
	const first = await open();
	const second = await open();
	await live();
	first.environment.tell('pagehide');
	await settle();
	assert.equal(first.shows()[0], 'reconnecting');
	call(1).frame(change(2, [record('n2', 2)]));
	await settle();
	first.environment.tell('pageshow');
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

test('from a page that hangs, one that somebody looks at takes the lead within two seconds', async () => {
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
	second.environment.show(false);
	await advance(10_000);
	assert.equal(calls.length, 1, 'Nobody looks.');
	second.environment.show(true);
	await advance(2_000);
	assert.equal(calls.length, 2);
	assert.equal(call(0).signal.aborted, true, 'What was robbed of its lead gives up its stream.');
	call(1).frame(change(2, [record('n2', 2)]));
	await settle();
	assert.deepEqual(second.shows(), ['live', 'n1', 'n2']);
});

test('of several pages that wait for one that hangs, one takes the lead and the others leave it that', async () => {
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

test('when the server is lost, every page says so, and one that comes late knows what they know', async () => {
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

test('times are right in a page whose own clock is a day off', async () => {
	for (const off of [day, -day]) {
		const { open, live, advance } = aWindow();
		await open();
		await live();
		const late = await open();
		late.environment.jump(off);
		assert.equal(late.feed.clock.now(), start);
		await advance(7_000);
		assert.equal(late.feed.clock.now(), start + 7_000);
		assert.equal(late.feed.snapshot().heardAt, start);
	}
});

test('pages of other servers, of other keys and of another site do not share', async () => {
	const { open, calls } = aWindow();
	await open();
	for (const settings of [{ source: 'https://status.example.net' }, { keys: 'a pin' }, { site: 'site-a' }])
		await open(settings);
	assert.equal(calls.length, 4);
});

test('a page that may have no locks has a connection of its own, and so has every page without a secure context', async () => {
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

test('a page that leads polls also while it is hidden, for somebody may look at the others', async () => {
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
	first.environment.show(false);
	await advance(61_000);
	assert.equal(calls.length, 3);
	call(2).snapshot(aSnapshot(2, [record('n2', 2)]));
	await settle();
	assert.deepEqual(second.shows(), ['polling', 'n2']);
});
