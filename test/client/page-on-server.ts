/** A page with a feed, connected to a real server. */
import type { TestContext } from 'node:test';
import { returnToPrimary } from '../../src/client/connection/health-check.ts';
import { providePrimaryCheck } from '../../src/client/connection/primary-check.ts';
import type { FeedSettings } from '../../src/client/connection/source.ts';
import { createFeed, type Feed } from '../../src/client/feed/feed.ts';
import type { FeedSnapshot } from '../../src/client/store/feed-snapshot.ts';
import type { NoticeValue } from '../../src/model/records/notice.ts';
import { type FakeEnvironment, fakeEnvironment } from './fake-environment.ts';
import { WireServer } from './wire-server.ts';

// As the entries do.
providePrimaryCheck(returnToPrimary);

/** A server that runs until the test ends. */
export async function aServer(context: TestContext): Promise<WireServer> {
	const server = new WireServer();
	await server.start();
	context.after(() => server.kill());
	return server;
}

/** A page whose short waits take no time. Longer ones last until the test advances the clock. */
export function aPage(
	context: TestContext,
	server: WireServer,
	given: Parameters<typeof fakeEnvironment>[0] = {},
	settings: Partial<FeedSettings> = {},
) {
	const environment = fakeEnvironment({
		fetch: (address, request) => fetch(address, request),
		random: () => 0,
		skipWaitsBelowMs: 25_000,
		...given,
	});
	// What the test skips passes on the server too.
	const { now } = server;
	const offset = now() - environment.performance.now();
	server.now = () => Math.max(now(), offset + environment.performance.now());
	const feed = createFeed({ source: server.source, ...settings }, environment, () => undefined);
	const history: FeedSnapshot[] = [];
	feed.subscribe(() => void history.push(feed.snapshot()));
	context.after(() => feed.close());
	return { environment, feed, history };
}

/** The titles of the notices that the page shows. */
export const titles = (feed: Feed): string =>
	[...feed.snapshot().state.records.values()]
		.flatMap(({ value }) => (value ? [(value as NoticeValue).title] : []))
		.join(', ');

/** Resolves when the feed has this connection and, if given, these titles. */
export function until(feed: Feed, connection: string, expected?: string): Promise<void> {
	const isReached = () =>
		feed.snapshot().connection === connection && (expected === undefined || titles(feed) === expected);
	return new Promise((resolve) => {
		if (isReached()) return resolve();
		const unsubscribe = feed.subscribe(() => {
			if (!isReached()) return;
			unsubscribe();
			resolve();
		});
	});
}

/** Resolves when the client waits for this long. */
export async function untilWaiting(environment: FakeEnvironment, ms: number): Promise<void> {
	while (!environment.timers().includes(ms)) await new Promise((resolve) => setImmediate(resolve));
}
