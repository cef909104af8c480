/**
 * How often a page requests each address while a server fails, counted on real sockets and with a
 * real clock: a fake clock would hide a loop that requests again at once. All cases run at the same
 * time, each against a server of its own.
 */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { createFeed } from '../../src/client/feed/feed.ts';
import { followCatalogue } from '../../src/client/resources/catalogues.ts';
import { createHistoryLoader } from '../../src/client/resources/history.ts';
import { type RealRequest, realEnvironment } from './real-environment.ts';
import { answers, type Handler, json, WireServer } from './wire-server.ts';

/** Real time of each case. */
const durationMs = 8_000;
/** The page's time is four times as fast: each case sees 32 seconds. */
const fast = 4;
const retryAfterMs = 20_000;
const paths = ['/v1/stream', '/v1/snapshot', '/v1/history', '/locales/de.json'] as const;

const failures: Readonly<Record<string, Handler>> = {
	'404': answers(404),
	'500': answers(500),
	'503 with Retry-After': answers(503, { 'retry-after': `${retryAfterMs / 1_000}` }),
	'a connection reset': ({ socket }) => void socket.resetAndDestroy(),
	'a request that hangs': () => undefined,
	'200 with an HTML page': answers(200, { 'content-type': 'text/html' }, '<h1>Welcome</h1>'),
};
const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs));

async function aPage(context: TestContext, speed: number, server: WireServer) {
	await server.start();
	const environment = realEnvironment(speed);
	const { source } = server;
	const feed = createFeed({ source }, environment, () => undefined);
	context.after(async () => {
		feed.close();
		environment.stop();
		await server.kill();
	});
	const states = new Set<string>();
	feed.subscribe(() => states.add(feed.snapshot().connection));
	/** The requests for some paths, in order. */
	const requests = (...some: string[]): RealRequest[] =>
		environment.requests.filter(({ path }) => some.includes(path));
	return { source, environment, states, requests, connection: () => requests('/v1/stream', '/v1/snapshot') };
}

/**
 * Lets a page with a feed, a catalogue and a history run against a server whose `failing` paths
 * fail.
 */
async function run(context: TestContext, speed: number, failing: readonly string[], fail: Handler) {
	const server = new WireServer();
	server.put('n1', 'One');
	server.overrides.set('/v1/history', json('{}')).set('/locales/de.json', json('{}'));
	for (const path of failing) server.overrides.set(path, fail);
	const page = await aPage(context, speed, server);
	const { source, environment, requests } = page;
	void followCatalogue(environment, [source], 'de', () => undefined);
	const history = createHistoryLoader(environment, { source });
	// An element refreshes the history whenever it is drawn.
	const draw = (): void => {
		void history.refresh();
		environment.setTimeout(draw, 1_000);
	};
	draw();
	await wait();
	context.diagnostic(paths.map((path) => `${path} ${requests(path).length}`).join(', '));
	// No repetition by the network stack: the server received at most the requests that the page made.
	for (const path of paths) {
		const received = server.requests.filter((each) => each.split('?')[0] === path).length;
		const made = requests(path);
		assert.ok(received <= made.length, `${path}: the server received ${received} of ${made.length}`);
		assert.ok(answered(made).length <= received, `${path}: ${received} received, more answered`);
	}
	return page;
}

function assertCount(requests: readonly RealRequest[], least: number, most: number): void {
	const { length } = requests;
	assert.ok(length >= least && length <= most, `${length} requests, not ${least} to ${most}`);
}
/** At most seven requests within 21 seconds. */
function assertBudget(requests: readonly RealRequest[]): void {
	for (const [index, { at }] of requests.entries()) {
		const spanMs = at - (requests[index - 7]?.at ?? Number.NEGATIVE_INFINITY);
		assert.ok(spanMs >= 20_950, `eight requests within ${spanMs} ms`);
	}
}
/** `status`: only after answers that came in time, and had this status. */
function assertGaps(requests: readonly RealRequest[], leastMs: number, status?: number): void {
	for (const [index, next] of requests.slice(1).entries()) {
		const last = requests[index] as RealRequest;
		const isBound = status === undefined || last.status === status;
		assert.ok(!isBound || next.at - last.at >= leastMs - 50, `two requests within ${next.at - last.at} ms`);
	}
}
const answered = (requests: readonly RealRequest[]): RealRequest[] =>
	requests.filter(({ status }) => status !== null);

describe('while a server fails, a page requests each address rarely', { concurrency: true }, () => {
	for (const [what, fail] of Object.entries(failures)) {
		test(`every request fails: ${what}`, async (context) => {
			const { requests, connection, states } = await run(context, fast, paths, fail);
			assertBudget(connection());
			// The page does not give up either.
			assertCount(connection(), 2, 8);
			assertGaps(requests('/v1/stream'), 1_000);
			assertCount(requests('/v1/history'), 1, 4);
			assertGaps(requests('/v1/history'), 5_000);
			assertCount(requests('/locales/de.json'), 1, 1);
			for (const some of [connection(), requests('/v1/history')]) assertGaps(some, retryAfterMs, 503);
			assert.deepEqual([...states], ['reconnecting']);
		});

		test(`every request fails, in real time: ${what}`, async (context) => {
			const { requests, connection } = await run(context, 1, paths, fail);
			assertBudget(connection());
			assertCount(connection(), 1, 4);
			assertCount(requests('/v1/history'), 1, 2);
			assertCount(requests('/locales/de.json'), 1, 1);
		});

		test(`only the stream fails: ${what}`, async (context) => {
			const { requests, connection, states } = await run(context, fast, ['/v1/stream'], fail);
			assertBudget(connection());
			assertCount(requests('/v1/stream'), 1, 6);
			// A refusal pauses streams for ten minutes.
			if (what === '404') assertCount(answered(requests('/v1/stream')), 0, 1);
			assertCount(requests('/v1/snapshot'), 0, 6);
			assertGaps(connection(), retryAfterMs, 503);
			if (answered(requests('/v1/snapshot')).length > 0) assert.ok(states.has('polling'));
		});

		test(`only the snapshot fails, while clients are asked to poll: ${what}`, async (context) => {
			const server = new WireServer();
			server.policy = { mode: 'poll', intervalMs: 5_000 };
			server.overrides.set('/v1/snapshot', fail);
			const { requests, connection } = await aPage(context, fast, server);
			await wait();
			context.diagnostic(
				`/v1/stream ${requests('/v1/stream').length}, /v1/snapshot ${requests('/v1/snapshot').length}`,
			);
			assertBudget(connection());
			assertCount(requests('/v1/snapshot'), 1, 8);
			assertGaps(requests('/v1/snapshot'), retryAfterMs, 503);
		});
	}
});
