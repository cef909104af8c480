/** However servers and mirrors fare, nobody is asked too often. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aFeed, mirror, second, server } from '../connected.ts';
import { type Call, settle } from '../network.ts';
import { aSnapshot, snapshot } from '../records.ts';

/** What may become of a request. */
const outcomes: Readonly<Record<string, (call: Call) => void>> = {
	refused: (call) => call.fail(),
	hangs: () => undefined,
	trickles: (call) => call.send(': candor\n\n'),
	'accepts and closes': (call) => call.close(),
	'good and closes': (call) => {
		call.frame(snapshot(1, []));
		call.close();
	},
	retires: (call) => {
		call.frame(snapshot(1, []));
		call.frame({ name: 'retire', data: { v: 1, afterMs: 0 } });
	},
	good: (call) =>
		call.address.includes('/v1/stream') ? call.frame(snapshot(1, [])) : call.snapshot(aSnapshot(1, [])),
	'good, then nonsense': (call) => {
		call.frame(snapshot(1, []));
		call.send('event: change\ndata: {"seq":1}\n\n');
	},
	'tells to poll': (call) => {
		const policy = { mode: 'poll', intervalMs: 0 } as const;
		if (call.address.includes('/v1/stream')) call.frame(snapshot(1, [], { policy }));
		else call.snapshot(aSnapshot(1, [], { policy }));
	},
	html: (call) => call.answer('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } }),
	'cut json': (call) => call.answer('{"v":1,', { headers: { 'content-type': 'application/json' } }),
	busy: (call) => call.answer('', { status: 503, headers: { 'retry-after': '0' } }),
	missing: (call) => call.answer('', { status: 404 }),
	unreadable: (call) => call.answer('', { status: 400 }),
};

for (const [what, settings] of [
	['one server', {}],
	['one server and a mirror', { mirrors: mirror }],
	['two servers and a mirror', { source: `${server} ${second}`, mirrors: mirror }],
] as const)
	test(`with ${what}, at most five requests are made within any ten seconds, whatever becomes of them`, async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.infiniteStream(fc.constantFrom(...Object.keys(outcomes)), { noHistory: true }),
				fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { noHistory: true }),
				async (fates, chances) => {
					const random = () => chances.next().value as number;
					const { calls, environment, feed, advance } = await aFeed(settings, { random });
					const made: number[] = [];
					const told: string[] = [];
					const tell = async () => {
						while (made.length < calls.length) {
							const fate = fates.next().value as string;
							made.push(environment.performance.now());
							told.push(fate);
							outcomes[fate]?.(calls[made.length - 1] as Call);
							await settle();
						}
					};
					await tell();
					for (let step = 0; step < 60; step += 1) {
						// Now and then the reader or the network returns before it is time.
						if (random() < 0.2) environment.tell('online');
						await advance(Math.min(environment.timers()[0] ?? 1_000, 20_000 * random()));
						await tell();
					}
					feed.close();
					for (const [index, time] of made.entries())
						assert.ok(
							time - (made[index - 5] ?? Number.NEGATIVE_INFINITY) >= 9_999.999,
							`six within ten seconds: ${told.slice(Math.max(0, index - 5), index + 1).join(', ')} at ${made.slice(Math.max(0, index - 5), index + 1)}`,
						);
				},
			),
			{ numRuns: 30, endOnFailure: true, includeErrorInReport: true },
		);
	});
