/** A page with a feed, against a real server. */
import type { TestContext } from 'node:test';
import type { FeedSettings } from '../../src/client/connection/source.ts';
import { createFeed, type Feed } from '../../src/client/feed/feed.ts';
import type { FeedSnapshot } from '../../src/client/store/feed-snapshot.ts';
import type { NoticeValue } from '../../src/model/records/records.ts';
import { type FakeEnvironment, fakeEnvironment } from './fake-environment.ts';
import { WireServer } from './wire-server.ts';

/** Started, and ended with the test. */
export async function aServer(context: TestContext): Promise<WireServer> {
	const server = new WireServer();
	await server.start();
	context.after(() => server.kill());
	return server;
}

/** Its short pauses last no time; longer ones last until the test advances the clock. */
export function aPage(
	context: TestContext,
	{ source }: WireServer,
	given: Parameters<typeof fakeEnvironment>[0] = {},
	settings: Partial<FeedSettings> = {},
) {
	const environment = fakeEnvironment({
		fetch: (address, request) => fetch(address, request),
		random: () => 0,
		hurryMs: 25_000,
		...given,
	});
	const feed = createFeed({ source, ...settings }, environment, () => undefined);
	const history: FeedSnapshot[] = [];
	feed.subscribe(() => void history.push(feed.snapshot()));
	context.after(() => feed.close());
	return { environment, feed, history };
}

/** The titles of what the page shows. */
export const titles = (feed: Feed): string =>
	[...feed.snapshot().state.records.values()]
		.flatMap(({ value }) => (value ? [(value as NoticeValue).title] : []))
		.join(', ');

/** Resolves once the feed's state reads so and its connection stands so. */
export function until(feed: Feed, connection: string, words?: string): Promise<void> {
	const holds = () =>
		feed.snapshot().connection === connection && (words === undefined || titles(feed) === words);
	return new Promise((resolve) => {
		if (holds()) return resolve();
		const leave = feed.subscribe(() => {
			if (!holds()) return;
			leave();
			resolve();
		});
	});
}

/** Resolves once the client waits for so long. */
export async function untilItRests(environment: FakeEnvironment, ms: number): Promise<void> {
	while (!environment.timers().includes(ms)) await new Promise((resolve) => setImmediate(resolve));
}
