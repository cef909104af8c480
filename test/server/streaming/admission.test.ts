/** Who may come in, and who is told to come back later. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemHeaders, problemOf } from '../../../server/core/problem.ts';
import { addressKey, isProxyEntry, proxyPolicy } from '../../../server/streaming/admission/address.ts';
import { Admission } from '../../../server/streaming/admission/admission.ts';
import { limitsFor, openFilesLimit } from '../../../server/streaming/admission/limits.ts';
import { Pressure } from '../../../server/streaming/admission/pressure.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { aHandClock } from '../../support/hand-clock.ts';
import { aReader } from '../../support/reader.ts';
import { aServer } from '../../support/server.ts';

const limits = {
	connections: 100,
	readers: 20,
	readersPerAddress: 3,
	connectionsPerAddress: 2,
	arrivalsPerSecond: 1,
};

function anAdmission({ trusted = null as readonly string[] | null, readers = (): number => 0 } = {}) {
	const clock = aHandClock();
	return { clock, admission: new Admission(limits, proxyPolicy(trusted), clock, readers) };
}
const refusal = (code: string) => (error: unknown) => error instanceof CandorError && error.code === code;

test('an address may have so many connections open, and no other address feels it', () => {
	const { admission } = anAdmission();
	const first = admission.connect('192.0.2.1');
	assert.ok(first && admission.connect('192.0.2.1'));
	assert.equal(admission.connect('192.0.2.1'), null);
	assert.ok(admission.connect('192.0.2.2'));
	first.exit();
	assert.ok(admission.connect('192.0.2.1'));
});

test('an address may come so often in a second, also when it leaves at once', () => {
	const { admission, clock } = anAdmission();
	const arrivals = (): number => {
		let count = 0;
		for (let pass = admission.connect('192.0.2.1'); pass; pass = admission.connect('192.0.2.1')) {
			pass.exit();
			count += 1;
		}
		return count;
	};
	assert.equal(arrivals(), limits.readersPerAddress + limits.connectionsPerAddress);
	clock.pass(2_000);
	assert.equal(arrivals(), 2);
	// Forgotten no sooner than it could have come in full again.
	clock.pass(60_000);
	assert.equal(arrivals(), limits.readersPerAddress + limits.connectionsPerAddress);
});

test('an address may have so many streams; one that ends makes room', () => {
	const { admission } = anAdmission();
	const seats = [1, 2, 3].map(() => admission.admit('192.0.2.1', undefined));
	assert.throws(() => admission.admit('192.0.2.1', undefined), refusal('too-many'));
	admission.admit('192.0.2.2', undefined);
	seats[0]?.leave();
	admission.admit('192.0.2.1', undefined);
});

test('a server that is full turns newcomers away, whoever they are', () => {
	let open = limits.readers;
	const { admission } = anAdmission({ readers: () => open });
	assert.throws(() => admission.admit('192.0.2.1', undefined), refusal('full'));
	assert.throws(() => admission.admit('127.0.0.1', undefined), refusal('full'));
	open -= 1;
	admission.admit('192.0.2.1', undefined);
	// Operators need connections, not streams.
	assert.ok(admission.connect('192.0.2.9'));
});

test('without a setting, this machine is not limited by address, and nobody’s word is taken for it', () => {
	const { admission } = anAdmission();
	for (let count = 0; count < 50; count++) {
		assert.ok(admission.connect('127.0.0.1'));
		assert.ok(admission.connect('::ffff:127.0.0.1'));
		admission.admit('::1', '192.0.2.1');
	}
	const forged = (hop: string) => admission.admit('192.0.2.1', hop);
	for (const hop of ['192.0.2.7', '192.0.2.8', '192.0.2.9']) forged(hop);
	assert.throws(() => forged('192.0.2.10'), refusal('too-many'));
});

test('behind a trusted proxy, visitors are told apart by the address that it heard them from', () => {
	const { admission } = anAdmission({ trusted: ['10.0.0.0/8'] });
	const via = (forwardedFor: string | undefined) => admission.admit('10.0.0.1', forwardedFor);
	for (let count = 0; count < 9; count++) assert.ok(admission.connect('10.0.0.1'));
	// What a visitor writes itself stands before what the proxies append.
	via('203.0.113.5, 192.0.2.1');
	via('192.0.2.1, 10.0.0.2');
	via('192.0.2.1');
	assert.throws(() => via('198.51.100.1, 192.0.2.1'), refusal('too-many'));
	// Some balancers write the port as well.
	assert.throws(() => via('192.0.2.1:50000'), refusal('too-many'));
	for (const port of [1, 2, 3]) via(`[2001:db8::${port}]:5000${port}, 10.0.0.2:443`);
	assert.throws(() => via('2001:db8::4'), refusal('too-many'));
	via('192.0.2.2');
	// No address, or none that is one: only the total counts.
	for (const unknown of [undefined, '', 'unknown', '10.0.0.3', '_hidden']) via(unknown);
	// This machine is no longer special.
	assert.ok(admission.connect('127.0.0.1') && admission.connect('127.0.0.1'));
	assert.equal(admission.connect('127.0.0.1'), null);
});

test('an address is the same however it is written; of IPv6 the first half counts', () => {
	assert.equal(addressKey('::ffff:192.0.2.1'), '192.0.2.1');
	assert.equal(addressKey('192.0.2.1'), '192.0.2.1');
	const one = addressKey('2001:db8:0:1::1');
	assert.equal(addressKey('2001:DB8:0:1:ffff:ffff:ffff:ffff'), one);
	assert.notEqual(addressKey('2001:db8:0:2::1'), one);
	assert.equal(addressKey('fe80::1%eth0'), addressKey('fe80::2'));
	assert.equal(addressKey('2001:0db8:0000:0001::1'), one);
	assert.equal(addressKey('::1'), '0:0:0:0::/64');
});

test('a list of proxies holds addresses and ranges, and nothing else', () => {
	const good = ['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '::ffff:10.0.0.0/8'];
	for (const entry of good) assert.ok(isProxyEntry(entry), entry);
	proxyPolicy(good);
	for (const entry of [
		'',
		'proxy',
		'10.0.0.0/33',
		'10.0.0.0/8/8',
		'10.0.0',
		'::/129',
		'10.0.0.1/',
		'::ffff:10.0.0.0/104',
	])
		assert.equal(isProxyEntry(entry), false, entry);
});

test('limits come from how many files may be open, with a reserve that no single address can fill', () => {
	for (const files of [256, 1_024, 20_000, 1_048_576]) {
		const derived = limitsFor(files);
		const reserve = derived.connections - derived.readers;
		assert.ok(derived.connections < files && reserve >= 8 && derived.readers > 0, String(files));
		assert.ok(derived.connectionsPerAddress <= Math.max(8, reserve / 4), String(files));
	}
	assert.deepEqual(limitsFor(20_000), {
		connections: 19_872,
		readers: 18_872,
		readersPerAddress: 1_000,
		connectionsPerAddress: 250,
		arrivalsPerSecond: 100,
	});
	assert.equal(limitsFor(20_000, { readers: 500 }).readers, 500);
	assert.equal(limitsFor(20_000, { readers: 1e6 }).readers, 18_872);
	assert.equal(limitsFor(20_000, { readersPerAddress: 7 }).readersPerAddress, 7);
});

test('the limit of open files is read where the system tells it', () => {
	const told =
		'Limit  Soft Limit  Hard Limit  Units\nMax open files            4096                 524288               files\n';
	assert.equal(
		openFilesLimit(() => told),
		4096,
	);
	assert.equal(
		openFilesLimit(() => null),
		10_240,
	);
	assert.ok(openFilesLimit() > 0);
});

test('near the limit of readers the policy is to poll, until there is room again', () => {
	let readers = 0;
	const usual = { mode: 'stream', intervalMs: 30_000 } as const;
	const pressure = new Pressure(usual, 100, () => readers, aHandClock());
	const modeAt = (count: number): string => {
		readers = count;
		return pressure.policy.mode;
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
	readers = 90;
	assert.deepEqual(pressure.policy, { mode: 'poll', intervalMs: 30_000 });
});

test('a server that is late again and again sends newcomers to polling, until it keeps up', () => {
	const clock = aHandClock();
	let lag = 0;
	const late = { ...clock, now: () => clock.now() + lag };
	const pressure = new Pressure({ mode: 'stream', intervalMs: 30_000 }, 100, () => 0, late);
	const second = (delay: number): string => {
		lag += delay;
		clock.pass(1_000);
		return pressure.policy.mode;
	};
	assert.deepEqual([600, 600, 600, 600, 600].map(second), ['stream', 'stream', 'stream', 'stream', 'poll']);
	assert.equal(second(0), 'stream');
	for (let count = 0; count < 10; count++) second(0);
	assert.equal(second(600), 'stream');
});

test('those who are turned away together are told to come back at different times', () => {
	const after = (code: 'full' | 'too-many' | 'busy', random: number) =>
		Number(problemHeaders(problemOf(new CandorError(code, 'No.')), () => random)['retry-after']);
	for (const code of ['full', 'too-many'] as const) {
		assert.deepEqual([after(code, 0), after(code, 0.999)], [20, 60]);
		assert.ok(after(code, 0.5) > after(code, 0.1));
	}
	assert.deepEqual([after('busy', 0), after('busy', 0.999)], [1, 3]);
});

test('a full server: readers get 503 and when to come back, the snapshot says to poll, operators publish', async (context) => {
	const server = await aServer(context, { readerLimit: 2 });
	const readers = [await aReader(server.url), await aReader(server.url)];
	for (const reader of readers) await reader.until(({ frames }) => frames.length === 1);
	const refused = await server.request('/v1/stream');
	assert.deepEqual([refused.status, refused.body.code], [503, 'full']);
	assert.ok(Number(refused.headers.get('retry-after')) >= 20);
	assert.equal(refused.headers.get('access-control-allow-origin'), '*');
	assert.equal((await server.request('/v1/snapshot')).body.policy.mode, 'poll');
	assert.equal((await server.write('POST', '/v1/notices', { title: 'Down' })).status, 201);
	// Whoever is in stays in, and hears it.
	for (const reader of readers) await reader.until(({ state }) => state.seq === 1);
	for (const reader of readers) reader.close();
});

test('too many streams from one address get 429; behind a proxy that is named, each visitor counts alone', async (context) => {
	const server = await aServer(context, {
		readersPerAddress: 1,
		trustedProxies: ['127.0.0.1'],
	});
	const from = (address: string) => aReader(server.url, '', undefined, { 'x-forwarded-for': address });
	const readers = [await from('192.0.2.1'), await from('192.0.2.2')];
	const again = await server.request('/v1/stream', { headers: { 'x-forwarded-for': '192.0.2.1' } });
	assert.deepEqual([again.status, again.body.code], [429, 'too-many']);
	for (const reader of readers) reader.close();
});

test('a reader who comes back with a cursor while the policy is to poll gets a snapshot, which says so', async (context) => {
	const polling = await aServer(context, { policy: { mode: 'poll', intervalMs: 5_000 } });
	const told = await aReader(polling.url, '?since=0');
	await told.until(({ frames }) => frames.length === 1);
	const [frame] = told.frames;
	assert.ok(frame?.name === 'snapshot' && frame.data.policy.mode === 'poll');
	told.close();
});
