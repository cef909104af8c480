/** How often `candor watch` and `candor mirror` reconnect to a stream that keeps ending. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeFrame } from '../../../src/model/wire/frame-text.ts';
import { protocolVersion } from '../../../src/model/wire/frames.ts';
import { aFolder } from '../../support/folder.ts';
import { listen, noon, startServer } from './harness.ts';
import { watch } from './watcher.ts';

/** A reconnect that never happens fails the test. */
const timeLimit = { timeout: 30_000 };
const observedMs = 5_000;
const realSleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
	await wait(ms, undefined, signal && { signal }).catch(() => {});
};
const realTime = (interruption: AbortController) => ({
	sleep: realSleep,
	random: Math.random,
	now: Date.now,
	interruption: () => interruption.signal,
});

const snapshot = (seq: number): string =>
	encodeFrame({
		name: 'snapshot',
		data: {
			...{ v: protocolVersion, seq, at: new Date(noon).toISOString(), site: 'a', records: [] },
			...{ policy: { mode: 'stream', intervalMs: 1000 }, heartbeatMs: 15_000 },
		},
	});

/** Sends one snapshot and ends the stream. */
const sendOneFrame = (response: ServerResponse): void => {
	response.writeHead(200, { 'content-type': 'text/event-stream' }).end(snapshot(1));
};

test(
	'watch connects at most three times in five seconds to a stream that ends after its first frame',
	timeLimit,
	async (context) => {
		let connections = 0;
		const url = await listen(context, (_request, response) => {
			connections++;
			sendOneFrame(response);
		});
		const interruption = new AbortController();
		const watcher = watch(context, url, { io: realTime(interruption) });
		await wait(observedMs);
		assert.ok(connections <= 3, `${connections} connections`);
		while (connections < 2) await wait(50);
		interruption.abort();
		assert.equal((await watcher.ended).code, 0);
	},
);

test('mirror backs off from such a stream, too', timeLimit, async (context) => {
	const server = await startServer(context);
	const requests: string[] = [];
	server.fault = (request, response) => {
		requests.push(request.url ?? '');
		if (!request.url?.startsWith('/v1/stream')) return false;
		sendOneFrame(response);
		return true;
	};
	const interruption = new AbortController();
	const mirror = watch(context, server.url, {
		command: 'mirror',
		argv: [aFolder(context)],
		io: realTime(interruption),
	});
	const countConnections = () => requests.filter((path) => path.startsWith('/v1/stream')).length;
	await wait(observedMs);
	assert.ok(countConnections() <= 3, `${countConnections()} connections`);
	while (countConnections() < 2) await wait(50);
	interruption.abort();
	assert.equal((await mirror.ended).code, 0);
});

/**
 * Runs `candor watch` with a clock that the test sets, and records the delays before each
 * reconnect.
 */
function watchWithClock(context: TestContext, url: string) {
	const clock = { now: 0 };
	const delays: number[] = [];
	const interruption = new AbortController();
	const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		// The printer's own timers have another signal.
		if (signal !== interruption.signal) return;
		delays.push(ms);
		clock.now += ms;
		await new Promise(setImmediate);
	};
	const io = { sleep, monotonicNow: () => clock.now, interruption: () => interruption.signal };
	const watcher = watch(context, url, { io });
	context.after(() => interruption.abort());
	return { watcher, clock, delays, interruption };
}

test(
	'the delays grow while streams are short, and start again after one that lasted ten seconds',
	timeLimit,
	async (context) => {
		const streams: ServerResponse[] = [];
		let notifyOpen = (): void => undefined;
		const url = await listen(context, (_request, response) => {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.write(snapshot(streams.length + 1));
			streams.push(response);
			notifyOpen();
		});
		const { watcher, clock, delays, interruption } = watchWithClock(context, url);
		const endStreamAfter = async (ms: number, number: number): Promise<void> => {
			if (streams.length < number) await new Promise<void>((resolve) => (notifyOpen = resolve));
			// The line after the first frame of this connection: "Watching", later "Connected
			// again".
			while (watcher.lines.filter((line) => /Watching|Connected again/.test(line)).length < number)
				await new Promise(setImmediate);
			clock.now += ms;
			streams[number - 1]?.end();
			while (delays.length < number) await new Promise(setImmediate);
		};
		await endStreamAfter(100, 1);
		await endStreamAfter(9_000, 2);
		await endStreamAfter(100, 3);
		await endStreamAfter(10_000, 4);
		interruption.abort();
		await watcher.ended;
		assert.deepEqual(delays, [2_000, 4_000, 8_000, 2_000]);
	},
);

test('a stream that the server refuses is not requested before Retry-After', timeLimit, async (context) => {
	let connections = 0;
	const url = await listen(context, (_request, response) => {
		if (++connections > 1) return void sendOneFrame(response);
		response.writeHead(503, { 'retry-after': '20' }).end();
	});
	const { watcher, delays, interruption } = watchWithClock(context, url);
	await watcher.line(/Watching/);
	interruption.abort();
	await watcher.ended;
	assert.ok((delays[0] ?? 0) >= 20_000, String(delays[0]));
});

test(
	'streams that last ten seconds each lead to at most twenty connections in five minutes',
	timeLimit,
	async (context) => {
		const times: number[] = [];
		let notifyEnough = (): void => undefined;
		const enough = new Promise<void>((resolve) => {
			notifyEnough = resolve;
		});
		const { clock, interruption, watcher } = watchWithClock(
			context,
			await listen(context, (_request, response) => {
				times.push(clock.now);
				response.writeHead(200, { 'content-type': 'text/event-stream' }).write(snapshot(times.length));
				// By the clock of the test, the stream lasts ten seconds after its first frame has
				// arrived.
				setTimeout(() => {
					clock.now += 10_000;
					response.end();
				}, 20);
				if (times.length === 41) notifyEnough();
			}),
		);
		await enough;
		interruption.abort();
		await watcher.ended;
		for (const [index, time] of times.entries()) {
			const inFiveMinutes = times.filter((each) => each >= time && each < time + 300_000).length;
			assert.ok(inFiveMinutes <= 20, `${inFiveMinutes} connections after connection ${index + 1}`);
		}
	},
);
