/**
 * Every fault at every place that a page asks, in a real browser. Each cell has a page, a server, a mirror of its state, and the
 * stored state of an earlier visit. All sources that are preferred to the place in question are gone, so that the page asks
 * there. `CANDOR_OUTAGE=all` tests every fault at every place, and watches each for a minute instead of ten seconds.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { emptyState, merge } from '../../src/model/state/state.ts';
import { aNotice } from '../client/records.ts';
import { answers } from '../client/wire-server.ts';
import {
	aFaultyServer,
	answerJson,
	type Fault,
	type FaultyServer,
	failing,
	faults,
	type UnreachableOrigins,
	unreachableOrigins,
} from '../support/faulty-server.ts';
import { aBrowser } from '../support/page.ts';
import { aRecordedPage, mostWithin, type PageRecord } from '../support/recorded-page.ts';
import { aFileHost, type TaggedPages, taggedPages } from '../support/tagged-pages.ts';

const isWhole = process.env.CANDOR_OUTAGE === 'all';
const watchMs = isWhole ? 65_000 : 10_500;
const minuteMs = 60_000;
const places = ['stream', 'snapshot', 'mirror', 'all'] as const;
type Place = (typeof places)[number];

/** Without `CANDOR_OUTAGE=all`: every fault of all places at once, and a part of the faults of each single place, to save time. */
const cellsOf = (place: Place): readonly Fault[] =>
	faults.filter((_, index) => isWhole || index % places.length === places.indexOf(place) || place === 'all');

/** Only the texts differ. A page that believed an old state would show that all is well. */
const words = { now: 'As it is now', copied: 'As it was copied', remembered: 'As it was remembered' };
const allNormal = 'All systems normal';
const statusUnknown = 'Status unknown';
const expected = {
	stream: { banner: words.now, age: null, status: allNormal },
	snapshot: { banner: words.copied, age: 5, status: statusUnknown },
	mirror: { banner: words.remembered, age: 10, status: statusUnknown },
	all: { banner: words.remembered, age: 10, status: statusUnknown },
} as const;

// Pages of one site may share a process, because this test opens many of them.
const chrome = aBrowser({ args: ['--renderer-process-limit=4'] });

function setState({ wire }: FaultyServer, seq: number, title: string): void {
	const value = aNotice({ title, impact: 'none' });
	wire.state = merge(emptyState, seq, [{ kind: 'notice', id: 'n', seq, value }]);
}

/** The same state, as if it had been written this many minutes ago. */
const asOf = (snapshot: string, minutes: number): string =>
	JSON.stringify({ ...JSON.parse(snapshot), at: new Date(Date.now() - minutes * minuteMs).toISOString() });

/** Makes the place fail. Returns the attributes of the script tag. */
function arrange(
	place: Place,
	fault: Fault,
	server: FaultyServer,
	files: FaultyServer,
	nowhere: UnreachableOrigins,
) {
	setState(files, 2, words.copied);
	const copy = asOf(files.wire.snapshot(), 5);
	setState(server, 3, words.now);
	const state = server.wire.snapshot();
	const stream = failing(fault, `event: snapshot\ndata: ${state}\n\n`, 'text/event-stream', nowhere);
	const snapshot = failing(fault, state, 'application/json', nowhere);
	const mirror = failing(fault, copy, 'application/json', nowhere);
	files.overrides.set('/snapshot.json', answerJson(copy));
	if (place === 'stream') server.overrides.set('/v1/stream', stream);
	if (place === 'snapshot') server.overrides.set('/v1/stream', answers(404)).set('/v1/snapshot', snapshot);
	if (place === 'mirror') server.overrides.set('/v1/stream', answers(503)).set('/v1/snapshot', answers(503));
	if (place === 'all') server.overrides.set('/v1/stream', stream).set('/v1/snapshot', snapshot);
	if (place === 'mirror' || place === 'all') files.overrides.set('/snapshot.json', mirror);
	// Where everything is gone, the whole origin is unreachable; its path distinguishes it from the other cells.
	const isGone = place === 'all' && fault in nowhere;
	const origin = isGone ? nowhere[fault as keyof UnreachableOrigins] : '';
	return {
		'data-src': origin ? `${origin}/status` : server.url,
		'data-mirrors': `${origin || files.url}/snapshot.json`,
	};
}

/** The stored state of an earlier visit, which can be copied for other servers. */
async function aStoredState(context: BrowserContext, server: FaultyServer, pages: TaggedPages) {
	setState(server, 1, words.remembered);
	const { page, sees } = await aRecordedPage(context);
	await page.goto(pages.add({ 'data-src': server.url }));
	await sees(words.remembered);
	// The state is saved when the page is idle.
	const stored = await page.waitForFunction(() =>
		Object.entries(localStorage).find(([name]) => name.startsWith('candor:state:')),
	);
	const [key, value] = (await stored.jsonValue()) as [string, string];
	const remembered = asOf(value, 10);
	return {
		/** Stores the same state for other servers, as of ten minutes ago. */
		copyTo: (sources: readonly string[]): Promise<void> =>
			page.evaluate(
				(entries) => {
					for (const [name, text] of entries) localStorage.setItem(name, text);
				},
				sources.map((source) => [key.replace(server.url, source), remembered] as const),
			),
		close: () => page.close(),
	};
}

/** Resolves once the page has been trying for this long. */
async function watched(page: Page, ms: number): Promise<void> {
	await page.waitForFunction(
		(limit) => {
			const { requests } = (globalThis as unknown as { candorRecord: PageRecord }).candorRecord;
			return performance.timeOrigin + performance.now() - (requests[0]?.at ?? Number.NaN) > limit;
		},
		ms,
		{ polling: 250, timeout: 120_000 },
	);
}

test('every fault at every place', { timeout: 300_000, concurrency: true }, async (suite) => {
	const nowhere = await unreachableOrigins(suite);
	const pages = await taggedPages(suite, `${await aFileHost(suite)}/candor.js`);
	const visitor = await chrome().newContext();
	const cells = await Promise.all(
		places.flatMap((place) =>
			cellsOf(place).map(async (fault) => {
				const [server, files] = [await aFaultyServer(suite), await aFaultyServer(suite)];
				const tag = arrange(place, fault, server, files, nowhere);
				return { place, fault, tag, address: pages.add(tag, '<candor-status></candor-status>') };
			}),
		),
	);
	const stored = await aStoredState(visitor, await aFaultyServer(suite), pages);
	await stored.copyTo(cells.map(({ tag }) => tag['data-src']));
	await stored.close();

	await Promise.all(
		cells.map(({ place, fault, address }) =>
			suite.test(`${place}: ${fault}`, async () => {
				const { banner, age, status } = expected[place];
				const { page, read, sees } = await aRecordedPage(visitor);
				await page.goto(address, { waitUntil: 'commit' });
				await sees(banner, status);
				await watched(page, watchMs);
				const { requests, sights, errors } = await read();
				await page.close();
				assert.deepEqual(errors, []);
				const last = sights.at(-1) ?? { banner: '', status: '' };
				assert.ok(last.banner.includes(banner), last.banner);
				const [, minutes] = /Last contact (\d+) min ago\./.exec(last.banner) ?? [];
				if (age === null) assert.doesNotMatch(last.banner, /Last contact|Connection lost/);
				// The age may have grown by the minutes for which this page was watched.
				else assert.ok(Number(minutes) >= age && Number(minutes) <= age + 2, last.banner);
				assert.equal(last.status, status);
				for (const sight of sights)
					if (sight.status === allNormal)
						assert.ok(sight.banner.includes(words.now), `green at ${sight.at} ms`);
				const most = mostWithin(
					10_000,
					requests.map(({ at }) => at),
				);
				assert.ok(most <= 5, `${most} requests in 10 s: ${JSON.stringify(requests)}`);
			}),
		),
	);
	await visitor.close();
});
