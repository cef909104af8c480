/** How often a mirror asks a server or a storage that fails. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as realSleep } from 'node:timers/promises';
import { Copier } from '../../../../server/connectors/mirror/copier.ts';
import type { Source } from '../../../../server/connectors/mirror/files.ts';
import { Mirror, type MirrorEvent, type SourceEvent } from '../../../../server/connectors/mirror/mirror.ts';
import { aManualClock } from '../../../support/manual-clock.ts';

const second = 1_000;
const minute = 60 * second;
/** A file that was checked is not requested again for 50 s. */
const mostInFiveMinutes = 7;

interface Options {
	/** Whether the storage accepts the file of a copy, by the number of the copy. */
	readonly accepts?: (copy: number) => boolean;
	/** How often the stream announces a change; 0: never. */
	readonly changeEveryMs?: number;
	/** What the server answers to a request for anything but the snapshot. */
	readonly fetchOther?: Source['fetch'];
}

const failing: Source['fetch'] = async (path) => {
	throw new Error(`The server failed at ${path}.`);
};

/** A mirror whose source sends a new snapshot at every request, on a clock that the test sets. */
function aMirror({ accepts = () => false, changeEveryMs = 0, fetchOther = failing }: Options = {}) {
	const clock = aManualClock();
	const stop = new AbortController();
	const startedAt = clock.now();
	const requestTimes: number[] = [];
	const snapshot = Buffer.from(JSON.stringify(emptySnapshot));
	const source: Source = {
		fetch: async (path, tag) => {
			if (path !== 'v1/snapshot') return fetchOther(path, tag);
			requestTimes.push(clock.now() - startedAt);
			return { bytes: snapshot, type: 'application/json', tag: null };
		},
	};
	const target = {
		name: 'test',
		put: async () => {
			if (!accepts(requestTimes.length)) throw new Error('The storage failed.');
		},
	};
	const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
		new Promise((resolve) => {
			if (signal.aborted) return resolve();
			const onAbort = (): void => {
				cancel();
				resolve();
			};
			const cancel = clock.after(ms, () => {
				signal.removeEventListener('abort', onAbort);
				resolve();
			});
			signal.addEventListener('abort', onAbort, { once: true });
		});
	async function* events(): AsyncGenerator<SourceEvent> {
		const data = { site: 'site', seq: 0 };
		yield { name: 'snapshot', data };
		while (!stop.signal.aborted) {
			await sleep(changeEveryMs || 60 * minute, stop.signal);
			if (!stop.signal.aborted) yield { name: 'change', data };
		}
	}
	const reported: MirrorEvent[] = [];
	const running = new Mirror({
		copier: new Copier(source, target, clock.now),
		events: events(),
		signal: stop.signal,
		sleep,
		monotonicNow: clock.now,
		random: Math.random,
		onEvent: (event) => reported.push(event),
	}).run();
	return {
		requestTimes,
		reported,
		/** Lets time pass in steps that are short enough for every wait of the mirror. */
		async pass(ms: number) {
			for (let passed = 0; passed < ms; passed += 100) {
				await new Promise(setImmediate);
				clock.advance(100);
			}
			await new Promise(setImmediate);
		},
		async end() {
			stop.abort();
			await running;
		},
	};
}

const emptySnapshot = {
	v: 1,
	site: 'site',
	seq: 0,
	at: '2030-01-31T00:00:00.000Z',
	records: [],
	policy: { mode: 'stream', intervalMs: 30_000 },
	heartbeatMs: 15_000,
};

test('a storage that fails gets at most fifteen requests in five minutes', async () => {
	const { requestTimes, reported, pass, end } = aMirror();
	await pass(5 * minute);
	await end();
	assert.ok(requestTimes.length >= 5 && requestTimes.length <= 15, requestTimes.join());
	assert.deepEqual(reported, [{ type: 'failed', reason: 'The storage failed.' }]);
});

test('changes shorten the waits, and lead to at most thirty requests in five minutes', async () => {
	const { requestTimes, pass, end } = aMirror({ changeEveryMs: 200 });
	await pass(5 * minute);
	await end();
	assert.ok(requestTimes.length > 15 && requestTimes.length <= 31, requestTimes.join());
	const gaps = requestTimes.slice(1).map((time, index) => time - (requestTimes[index] ?? 0));
	assert.ok(Math.min(...gaps) >= second, gaps.join());
});

test('copies that fail and succeed in turn do not reset the limit of failures', async () => {
	const { requestTimes, pass, end } = aMirror({ accepts: (copy) => copy % 2 === 0, changeEveryMs: 200 });
	await pass(5 * minute);
	await end();
	// `copyOtherFiles` fails as well, so only copies of changes succeed.
	assert.ok(requestTimes.length <= 2 * 30 + 1, requestTimes.length.toString());
});

test('while one file fails, the others are requested about once a minute', async () => {
	const requests = new Map<string, number>();
	const { pass, end } = aMirror({
		accepts: () => true,
		fetchOther: async (path) => {
			requests.set(path, 1 + (requests.get(path) ?? 0));
			if (path === 'candor.js') throw new Error('The server failed.');
			return 'unchanged';
		},
	});
	await pass(5 * minute);
	await end();
	const failed = requests.get('candor.js') ?? 0;
	assert.ok(failed > 5 && failed <= 15, `${failed} requests for the file that fails`);
	requests.delete('candor.js');
	assert.ok(requests.size > 10);
	for (const [path, count] of requests)
		assert.ok(count >= 4 && count <= mostInFiveMinutes, `${count} requests for ${path}`);
});

test('a document that fails keeps back neither the other documents nor the scripts', async () => {
	const requests = new Map<string, number>();
	const { reported, pass, end } = aMirror({
		accepts: () => true,
		fetchOther: async (path) => {
			requests.set(path, 1 + (requests.get(path) ?? 0));
			if (path === 'feed.atom') throw new Error('The feed failed.');
			return 'unchanged';
		},
	});
	await pass(5 * minute);
	await end();
	assert.ok(reported.some((event) => event.type === 'failed' && event.reason === 'The feed failed.'));
	const failed = requests.get('feed.atom') ?? 0;
	assert.ok(failed > 5 && failed <= 15, `${failed} requests for the document that fails`);
	for (const path of ['feed.json', '', 'api/v2/summary.json', 'v1/keys', 'candor.js']) {
		const count = requests.get(path) ?? 0;
		assert.ok(count >= 4 && count <= mostInFiveMinutes, `${count} requests for ${path}`);
	}
});

test('while the server fails for all documents, two are asked for at a time', async () => {
	const requested: string[] = [];
	const { pass, end } = aMirror({
		accepts: () => true,
		fetchOther: async (path) => {
			requested.push(path);
			throw new Error('The server failed.');
		},
	});
	await pass(second / 2);
	await end();
	assert.deepEqual(requested, ['feed.atom', 'feed.rss', 'v1/history']);
});

test('a page that the server has no more is replaced once, and comes back with the page', async () => {
	const pages = new Map<string, string>([['', '<p>A secret.']]);
	const written: string[] = [];
	const source: Source = {
		fetch: async (path, tag) => {
			const page = pages.get(path);
			if (path === 'v1/snapshot')
				return { bytes: Buffer.from(JSON.stringify(emptySnapshot)), type: 'application/json', tag: null };
			if (page === undefined) return 'absent';
			return tag === page ? 'unchanged' : { bytes: Buffer.from(page), type: 'text/html', tag: page };
		},
	};
	const target = {
		name: 'test',
		put: async ({ name, bytes }: { name: string; bytes: Uint8Array }) => {
			if (name === 'index.html') written.push(Buffer.from(bytes).toString());
		},
	};
	let now = 0;
	const copier = new Copier(source, target, () => now);
	const copy = async () => {
		now += minute;
		await copier.copy('snapshot', null, []);
	};
	await copy();
	pages.delete('');
	await copy();
	await copy();
	pages.set('', '<p>Back.');
	await copy();
	assert.equal(written.length, 3);
	assert.match(written[1] ?? '', /This page does not exist any more/);
	assert.equal(written[2], '<p>Back.');
});

test('on the real clock, a storage that fails gets at most four requests in five seconds', async () => {
	const stop = new AbortController();
	let requests = 0;
	const source: Source = {
		fetch: async () => {
			requests += 1;
			throw new Error('The server is unreachable.');
		},
	};
	const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
		realSleep(ms, undefined, { signal }).catch(() => undefined);
	async function* events(): AsyncGenerator<SourceEvent> {
		while (!stop.signal.aborted) {
			yield { name: 'change', data: { site: 'site', seq: 1 } };
			await sleep(50, stop.signal);
		}
	}
	const running = new Mirror({
		copier: new Copier(source, { name: 'test', put: async () => undefined }, () => performance.now()),
		events: events(),
		signal: stop.signal,
		sleep,
		monotonicNow: () => performance.now(),
		random: Math.random,
		onEvent: () => undefined,
	}).run();
	await realSleep(5 * second);
	stop.abort();
	await running;
	assert.ok(requests >= 1 && requests <= 4, `${requests} requests`);
});
