/** Which connections and streams are admitted, and what the refused ones are told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemHeaders, problemOf } from '../../../server/core/problem.ts';
import { Admission } from '../../../server/streaming/admission/admission.ts';
import { limitsFor, openFilesLimit } from '../../../server/streaming/admission/limits.ts';
import { LoadPolicy } from '../../../server/streaming/admission/load-policy.ts';
import { trustedProxies } from '../../../server/streaming/admission/trusted-proxies.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aServer } from '../../support/server.ts';
import { aSubscriber } from '../../support/subscriber.ts';

const limits = {
	connections: 100,
	streams: 20,
	streamsPerAddress: 3,
	connectionsPerAddress: 2,
	arrivalsPerSecond: 1,
};

function anAdmission({ trusted = null as readonly string[] | null, countStreams = (): number => 0 } = {}) {
	const clock = aManualClock();
	return { clock, admission: new Admission(limits, trustedProxies(trusted), clock, countStreams) };
}
const refusedWith = (code: string) => (error: unknown) => error instanceof CandorError && error.code === code;

test('an address has a limit of open connections, which does not affect other addresses', () => {
	const { admission } = anAdmission();
	const first = admission.tryAcquireConnectionSlot('192.0.2.1');
	assert.ok(first && admission.tryAcquireConnectionSlot('192.0.2.1'));
	assert.equal(admission.tryAcquireConnectionSlot('192.0.2.1'), null);
	assert.ok(admission.tryAcquireConnectionSlot('192.0.2.2'));
	first.releaseConnection();
	assert.ok(admission.tryAcquireConnectionSlot('192.0.2.1'));
});

test('an address has a limit of new connections per second, even when each closes at once', () => {
	const { admission, clock } = anAdmission();
	const countArrivals = (): number => {
		const slots = [];
		for (;;) {
			const slot = admission.tryAcquireConnectionSlot('192.0.2.1');
			if (!slot) return slots.length;
			slot.releaseConnection();
			slots.push(slot);
		}
	};
	assert.equal(countArrivals(), limits.streamsPerAddress + limits.connectionsPerAddress);
	clock.advance(2_000);
	assert.equal(countArrivals(), 2);
	// The counter is dropped only when its bucket is full again.
	clock.advance(60_000);
	assert.equal(countArrivals(), limits.streamsPerAddress + limits.connectionsPerAddress);
});

test('an address has a limit of open streams; one that ends makes room', () => {
	const { admission } = anAdmission();
	const slots = [1, 2, 3].map(() => admission.acquireStreamSlot('192.0.2.1', undefined));
	assert.throws(() => admission.acquireStreamSlot('192.0.2.1', undefined), refusedWith('too-many'));
	admission.acquireStreamSlot('192.0.2.2', undefined);
	slots[0]?.releaseStream();
	admission.acquireStreamSlot('192.0.2.1', undefined);
});

test('a full server refuses new streams from every address and still accepts connections', () => {
	let open = limits.streams;
	const { admission } = anAdmission({ countStreams: () => open });
	assert.throws(() => admission.acquireStreamSlot('192.0.2.1', undefined), refusedWith('full'));
	assert.throws(() => admission.acquireStreamSlot('127.0.0.1', undefined), refusedWith('full'));
	open -= 1;
	admission.acquireStreamSlot('192.0.2.1', undefined);
	// Operators need connections, not streams.
	assert.ok(admission.tryAcquireConnectionSlot('192.0.2.9'));
});

test('by default this machine is not limited per address, and X-Forwarded-For is ignored', () => {
	const { admission } = anAdmission();
	for (let count = 0; count < 50; count++) {
		assert.ok(admission.tryAcquireConnectionSlot('127.0.0.1'));
		assert.ok(admission.tryAcquireConnectionSlot('::ffff:127.0.0.1'));
		admission.acquireStreamSlot('::1', '192.0.2.1');
	}
	const forged = (hop: string) => admission.acquireStreamSlot('192.0.2.1', hop);
	for (const hop of ['192.0.2.7', '192.0.2.8', '192.0.2.9']) forged(hop);
	assert.throws(() => forged('192.0.2.10'), refusedWith('too-many'));
});

test('behind a trusted proxy the limits apply to the address that the proxy passes on', () => {
	const { admission } = anAdmission({ trusted: ['10.0.0.0/8'] });
	const via = (forwardedFor: string | undefined) => admission.acquireStreamSlot('10.0.0.1', forwardedFor);
	for (let count = 0; count < 9; count++) assert.ok(admission.tryAcquireConnectionSlot('10.0.0.1'));
	// Text that a client writes into the header itself stands before what the proxies append.
	via('203.0.113.5, 192.0.2.1');
	via('192.0.2.1, 10.0.0.2');
	via('192.0.2.1');
	assert.throws(() => via('198.51.100.1, 192.0.2.1'), refusedWith('too-many'));
	// Some load balancers append the port.
	assert.throws(() => via('192.0.2.1:50000'), refusedWith('too-many'));
	for (const port of [1, 2, 3]) via(`[2001:db8::${port}]:5000${port}, 10.0.0.2:443`);
	assert.throws(() => via('2001:db8::4'), refusedWith('too-many'));
	via('192.0.2.2');
	// No usable address: only the total counts.
	for (const unknown of [undefined, '', 'unknown', '10.0.0.3', '_hidden']) via(unknown);
	// This machine is no longer an exception.
	assert.ok(
		admission.tryAcquireConnectionSlot('127.0.0.1') && admission.tryAcquireConnectionSlot('127.0.0.1'),
	);
	assert.equal(admission.tryAcquireConnectionSlot('127.0.0.1'), null);
});

test('limits are derived from the limit of open files, with a reserve that no single address can use up', () => {
	for (const files of [256, 1_024, 20_000, 1_048_576]) {
		const derived = limitsFor(files);
		const reserve = derived.connections - derived.streams;
		assert.ok(derived.connections < files && reserve >= 8 && derived.streams > 0, String(files));
		assert.ok(derived.connectionsPerAddress <= Math.max(8, reserve / 4), String(files));
	}
	assert.deepEqual(limitsFor(20_000), {
		connections: 19_872,
		streams: 18_872,
		streamsPerAddress: 1_000,
		connectionsPerAddress: 250,
		arrivalsPerSecond: 100,
	});
	assert.equal(limitsFor(20_000, { streams: 500 }).streams, 500);
	assert.equal(limitsFor(20_000, { streams: 1e6 }).streams, 18_872);
	assert.equal(limitsFor(20_000, { streamsPerAddress: 7 }).streamsPerAddress, 7);
});

test('the limit of open files is read from the system where the system reports it', () => {
	const reported =
		'Limit  Soft Limit  Hard Limit  Units\nMax open files            4096                 524288               files\n';
	assert.equal(
		openFilesLimit(() => reported),
		4096,
	);
	assert.equal(
		openFilesLimit(() => null),
		10_240,
	);
	assert.ok(openFilesLimit() > 0);
});

test('near the limit of streams the policy is to poll, until there is room again', () => {
	let streams = 0;
	const configured = { mode: 'stream', intervalMs: 30_000 } as const;
	const policy = new LoadPolicy(configured, 100, () => streams, aManualClock());
	const modeAt = (count: number): string => {
		streams = count;
		return policy.current.mode;
	};
	assert.deepEqual([0, 89, 90, 80, 75, 74, 89].map(modeAt), [
		'stream',
		'stream',
		'poll',
		'poll',
		'poll',
		'stream',
		'stream',
	]);
	streams = 90;
	assert.deepEqual(policy.current, { mode: 'poll', intervalMs: 30_000 });
});

test('an overloaded server tells new clients to poll, until its timers are in time again', () => {
	const clock = aManualClock();
	let lagMs = 0;
	const lateClock = { ...clock, now: () => clock.now() + lagMs };
	const policy = new LoadPolicy({ mode: 'stream', intervalMs: 30_000 }, 100, () => 0, lateClock);
	const modeAfterSecond = (delayMs: number): string => {
		lagMs += delayMs;
		clock.advance(1_000);
		return policy.current.mode;
	};
	assert.deepEqual([600, 600, 600, 600, 600].map(modeAfterSecond), [
		'stream',
		'stream',
		'stream',
		'stream',
		'poll',
	]);
	assert.equal(modeAfterSecond(0), 'stream');
	for (let count = 0; count < 10; count++) modeAfterSecond(0);
	assert.equal(modeAfterSecond(600), 'stream');
});

test('Retry-After is random, so that clients refused together do not return together', () => {
	const retryAfter = (code: 'full' | 'too-many' | 'busy', random: number) =>
		Number(problemHeaders(problemOf(new CandorError(code, 'No.')), () => random)['retry-after']);
	for (const code of ['full', 'too-many'] as const) {
		assert.deepEqual([retryAfter(code, 0), retryAfter(code, 0.999)], [20, 60]);
		assert.ok(retryAfter(code, 0.5) > retryAfter(code, 0.1));
	}
	assert.deepEqual([retryAfter('busy', 0), retryAfter('busy', 0.999)], [1, 3]);
});

test('a full server answers streams with 503 and Retry-After, its snapshot says to poll, and operators can publish', async (context) => {
	const server = await aServer(context, { readerLimit: 2 });
	const subscribers = [await aSubscriber(server.url), await aSubscriber(server.url)];
	for (const subscriber of subscribers) await subscriber.until(({ frames }) => frames.length === 1);
	const refused = await server.request('/v1/stream');
	assert.deepEqual([refused.status, refused.body.code], [503, 'full']);
	assert.ok(Number(refused.headers.get('retry-after')) >= 20);
	assert.equal(refused.headers.get('access-control-allow-origin'), '*');
	assert.equal((await server.request('/v1/snapshot')).body.policy.mode, 'poll');
	assert.equal((await server.write('POST', '/v1/notices', { title: 'Down' })).status, 201);
	// Open streams stay open and get the new notice.
	for (const subscriber of subscribers) await subscriber.until(({ state }) => state.seq === 1);
	for (const subscriber of subscribers) subscriber.close();
});

test('too many streams from one address get 429; behind a trusted proxy each client is counted by itself', async (context) => {
	const server = await aServer(context, {
		readersPerAddress: 1,
		trustedProxies: ['127.0.0.1'],
	});
	const from = (address: string) => aSubscriber(server.url, '', undefined, { 'x-forwarded-for': address });
	const subscribers = [await from('192.0.2.1'), await from('192.0.2.2')];
	const refused = await server.request('/v1/stream', { headers: { 'x-forwarded-for': '192.0.2.1' } });
	assert.deepEqual([refused.status, refused.body.code], [429, 'too-many']);
	for (const subscriber of subscribers) subscriber.close();
});

test('under the policy to poll, a client with a cursor gets a snapshot, which carries the policy', async (context) => {
	const polling = await aServer(context, { policy: { mode: 'poll', intervalMs: 5_000 } });
	const subscriber = await aSubscriber(polling.url, '?since=0');
	await subscriber.until(({ frames }) => frames.length === 1);
	const [frame] = subscriber.frames;
	assert.ok(frame?.name === 'snapshot' && frame.data.policy.mode === 'poll');
	subscriber.close();
});
