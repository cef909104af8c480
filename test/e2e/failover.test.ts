/**
 * How long a visitor waits for the next source, in a real browser: from the failure of the current source, or from the first request of
 * a new page, until the text is in the page. Random waits are tested at both ends. `CANDOR_OUTAGE=all` also waits until a
 * heartbeat of the default length is missed.
 */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { snapshotOf } from '../../src/model/wire/frame-content.ts';
import { encodeFrame } from '../../src/model/wire/frame-text.ts';
import { aFaultyServer, answerJson, type FaultyServer, hanging } from '../support/faulty-server.ts';
import { aBrowser } from '../support/page.ts';
import { aRecordedPage, type RecordedPage } from '../support/recorded-page.ts';
import { aFileHost, type TaggedPages, taggedPages } from '../support/tagged-pages.ts';
import { reportDuration } from '../support/time-budget.ts';

const patience = { timeout: 120_000 };
const chances = [0, 0.999];
const places = ['/v1/stream', '/v1/snapshot'];

const chrome = aBrowser();

/** Two servers, a mirror, and a function that opens pages; `chance` replaces every random number in a page. */
async function aSetup(context: TestContext) {
	const [first, second, files] = [
		await aFaultyServer(context),
		await aFaultyServer(context),
		await aFaultyServer(context),
	];
	for (const { wire } of [first, second, files]) wire.put('n', 'As it was');
	for (const { wire } of [second, files]) wire.put('n', 'As it is now');
	files.overrides.set('/snapshot.json', answerJson(files.wire.snapshot()));
	const pages = await taggedPages(context, `${await aFileHost(context)}/candor.js`);
	const open = async (attributes: Readonly<Record<string, string>>, chance = 0.5): Promise<RecordedPage> => {
		const visitor = await chrome().newContext();
		context.after(() => visitor.close());
		const opened = await aRecordedPage(visitor);
		await opened.page.addInitScript((random) => {
			Math.random = () => random;
		}, chance);
		await opened.page.goto(pages.add(attributes), { waitUntil: 'commit' });
		return opened;
	};
	const next = {
		server: { 'data-src': `${first.url} ${second.url}` },
		mirror: { 'data-src': first.url, 'data-mirrors': `${files.url}/snapshot.json` },
	};
	return { first, second, files, pages, open, next };
}

const hang = (server: FaultyServer): void => {
	for (const place of places) server.overrides.set(place, hanging);
};

test('the stored state of an earlier visit is shown while no server answers', patience, async (context) => {
	const { first, open, pages } = await aSetup(context);
	const { page, sees, firstSeen, scriptArrived } = await open({ 'data-src': first.url });
	await sees('As it was');
	hang(first);
	first.wire.endStreams();
	const address = pages.add({ 'data-src': first.url });
	const tookMs: number[] = [];
	for (let round = 0; round < 5; round += 1) {
		await page.goto(address, { waitUntil: 'commit' });
		await sees('As it was');
		tookMs.push((await firstSeen('As it was')) - (await scriptArrived()));
	}
	// Other work of the machine only adds time: the minimum is the page's own.
	reportDuration(context, 'stored state after the script', Math.min(...tookMs), 100);
});

/** The server's stream sends one frame and then nothing. Resolves to how long the page kept the stream open. */
async function keptSilent(
	context: TestContext,
	pages: TaggedPages,
	server: FaultyServer,
	heartbeatMs: number,
) {
	const kept = new Promise<number>((resolve) => {
		server.overrides.set('/v1/stream', (_request, response) => {
			const facts = { at: new Date().toISOString(), site: server.wire.site, policy: server.wire.policy };
			const data = snapshotOf(server.wire.state, { ...facts, heartbeatMs });
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.write(encodeFrame({ name: 'snapshot', data }));
			const wroteAt = performance.now();
			response.on('close', () => resolve(performance.now() - wroteAt));
			server.overrides.delete('/v1/stream');
		});
	});
	const visitor = await chrome().newContext();
	context.after(() => visitor.close());
	const { page, sees } = await aRecordedPage(visitor);
	await page.goto(pages.add({ 'data-src': server.url }));
	await sees('As it was');
	// The silent stream does not deliver this change.
	server.wire.put('n', 'As it is now');
	const keptMs = await kept;
	await sees('As it is now');
	return keptMs;
}

/** Each test waits most of the time, so two run at once. */
describe('the next source', { concurrency: 2 }, () => {
	for (const [next, boundMs] of [
		['server', 3_000],
		['mirror', 5_000],
	] as const) {
		test(`the first server hangs: a new page shows the ${next}`, patience, async (context) => {
			const setup = await aSetup(context);
			hang(setup.first);
			const opened = await setup.open(setup.next[next]);
			await opened.sees('As it is now');
			const { requests } = await opened.read();
			const tookMs = (await opened.firstSeen('As it is now')) - (requests[0]?.at ?? Number.NaN);
			reportDuration(context, `first server hangs, new page shows the ${next}`, tookMs, boundMs);
		});

		for (const way of ['is killed', 'hangs'] as const)
			test(`the first server ${way}: an open page shows the ${next}`, patience, async (context) => {
				const setup = await aSetup(context);
				const opened = await Promise.all(chances.map((chance) => setup.open(setup.next[next], chance)));
				await Promise.all(opened.map(({ sees }) => sees('As it was')));
				const lostAt = Date.now();
				if (way === 'is killed') await setup.first.stop();
				hang(setup.first);
				setup.first.wire.endStreams();
				await Promise.all(opened.map(({ sees }) => sees('As it is now')));
				const seenAt = await Promise.all(opened.map(({ firstSeen }) => firstSeen('As it is now')));
				const tookMs = Math.max(...seenAt.map((at) => at - lostAt));
				reportDuration(context, `first server ${way}, open page shows the ${next}`, tookMs, boundMs);
			});
	}

	test(
		'a silent stream is closed after two and a half heartbeats, and the page catches up',
		patience,
		async (context) => {
			const { first, pages } = await aSetup(context);
			const isLong = process.env.CANDOR_OUTAGE === 'all';
			const [heartbeatMs, boundMs] = isLong ? [15_000, 40_000] : [1_000, 4_000];
			const keptMs = await keptSilent(context, pages, first, heartbeatMs);
			reportDuration(
				context,
				`silent stream with a heartbeat of ${heartbeatMs} ms is closed`,
				keptMs,
				boundMs,
			);
			assert.ok(keptMs >= 2.5 * heartbeatMs - 50, `${keptMs} ms`);
		},
	);
});
