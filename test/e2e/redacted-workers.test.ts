/** Redacted words leave the streams of worker processes, as they leave the primary process. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { aFolder } from '../support/folder.ts';
import { aServerProcess, type ServerProcess } from '../support/process.ts';
import { aSubscriber, type Subscriber } from '../support/subscriber.ts';

const token = 'a-token-for-the-tests-of-workers';
const secret = 'hunter2-S3cret';
/** Enough that every process holds some of them. */
const readers = 60;

async function untilWorkers(server: ServerProcess, count: number): Promise<void> {
	while (server.logged().split('"worker started"').length - 1 < count)
		if (server.child.stderr) await once(server.child.stderr, 'data');
}

const subscribe = (url: string, query = ''): Promise<readonly Subscriber[]> =>
	Promise.all(Array.from({ length: readers }, () => aSubscriber(url, query)));

const holdsSecret = ({ frames, state }: Subscriber): boolean =>
	JSON.stringify([frames, [...state.records.values()]]).includes(secret);

test('no process serves the words after a redaction, to new, running or resumed streams', {
	timeout: 120_000,
}, async (context) => {
	const server = await aServerProcess(context, {
		CANDOR_DATA: aFolder(context),
		CANDOR_TOKEN: token,
		CANDOR_WORKERS: '2',
	});
	await untilWorkers(server, 2);
	const { url } = server;
	const post = async (path: string, body: object) => {
		const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
		const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
		assert.ok(response.ok, await response.clone().text());
		return (await response.json()) as { seq: number; updates: { id: string }[] };
	};
	await post('/v1/notices', { id: 'n', title: 'Down' });
	const { seq, updates } = await post('/v1/notices/n/updates', { body: `The password is ${secret}.` });
	const running = await subscribe(url);
	await Promise.all(running.map((each) => each.until(({ state }) => state.seq >= seq)));
	assert.ok(running.every(holdsSecret), 'every process serves it before');

	const path = `/v1/notices/n/updates/${updates[0]?.id}/redact`;
	const redacted = await post(path, { body: 'Changed.', reason: 'A password.' });
	assert.ok(redacted.seq > seq);
	await Promise.all(running.map((each) => each.until(({ state }) => state.seq >= redacted.seq)));
	for (const { state } of running)
		assert.equal(JSON.stringify([...state.records.values()]).includes(secret), false);

	// A stream that resumes reads what it missed, also from the commit that had the words.
	for (const query of ['', '?since=1', `?since=${seq}`]) {
		const subscribers = await subscribe(url, query);
		await Promise.all(subscribers.map((each) => each.until(({ state }) => state.seq >= redacted.seq)));
		assert.equal(subscribers.some(holdsSecret), false, query);
		for (const subscriber of subscribers) subscriber.close();
	}
	for (const each of ['/v1/snapshot', '/v1/notices/n', '/v1/history', '/v1/notices'])
		assert.equal((await (await fetch(url + each)).text()).includes(secret), false, each);
	for (const subscriber of running) subscriber.close();
});
