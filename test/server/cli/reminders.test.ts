/** `candor watch` reminds operators of promised updates; `candor promises` lists and counts them. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import type { Style } from '../../../server/cli/render/style.ts';
import { readDrillReminder } from '../../../server/cli/watch/drill-reminders.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { runCli, startServer } from './harness.ts';
import { watch } from './watcher.ts';

/** A line that never comes fails the test. */
const timeLimit = { timeout: 20_000 };
const minuteMs = 60_000;

/** Delays take no time. */
const sleep = (_ms: number, signal?: AbortSignal): Promise<void> =>
	new Promise((resolve) => (signal?.aborted ? resolve() : setImmediate(resolve)));

/** Only the wait before the stream of reminders ends. */
const timeout = (ms: number): AbortSignal =>
	ms === 15_000 ? AbortSignal.timeout(1) : new AbortController().signal;

/** A server whose clock the test moves, and the streams of reminders that were opened. */
async function aClockedServer(context: TestContext) {
	const clock = aManualClock();
	const server = await startServer(context, { clock });
	server.clock.now = clock.now();
	const streams: ServerResponse[] = [];
	const waiting: (() => void)[] = [];
	server.fault = (request, response) => {
		if (request.url?.startsWith('/v1/reminders')) {
			streams.push(response);
			waiting.shift()?.();
		}
		return false;
	};
	return {
		...server,
		url: server.url,
		streams,
		nextStream: () => new Promise<void>((resolve) => waiting.push(resolve)),
		async advance(minutes: number): Promise<void> {
			clock.advance(minutes * minuteMs);
			server.clock.now = clock.now();
			// A command waits for what the clock has caused.
			await server.candor('page', 'set', '--name', 'Shop');
		},
	};
}

test('watch reminds of a promise three times, also over a lost connection', timeLimit, async (context) => {
	const { candor, url, clock, advance, nextStream, streams } = await aClockedServer(context);
	const connected = nextStream();
	const watcher = watch(context, url, { clock, io: { sleep, timeout } });
	await watcher.line(/Watching/);
	await connected;
	await candor('open', 'Checkout is failing', '--next-update', '10m');
	await advance(5);
	await watcher.line(/00:05:00 {2}Update due in 5 min: “Checkout is failing”, promised by 00:10 UTC$/);
	const again = nextStream();
	streams[0]?.socket?.destroy();
	await again;
	await advance(4);
	await watcher.line(/Update due in 1 min: “Checkout is failing”/);
	await advance(1);
	await watcher.line(/Overdue: an update to “Checkout is failing” was promised by 00:10 UTC$/);
	await advance(30);
	assert.equal(watcher.lines.filter((line) => /Overdue|due in/.test(line)).length, 3);
	assert.equal((await watcher.end()).code, 0);
});

test('watch says an hour before that maintenance begins', timeLimit, async (context) => {
	const { candor, url, clock, advance, nextStream } = await aClockedServer(context);
	const connected = nextStream();
	const watcher = watch(context, url, { clock, io: { sleep, timeout } });
	await watcher.line(/Watching/);
	await connected;
	await candor('open', 'Upgrade', '--component', 'db', '--starts', '70m', '--ends', '2h');
	await advance(10);
	await watcher.line(/00:10:00 {2}Maintenance begins in 1 h: “Upgrade”, at 01:10 UTC$/);
	assert.equal((await watcher.end()).code, 0);
});

test(
	'without a token, watch says what is overdue as before, and asks for no reminders',
	timeLimit,
	async (context) => {
		const { url, clock, streams } = await aClockedServer(context);
		const watcher = watch(context, url, { clock, io: { sleep, timeout }, environment: { CANDOR_TOKEN: '' } });
		await watcher.line(/Watching/);
		await watcher.end();
		assert.equal(streams.length, 0);
	},
);

test('a token that may not read reminders leaves watch as it was', timeLimit, async (context) => {
	const { url, clock, candor, nextStream } = await aClockedServer(context);
	const connected = nextStream();
	const watcher = watch(context, url, {
		clock,
		io: { sleep, timeout },
		environment: { CANDOR_TOKEN: 'candor_wrong-token-123456' },
	});
	await watcher.line(/Watching/);
	await connected;
	await candor('open', 'Checkout is failing');
	await watcher.line(/Opened/);
	const { code, err } = await watcher.end();
	assert.equal(code, 0);
	assert.match(err, /Reminders of promised updates are not available: /);
});

test('promises are listed with their times and counts, and --no-promise is in the audit log', async (context) => {
	const { candor, json, advance, url } = await aClockedServer(context);
	await candor('open', 'Checkout is failing', '--id', 'n', '--impact', 'critical');
	await candor('open', 'Search is slow', '--id', 'm', '--no-promise');
	await advance(40);
	await candor('update', 'n', '-m', 'Late.');
	const { out } = await candor('promises');
	assert.match(out, /^n +due by 01:10 UTC \(in 30 min\) +Checkout is failing +kept 0, broken 1\n/);
	assert.match(out, /\nm +none, by choice +Search is slow/);
	assert.match(out, /\n\nKept: 0 · broken: 1 · moved before their time: 0\n$/);
	const { out: log } = await candor('log', 'm');
	assert.match(log, /declined/);
	const both = await candor('update', 'n', '-m', 'x', '--no-promise', '--next-update', '5m');
	assert.equal(both.code, 2);
	assert.match(both.err, /exclude each other/);
	await candor('update', 'n', '-m', 'x', '--no-promise');
	const [first] = (await json('promises')).promises as { state: string }[];
	assert.equal(first?.state, 'declined');
	const anonymous = await runCli(['promises'], { url, environment: { CANDOR_TOKEN: '' } });
	assert.equal(anonymous.code, 4);
});

test('a reminder of a drill names what is due and when the last one was; other events are none', () => {
	const style = { now: Date.parse('2030-03-02T00:00:00.000Z') } as Style;
	const data = {
		...{ seq: 7, at: '2030-03-02T00:00:00.000Z', cadence: 'critical' },
		...{ dueAt: '2030-03-02T00:00:00.000Z', lastDrillAt: '2030-01-31T00:00:00.000Z' },
	};
	const reminder = readDrillReminder('drill', data);
	assert.deepEqual([reminder?.seq, reminder?.type], [7, 'drill']);
	assert.match(
		reminder?.textFor(style) ?? '',
		/^A drill of what is critical is due: the last one ended .+ ago\. Hold one: candor drill$/,
	);
	assert.match(
		readDrillReminder('drill', { ...data, cadence: 'regular' })?.textFor(style) ?? '',
		/^A drill is due/,
	);
	for (const [name, other] of [
		['reminder', data],
		['drill', { ...data, cadence: 'yearly' }],
		['drill', { ...data, lastDrillAt: 'never' }],
		['drill', null],
	] as const)
		assert.equal(readDrillReminder(name, other), null);
});
