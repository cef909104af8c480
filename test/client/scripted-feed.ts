/** A feed on a scripted network, whose clock a test advances. */
import assert from 'node:assert/strict';
import { returnToPrimary } from '../../src/client/connection/health-check.ts';
import { providePrimaryCheck } from '../../src/client/connection/primary-check.ts';
import type { FeedSettings } from '../../src/client/connection/source.ts';
import { createFeed } from '../../src/client/feed/feed.ts';
import type { RefusedEvent } from '../../src/client/trust/refused.ts';
import { fakeEnvironment } from './fake-environment.ts';
import { record, snapshot } from './records.ts';
import { scriptedNetwork, settle } from './scripted-network.ts';

// As the entries do.
providePrimaryCheck(returnToPrimary);

export const server = 'https://status.example.com';
export const second = 'https://status.example.net';
export const third = 'https://status.example.org';
export const mirror = 'https://cdn.example.org/status/snapshot.json';
export const streamOf = (source: string): string => `${source}/v1/stream`;
export const snapshotOf = (source: string): string => `${source}/v1/snapshot`;

/** A feed that has made its first request. */
export async function aFeed(
	settings: Partial<FeedSettings> = {},
	given: Parameters<typeof fakeEnvironment>[0] = {},
) {
	const network = scriptedNetwork(() => environment.serverNow());
	const environment = fakeEnvironment({ fetch: network.fetch, ...given });
	const refused: string[] = [];
	environment.addEventListener('candor-refused', (event) => refused.push((event as RefusedEvent).reason), {
		signal: new AbortController().signal,
	});
	const feed = createFeed({ source: server, ...settings }, environment, () => undefined);
	const unsubscribe = feed.subscribe(() => undefined);
	const connection = () => feed.snapshot().connection;
	/** Answers a request for a stream with a snapshot, after which the feed is live. */
	const goLive = async (index = 0) => {
		network.call(index).frame(snapshot(1, [record('n1', 1)]));
		await settle();
		assert.equal(connection(), 'live');
	};
	const advance = async (ms: number) => {
		environment.advance(ms);
		await settle();
	};
	/** Ends the last request in this way. */
	const endLast = async (how: 'fail' | 'close') => {
		network.call(-1)[how]();
		await settle();
	};
	const requested = () => network.calls.map(({ address }) => address);
	await settle();
	return {
		...network,
		goLive,
		advance,
		endLast,
		requested,
		connection,
		environment,
		feed,
		unsubscribe,
		refused,
	};
}
