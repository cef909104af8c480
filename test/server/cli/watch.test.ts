/** `candor watch`: every change in plain words, over lost connections, without a gap. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import type { StateRecord } from '../../../src/model/state/commit.ts';
import { encodeFrame, protocolVersion } from '../../../src/model/wire/wire.ts';
import { house, listen, noon } from './operator.ts';
import { watch } from './watcher.ts';

/** A line that never comes is a failure, not a wait. */
const patience = { timeout: 20_000 };

test('an outage reads as a story', patience, async (context) => {
	const { candor, url, clock } = await house(context);
	await candor('page', 'set', '--name', 'Example Shop');
	const watcher = watch(context, url, { clock });
	await watcher.line(/Watching/);
	await candor(
		'open',
		'Checkout is failing',
		'--impact',
		'major',
		'--component',
		'checkout',
		'-m',
		'We look into it.',
	);
	await candor(
		'update',
		'A fix\nis on its way.',
		'--phase',
		'identified',
		'--component',
		'checkout=degraded',
	);
	await candor('edit', '--title', 'Payments are failing');
	await candor('resolve', 'It works again.');
	await candor('reopen');
	await candor('retract');
	await watcher.line(/Retracted/);
	assert.deepEqual(
		watcher.lines.map((line) => line.replace(/^12:00:00 {2}/, '')),
		[
			'Watching Example Shop. All systems are working normally. No notice is open.',
			'Opened: “Checkout is failing” · Major impact · Investigating · We look into it.',
			'Checkout: Partly unavailable',
			'Update: “Checkout is failing” · Cause identified · A fix is on its way.',
			'Checkout: Slower or less reliable',
			'Changed: “Payments are failing”',
			'Ended: “Payments are failing” · Resolved · It works again.',
			'Checkout: Working normally',
			'Reopened: “Payments are failing” · Investigating',
			'Checkout: Slower or less reliable',
			'Retracted: “Payments are failing”',
			'Checkout: Working normally',
		],
	);
	assert.equal((await watcher.end()).code, 0);
});

test('what comes after the outage is told too', patience, async (context) => {
	const { candor, url, clock } = await house(context);
	await candor('open', 'Checkout is failing', '--id', 'n', '--drill');
	const watcher = watch(context, url, { clock });
	await watcher.line(/Watching/);
	const offer = ['-m', 'Sorry.', '--offer', 'discount', '--summary', '10 % off', '--notice', 'n'];
	await candor('remedy', 'put', 'r', 'We are sorry', ...offer);
	await candor('postmortem', 'put', 'n', 'Why', '-m', 'A certificate.');
	await candor('postmortem', 'put', 'n', 'Why it failed', '-m', 'A certificate.');
	await candor('remedy', 'remove', 'r');
	await candor('retract', 'n');
	await watcher.line(/Retracted/);
	await watcher.line(/Post-mortem removed/);
	assert.deepEqual(
		watcher.lines.slice(1).map((line) => line.replace(/^12:00:00 {2}/, '')),
		[
			'Remedy published: “We are sorry”',
			'Post-mortem published: “Why”',
			'Post-mortem changed: “Why it failed”',
			'Remedy removed: “We are sorry”',
			'Retracted: Drill “Checkout is failing”',
			'Post-mortem removed: “Why it failed”',
		],
	);
	assert.equal((await watcher.end()).code, 0);
});

test('with --json every line is an object of its own', patience, async (context) => {
	const { candor, url, clock } = await house(context);
	const watcher = watch(context, url, { clock, argv: ['--json'] });
	await watcher.line(/watching/);
	await candor('open', 'Checkout is failing');
	assert.deepEqual(JSON.parse(await watcher.line(/opened/)), {
		type: 'opened',
		notice: 'n1',
		text: 'Opened: “Checkout is failing” · Minor impact · Investigating',
		at: '2030-01-01T12:00:00.000Z',
		seq: 1,
	});
});

test(
	'a lost connection is told, and nothing that happened meanwhile is missed',
	patience,
	async (context) => {
		const place = await house(context);
		let streams: ServerResponse[] = [];
		let down = false;
		place.fault = (request, response) => {
			if (!request.url?.startsWith('/v1/stream')) return false;
			if (down) response.destroy();
			else streams.push(response);
			return down;
		};
		await place.candor('open', 'Checkout is failing');
		const watcher = watch(context, place.url);
		assert.match(await watcher.line(/Watching/), /Open: “Checkout is failing” \(n1\)/);
		down = true;
		for (const stream of streams) stream.destroy();
		await watcher.line(/Connection lost: .+\. Trying again in \d/);
		await place.candor('update', 'News while nobody hears.');
		streams = [];
		down = false;
		await watcher.line(/Connected again/);
		await watcher.line(/News while nobody hears/);
		await place.candor('resolve');
		await watcher.line(/Ended/);
		assert.equal(watcher.lines.filter((line) => /News while/.test(line)).length, 1);
	},
);

test('a promise that passes is told by the clock alone', patience, async (context) => {
	const { candor, url, clock } = await house(context);
	await candor('open', 'Checkout is failing', '--next-update', '20m');
	let asked = 0;
	const sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
		asked = milliseconds;
		if (!signal?.aborted) clock.now += milliseconds;
	};
	const watcher = watch(context, url, { clock, io: { sleep } });
	assert.equal(
		await watcher.line(/Overdue/),
		'12:20:00  Overdue: the update promised on “Checkout is failing” has not come',
	);
	assert.equal(asked, 20 * 60_000);
});

/** A stream that says what a test wants it to say, one script per connection. */
async function scripted(
	context: Parameters<typeof listen>[0],
	...scripts: ((response: ServerResponse, url: string) => void)[]
) {
	let connections = 0;
	return listen(context, (request, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		scripts[Math.min(connections++, scripts.length - 1)]?.(response, request.url ?? '');
	});
}
const at = new Date(noon).toISOString();
const pageRecord = (name: string, seq: number): StateRecord => ({
	kind: 'page',
	id: 'page',
	seq,
	value: { name, statusUrl: null, supportUrl: null, subscribe: [] },
});
const snapshot = (name: string, seq: number, site = 'a'): string =>
	encodeFrame({
		name: 'snapshot',
		data: {
			...{ v: protocolVersion, seq, at, site, records: [pageRecord(name, seq)] },
			...{ policy: { mode: 'stream', intervalMs: 1000 }, heartbeatMs: 15_000 },
		},
	});
const change = (name: string, seq: number, site = 'a'): string =>
	encodeFrame({
		name: 'change',
		data: { v: protocolVersion, seq, at, site, since: 0, records: [pageRecord(name, seq)] },
	});

test('it comes back after a server that retires, from where it stood', patience, async (context) => {
	const seen: string[] = [];
	const url = await scripted(
		context,
		(response) =>
			response.write(snapshot('One', 7) + encodeFrame({ name: 'retire', data: { v: 1, afterMs: 500 } })),
		(response, address) => {
			seen.push(address);
			response.write(change('Two', 8));
		},
	);
	const watcher = watch(context, url);
	await watcher.line(/about to stop/);
	await watcher.line(/The page is called “Two”/);
	assert.deepEqual(seen, ['/v1/stream?since=7']);
});

test('a server with another log is read from the beginning', patience, async (context) => {
	const seen: string[] = [];
	const url = await scripted(
		context,
		(response) => response.end(snapshot('One', 7)),
		(response, address) => {
			seen.push(address);
			response.write(change('Wrong', 9, 'b'));
		},
		(response, address) => {
			seen.push(address);
			response.write(snapshot('Two', 3, 'b'));
		},
	);
	const watcher = watch(context, url);
	await watcher.line(/has begun a new log/);
	await watcher.line(/The page is called “Two”/);
	assert.deepEqual(seen, ['/v1/stream?since=7', '/v1/stream']);
	assert.ok(!watcher.lines.some((line) => line.includes('Wrong')));
});

test('frames cut anywhere, of unknown names, and rubbish do no harm', patience, async (context) => {
	const bytes = Buffer.from(`\ufeff: hello\n\nevent: later\ndata: {}\n\n${snapshot('Überall', 7)}`);
	const url = await scripted(context, (response) => {
		for (const byte of bytes) response.write(Buffer.from([byte]));
	});
	await watch(context, url).line(/Watching Überall/);
	const rubbish = await scripted(
		context,
		(response) => response.write(`${snapshot('One', 7)}event: change\ndata: {"v":1}\n\n`),
		(response) => response.write(snapshot('Two', 8)),
	);
	const watcher = watch(context, rubbish);
	await watcher.line(/cannot be read/);
	await watcher.line(/The page is called “Two”/);
});

test('a connection that has gone silent is given up and made anew', patience, async (context) => {
	const url = await scripted(
		context,
		(response) => response.write(snapshot('One', 7)),
		(response) => response.write(change('Two', 8)),
	);
	const deadlines: number[] = [];
	// The second word of the first connection never comes: that deadline passes at once.
	const timeout = (milliseconds: number): AbortSignal => {
		deadlines.push(milliseconds);
		return deadlines.length === 3 ? AbortSignal.timeout(1) : new AbortController().signal;
	};
	const watcher = watch(context, url, { io: { timeout } });
	await watcher.line(/nothing was heard for 38 s/);
	await watcher.line(/The page is called “Two”/);
});

test(
	'3: it gives up where nobody has ever answered, or something else answers',
	patience,
	async (context) => {
		const page = await listen(context, (_request, response) => response.end('<h1>Hello</h1>'));
		const watcher = watch(context, page);
		const { code, err } = await watcher.ended;
		assert.equal(code, 3);
		assert.match(err, /it sent no event stream/);
	},
);
