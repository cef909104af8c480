import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseRequests } from '../../../src/client/connection/plan.ts';
import { createSources, type Source } from '../../../src/client/connection/source.ts';
import { mirror, second, server, snapshotOf, streamOf } from '../scripted-feed.ts';

const now = 1_000;
const usual = { now, shouldPoll: false, isUnanswered: false, failures: 0 };

/** The addresses of the requests of a round, for two servers and a mirror. */
function plan(
	input: Partial<typeof usual>,
	change: (first: Source, second: Source, mirror: Source) => void = () => undefined,
): string[] {
	const sources = createSources({ source: `${server} ${second}`, mirrors: mirror });
	change(...(sources as unknown as [Source, Source, Source]));
	const { streams, snapshots } = chooseRequests(sources, { ...usual, ...input });
	return [...streams.map(({ stream }) => `${stream}`), ...snapshots.map(({ snapshot }) => snapshot)];
}
const streams = [server, second].map(streamOf);
const snapshots = [...[server, second].map(snapshotOf), mirror];

test('a round requests all streams, then all snapshots, the most trusted source first', () => {
	assert.deepEqual(plan({}), [...streams, ...snapshots]);
});

test('where the server asks its clients to poll, no stream is requested', () => {
	assert.deepEqual(plan({ shouldPoll: true }), snapshots);
});

test('after a round without an answer, servers are asked for one thing at a time', () => {
	const isUnanswered = true;
	for (const failures of [0, 1, 3, 4])
		assert.deepEqual(plan({ isUnanswered, failures }), [...streams, mirror]);
	for (const failures of [2, 5]) assert.deepEqual(plan({ isUnanswered, failures }), snapshots);
	const pauseStreams = (...[first, next]: Source[]) => {
		for (const source of [first, next]) if (source) source.streamNotBefore = now + 1;
	};
	assert.deepEqual(plan({ isUnanswered }, pauseStreams), snapshots);
});

test('a source that is not due is left out, and a paused stream leaves its snapshot', () => {
	const [, ofSecond] = snapshots;
	for (const field of ['retryAt', 'notBefore'] as const)
		assert.deepEqual(
			plan({}, (first) => {
				first[field] = now + 1;
			}),
			[streams[1], ofSecond, mirror],
		);
	assert.deepEqual(
		plan({}, (first) => {
			first.streamNotBefore = now + 1;
		}),
		[streams[1], ...snapshots],
	);
	assert.deepEqual(
		plan({}, (first) => {
			first.streamNotBefore = now;
		}),
		[...streams, ...snapshots],
	);
});
