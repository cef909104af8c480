/** Whatever servers and mirrors answer, the page stays within its budget of requests. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aSnapshot, snapshot } from '../records.ts';
import { aFeed, mirror, second, server, third } from '../scripted-feed.ts';
import { type Call, settle } from '../scripted-network.ts';

/** What may happen to a request. */
const outcomes: Readonly<Record<string, (call: Call) => void>> = {
	refused: (call) => call.fail(),
	hangs: () => undefined,
	trickles: (call) => call.send(': candor\n\n'),
	'opens and closes': (call) => call.close(),
	'sends a snapshot and closes': (call) => {
		call.frame(snapshot(1, []));
		call.close();
	},
	retires: (call) => {
		call.frame(snapshot(1, []));
		call.frame({ name: 'retire', data: { v: 1, afterMs: 0 } });
	},
	succeeds: (call) =>
		call.address.includes('/v1/stream') ? call.frame(snapshot(1, [])) : call.snapshot(aSnapshot(1, [])),
	'sends a snapshot, then invalid JSON': (call) => {
		call.frame(snapshot(1, []));
		call.send('event: change\ndata: {"seq":1}\n\n');
	},
	'asks for polls': (call) => {
		const policy = { mode: 'poll', intervalMs: 0 } as const;
		if (call.address.includes('/v1/stream')) call.frame(snapshot(1, [], { policy }));
		else call.snapshot(aSnapshot(1, [], { policy }));
	},
	html: (call) => call.answer('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } }),
	'incomplete JSON': (call) => call.answer('{"v":1,', { headers: { 'content-type': 'application/json' } }),
	busy: (call) => call.answer('', { status: 503, headers: { 'retry-after': '0' } }),
	missing: (call) => call.answer('', { status: 404 }),
	unreadable: (call) => call.answer('', { status: 400 }),
};

for (const [what, settings] of [
	['one server', {}],
	['one server and a mirror', { mirrors: mirror }],
	['two servers and a mirror', { source: `${server} ${second}`, mirrors: mirror }],
	['three servers and a mirror', { source: `${server} ${second} ${third}`, mirrors: mirror }],
] as const)
	test(`with ${what}, at most seven requests are made within any 21 seconds, and ten within a minute for one address, whatever happens to them`, async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.infiniteStream(fc.constantFrom(...Object.keys(outcomes)), { noHistory: true }),
				fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { noHistory: true }),
				async (results, randomNumbers) => {
					const random = () => randomNumbers.next().value as number;
					/** How likely the network returns in a step. */
					const returns = random();
					const { calls, environment, feed, advance } = await aFeed(settings, { random });
					const made: number[] = [];
					const timesOf = new Map<string, number[]>();
					const happened: string[] = [];
					const answerAll = async () => {
						while (made.length < calls.length) {
							const result = results.next().value as string;
							made.push(environment.performance.now());
							const [address = ''] = calls[made.length - 1]?.address.split('?') ?? [];
							timesOf.set(address, [...(timesOf.get(address) ?? []), environment.performance.now()]);
							happened.push(result);
							outcomes[result]?.(calls[made.length - 1] as Call);
							await settle();
						}
					};
					await answerAll();
					for (let step = 0; step < 60; step += 1) {
						// Sometimes the network returns before the wait is over.
						if (random() < returns) environment.fire('online');
						await advance(Math.min(environment.timers()[0] ?? 1_000, 20_000 * random()));
						await answerAll();
					}
					feed.close();
					for (const [index, time] of made.entries())
						assert.ok(
							time - (made[index - 7] ?? Number.NEGATIVE_INFINITY) >= 20_999.999,
							`eight requests within 21 seconds: ${happened.slice(Math.max(0, index - 7), index + 1).join(', ')} at ${made.slice(Math.max(0, index - 7), index + 1)}`,
						);
					for (const [address, times] of timesOf)
						for (const [index, time] of times.entries())
							assert.ok(time - (times[index - 10] ?? Number.NEGATIVE_INFINITY) >= 60_000, address);
				},
			),
			{ numRuns: 30, endOnFailure: true, includeErrorInReport: true },
		);
	});
