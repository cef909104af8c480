/** The stream and the snapshot: what a client gets, from every cursor. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
	emptyState,
	liveRecords,
	merge,
	type State,
	type StateRecord,
} from '../../../src/model/state/state.ts';
import { readSnapshot } from '../../../src/model/wire/read-frames.ts';
import { aServer, type TestServer } from '../../support/server.ts';
import { aSubscriber } from '../../support/subscriber.ts';
import { wholeComponent, wholePage } from '../../support/whole.ts';

const sortedRecords = (state: State): StateRecord[] =>
	[...liveRecords(state)].sort((a, b) => (`${a.kind}/${a.id}` < `${b.kind}/${b.id}` ? -1 : 1));

const snapshotState = async ({ request }: TestServer): Promise<State> => {
	const { seq, records } = readSnapshot((await request('/v1/snapshot')).text);
	return merge(emptyState, seq, records);
};

/** Eight commits with every kind of change: created, updated, ended, retracted, removed. */
async function writeCommits({ write }: TestServer): Promise<void> {
	await write('PUT', '/v1/page', wholePage({ name: 'Larkfield' }));
	await write('PUT', '/v1/components/old', wholeComponent({ name: 'Old' }));
	await write('POST', '/v1/notices', { id: 'n1', title: 'Down', affected: [{ component: 'api' }] });
	await write('POST', '/v1/notices/n1/updates', { body: 'Found it.', phase: 'identified' });
	await write('POST', '/v1/notices', { id: 'n2', title: 'A mistake', body: 'Oh.' });
	await write('DELETE', '/v1/components/old');
	await write('POST', '/v1/notices/n2/retract', {});
	await write('POST', '/v1/notices/n1/resolve', { body: 'Done.' });
}

test('a new stream starts with a comment and then one snapshot of the whole state', async (context) => {
	const server = await aServer(context);
	await writeCommits(server);
	const subscriber = await aSubscriber(server.url);
	await subscriber.until(({ frames }) => frames.length === 1);
	assert.deepEqual(subscriber.comments, ['candor']);
	assert.equal(subscriber.frames[0]?.name, 'snapshot');
	assert.deepEqual(subscriber.ids, ['8']);
	assert.deepEqual(sortedRecords(subscriber.state), sortedRecords(await snapshotState(server)));
	subscriber.close();
});

test('the response head keeps proxies from caching and buffering the stream', async (context) => {
	const server = await aServer(context);
	const response = await fetch(`${server.url}/v1/stream`);
	assert.deepEqual(
		['content-type', 'cache-control', 'x-accel-buffering', 'access-control-allow-origin'].map((name) =>
			response.headers.get(name),
		),
		['text/event-stream', 'no-store, no-transform', 'no', '*'],
	);
	await response.body?.cancel();
});

test('a client reaches the current state from every cursor', async (context) => {
	const server = await aServer(context);
	const states: State[] = [emptyState];
	const witness = await aSubscriber(server.url, '?since=0');
	await witness.until(({ frames }) => frames.length === 1);
	await writeCommits(server);
	await witness.until(({ state }) => state.seq === 8);
	for (const frame of witness.frames.slice(1))
		if (frame.name === 'change')
			states.push(merge(states.at(-1) ?? emptyState, frame.data.seq, frame.data.records));
	assert.deepEqual(witness.ids, ['0', '1', '2', '3', '4', '5', '6', '7', '8']);
	const current = sortedRecords(await snapshotState(server));
	for (const [since, from] of states.entries()) {
		const subscriber = await aSubscriber(server.url, `?since=${since}`, from);
		await subscriber.until(({ frames }) => frames.length === 1);
		assert.equal(subscriber.frames[0]?.name, 'change');
		assert.deepEqual(sortedRecords(subscriber.state), current, `since=${since}`);
		subscriber.close();
	}
	witness.close();
});

test('a client that connects while commits are written gets each once and in order', async (context) => {
	const server = await aServer(context);
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Down' });
	const updates = 60;
	const writing = (async () => {
		for (let index = 0; index < updates; index++)
			await server.write('POST', '/v1/notices/n/updates', { body: `Update ${index}.` });
	})();
	const subscribers = [];
	for (let since = 0; since <= updates; since += 5) {
		// Reaches the state at `since` first and reconnects from there.
		const first = await aSubscriber(server.url, '?since=0');
		await first.until(({ state }) => state.seq >= since);
		first.close();
		const from = first.state;
		subscribers.push(await aSubscriber(server.url, `?since=${from.seq}`, from));
	}
	await writing;
	const current = sortedRecords(await snapshotState(server));
	for (const subscriber of subscribers) {
		await subscriber.until(({ state }) => state.seq === updates + 1);
		assert.deepEqual(sortedRecords(subscriber.state), current);
		const seqs = subscriber.ids.map(Number);
		assert.deepEqual(
			seqs,
			[...new Set(seqs)].sort((a, b) => a - b),
		);
		subscriber.close();
	}
});

test('a cursor beyond the log gets a snapshot', async (context) => {
	const server = await aServer(context);
	await writeCommits(server);
	for (const query of ['?since=9', '?since=123456789']) {
		const subscriber = await aSubscriber(server.url, query);
		await subscriber.until(({ frames }) => frames.length === 1);
		assert.equal(subscriber.frames[0]?.name, 'snapshot');
		subscriber.close();
	}
});

test('Last-Event-ID takes precedence over the query, as a native EventSource needs it', async (context) => {
	const server = await aServer(context);
	await writeCommits(server);
	const subscriber = await aSubscriber(server.url, '?since=0', emptyState, { 'last-event-id': '7' });
	await subscriber.until(({ frames }) => frames.length === 1);
	assert.equal(subscriber.frames[0]?.name, 'change');
	const [frame] = subscriber.frames;
	assert.ok(frame?.name === 'change');
	assert.equal(frame.data.since, 7);
	// Commit 8 ended the notice, so the frame has all its records, and nothing of the seven commits before.
	const owner = ({ kind, id, value }: (typeof frame.data.records)[number]) =>
		kind === 'notice' ? id : (value as { notice?: string } | null)?.notice;
	assert.deepEqual([...new Set(frame.data.records.map(owner))], ['n1']);
	subscriber.close();
});

test('private records, actors and idempotency keys never leave the server', async (context) => {
	const server = await aServer(context);
	await writeCommits(server);
	const subscriber = await aSubscriber(server.url, '?since=0');
	await subscriber.until(({ frames }) => frames.length === 1);
	const { text } = await server.request('/v1/snapshot');
	assert.doesNotMatch(JSON.stringify(subscriber.frames) + text, /retraction|idempotency|actor/);
	subscriber.close();
});

test('an idle stream gets the server’s time, and how far its changes were sent', async (context) => {
	const server = await aServer(context, { heartbeatMs: 20 });
	await writeCommits(server);
	const subscriber = await aSubscriber(server.url);
	await subscriber.until(({ heartbeats }) => heartbeats.length >= 3);
	const [first] = subscriber.frames;
	assert.ok(first?.name === 'snapshot' && subscriber.frames.length === 1);
	let last = Date.parse(first.data.at);
	for (const { v, seq, at, site } of subscriber.heartbeats) {
		assert.deepEqual([v, site], [1, first.data.site]);
		assert.ok(seq <= first.data.seq);
		assert.ok(Date.parse(at) >= last, 'time goes on');
		last = Date.parse(at);
	}
	subscriber.close();
});

test('closing the server asks clients to reconnect and ends their streams', async (context) => {
	const server = await aServer(context);
	const subscribers = await Promise.all([aSubscriber(server.url), aSubscriber(server.url)]);
	for (const subscriber of subscribers) await subscriber.until(({ frames }) => frames.length === 1);
	await server.close();
	for (const subscriber of subscribers) {
		await subscriber.ended;
		assert.deepEqual(subscriber.frames.at(-1), { name: 'retire', data: { v: 1, afterMs: 1000 } });
	}
});

test('the snapshot is compressed, has an entity tag, and is not sent again while it is unchanged', async (context) => {
	const server = await aServer(context);
	await writeCommits(server);
	const plain = await server.request('/v1/snapshot', { headers: { 'accept-encoding': 'identity' } });
	const tag = plain.headers.get('etag') ?? '';
	assert.match(tag, /^W\/"8-[0-9a-f]{8}"$/);
	assert.match(plain.headers.get('cache-control') ?? '', /stale-while-revalidate=\d+, stale-if-error=\d+/);
	for (const [encoding, decode] of [
		['br', brotliDecompressSync],
		['gzip', gunzipSync],
	] as const) {
		const raw = await rawGet(`${server.url}/v1/snapshot`, encoding);
		assert.equal(raw.encoding, encoding);
		assert.equal(decode(raw.bytes).toString(), plain.text);
	}
	const again = await server.request('/v1/snapshot', { headers: { 'if-none-match': tag } });
	assert.deepEqual([again.status, again.text], [304, '']);
	await server.write('PUT', '/v1/page', wholePage({ name: 'Other' }));
	const changed = await server.request('/v1/snapshot', { headers: { 'if-none-match': tag } });
	assert.deepEqual([changed.status, changed.headers.get('etag')], [200, tag.replace('"8-', '"9-')]);
	// The same seq of another log, or under another policy, is another state.
	const other = await aServer(context);
	await writeCommits(other);
	assert.equal((await other.request('/v1/snapshot', { headers: { 'if-none-match': tag } })).status, 200);
});

/** The response as sent: `fetch` would decode the body. */
async function rawGet(
	url: string,
	encoding: string,
): Promise<{ encoding: string | undefined; bytes: Buffer }> {
	const { get } = await import('node:http');
	return new Promise((resolve, reject) => {
		get(url, { headers: { 'accept-encoding': encoding } }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () =>
				resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(chunks) }),
			);
		}).on('error', reject);
	});
}
