/** The promise clock of a running server: times, counts and reminders, over restarts. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createEventStreamDecoder } from '../../../src/model/wire/event-stream.ts';
import { aFolder } from '../../support/folder.ts';
import { aManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { aServer, type TestServer, token } from '../../support/server.ts';

const asOperator = { headers: { authorization: `Bearer ${token}` } };
const minuteMs = 60_000;
const read = async ({ request }: TestServer, path: string) => (await request(path, asOperator)).body;

/** Reminders as they arrive. */
async function reminderStream(context: TestContext, { url }: TestServer, query = '') {
	const stop = new AbortController();
	context.after(() => stop.abort());
	const response = await fetch(`${url}/v1/reminders${query}`, { ...asOperator, signal: stop.signal });
	assert.equal(response.status, 200);
	assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
	const received: { stage: string; notice: string; seq: number; title: string }[] = [];
	const decoder = createEventStreamDecoder(() => undefined, 100_000);
	const waiting = new Set<() => void>();
	const ended = (async () => {
		const text = new TextDecoder();
		for await (const chunk of response.body ?? []) {
			for (const { name, data } of decoder.read(text.decode(chunk, { stream: true }))) {
				assert.equal(name, 'reminder');
				received.push(JSON.parse(data));
			}
			for (const check of waiting) check();
		}
	})();
	const isOver = ended.catch(() => undefined);
	const until = (count: number): Promise<void> =>
		new Promise((resolve) => {
			const check = (): void => {
				if (received.length >= count) resolve();
			};
			waiting.add(check);
			check();
		});
	return { received, until, isOver };
}

/** Advances the clock and waits until what it caused is published. */
async function advance(server: TestServer, clock: ManualClock, ms: number): Promise<void> {
	clock.advance(ms);
	// The command waits for those before it.
	await server.write('PUT', '/v1/page', { name: 'Shop' });
}

test('an incident that names no time gets one from the pack, and one without is recorded', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	const { write } = server;
	const inMinutes = (minutes: number): string => new Date(clock.now() + minutes * minuteMs).toISOString();
	const opened = await write('POST', '/v1/notices', { id: 'n', title: 'Down', impact: 'major' });
	assert.deepEqual(opened.body.promise, { nextUpdateBy: inMinutes(60) });
	const declined = await write('POST', '/v1/notices', { id: 'm', title: 'Slow', promise: null });
	assert.equal(declined.body.promise, null);
	const list = await read(server, '/v1/promises');
	assert.deepEqual(
		list.promises.map(({ notice, state, nextUpdateBy }: Record<string, string>) => [
			notice,
			state,
			nextUpdateBy,
		]),
		[
			['n', 'due', inMinutes(60)],
			['m', 'declined', null],
		],
	);
	const { entries } = await read(server, '/v1/log?notice=m');
	const recorded = entries[0].changes.find(({ kind }: { kind: string }) => kind === 'promise');
	assert.deepEqual(
		recorded.fields.find(({ field }: { field: string }) => field === 'declined'),
		{ field: 'declined', before: null, after: true },
	);
	assert.equal((await server.request('/v1/promises')).status, 401);
	const none = await aServer(context, { pack: null });
	const without = await none.write('POST', '/v1/notices', { title: 'Down' });
	assert.equal(without.body.promise, null);
});

test('three reminders, none twice over restarts, and counts that a restart leaves as they are', async (context) => {
	const data = aFolder(context);
	const clock = aManualClock();
	const stages: string[] = [];
	let server = await aServer(context, { data, clock });
	const restart = async (): Promise<void> => {
		await server.close();
		server = await aServer(context, { data, clock });
	};
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Down', promise: { nextUpdateBy: '10m' } });
	let seq = 0;
	for (const [ms, expected] of [
		[4 * minuteMs, []],
		[minuteMs, ['five-minutes']],
		[2 * minuteMs, []],
		[2 * minuteMs, ['one-minute']],
		[minuteMs, ['late']],
		[30 * minuteMs, []],
	] as const) {
		const stream = await reminderStream(context, server, `?since=${seq}`);
		await advance(server, clock, ms);
		await stream.until(expected.length);
		await restart();
		await stream.isOver;
		assert.deepEqual(
			stream.received.map(({ stage }) => stage),
			expected,
			`after ${ms}`,
		);
		stages.push(...stream.received.map(({ stage }) => stage));
		seq = stream.received.at(-1)?.seq ?? seq;
	}
	assert.deepEqual(stages, ['five-minutes', 'one-minute', 'late']);
	await server.write('POST', '/v1/notices/n/updates', { body: 'Late.', promise: { nextUpdateBy: '20m' } });
	clock.advance(minuteMs);
	await server.write('POST', '/v1/notices/n/resolve', { body: 'Over.' });
	const counts = { kept: 1, broken: 1, moved: 0 };
	for (let round = 0; round < 2; round++) {
		const { kept, broken, moved } = await read(server, '/v1/promises');
		assert.deepEqual({ kept, broken, moved }, counts);
		assert.deepEqual(await read(server, '/v1/notices/n/promises'), { notice: 'n', ...counts });
		await restart();
	}
});

test('a client that was away gets the newest missed reminder of each notice, once', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	for (const id of ['a', 'b'])
		await server.write('POST', '/v1/notices', { id, title: `Down ${id}`, promise: { nextUpdateBy: '10m' } });
	await advance(server, clock, 6 * minuteMs);
	await advance(server, clock, 5 * minuteMs);
	const stream = await reminderStream(context, server, '?since=0');
	await stream.until(2);
	assert.deepEqual(
		stream.received.map(({ notice, stage }) => [notice, stage]),
		[
			['a', 'late'],
			['b', 'late'],
		],
	);
	const last = stream.received.at(-1)?.seq;
	const again = await reminderStream(context, server, `?since=${last}`);
	await server.write('POST', '/v1/notices', { id: 'c', title: 'Down c', promise: { nextUpdateBy: '1m' } });
	await advance(server, clock, 2 * minuteMs);
	await again.until(1);
	assert.deepEqual(
		again.received.map(({ notice }) => notice),
		['c'],
	);
	assert.equal((await server.request('/v1/reminders?since=x', asOperator)).body.code, 'bad-cursor');
	assert.equal((await server.request('/v1/reminders')).status, 401);
});

test('with a real clock, a promise becomes late once, and the reminder arrives on its own', async (context) => {
	const data = aFolder(context);
	const first = await aServer(context, { data });
	const stream = await reminderStream(context, first);
	const opened = await first.write('POST', '/v1/notices', {
		id: 'n',
		title: 'Down',
		promise: { nextUpdateBy: '700ms' },
	});
	await stream.until(1);
	const [reminder] = stream.received;
	assert.equal(reminder?.stage, 'late');
	assert.ok(Date.now() >= Date.parse(opened.body.promise.nextUpdateBy));
	await first.close();
	await stream.isOver;
	const second = await aServer(context, { data });
	const since = await reminderStream(context, second, `?since=${reminder.seq}`);
	// Another one comes after everything that the restart could have repeated.
	await second.write('POST', '/v1/notices', { id: 'm', title: 'Slow', promise: { nextUpdateBy: '300ms' } });
	await since.until(1);
	assert.deepEqual(
		since.received.map(({ notice }) => notice),
		['m'],
	);
	const { broken, promises } = await read(second, '/v1/promises');
	assert.equal(broken, 2);
	assert.deepEqual(
		promises.map(({ state, reminder }: Record<string, string>) => [state, reminder]),
		[
			['overdue', 'late'],
			['overdue', 'late'],
		],
	);
});

test('no reminder and no choice is on the public wire', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Down', promise: null });
	await server.write('POST', '/v1/notices', { id: 'm', title: 'Slow', promise: { nextUpdateBy: '1m' } });
	await advance(server, clock, 2 * minuteMs);
	const first = await (await fetch(`${server.url}/v1/stream?since=0`)).body?.getReader().read();
	const texts = await Promise.all(
		['/v1/snapshot', '/v1/history', '/v1/notices', '/v1/notices/n'].map(
			async (path) => (await server.request(path)).text,
		),
	);
	for (const text of [Buffer.from(first?.value ?? []).toString(), ...texts]) {
		assert.match(text, /Down|"days"/);
		assert.doesNotMatch(text, /declined|reminder|"kind":"promise"/);
	}
});
