/** `candor status`: the server, its clock, what customers see, and the token. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFakeServer } from './fake-server.ts';
import { noon, runCli, startServer, token } from './harness.ts';

test('status names the server, why it is that one, what customers see, and the token without its secret', async (context) => {
	const server = await startServer(context);
	await server.candor('open', 'Checkout is failing', '--impact', 'critical', '--component', 'checkout');
	await server.candor('open', 'Upgrade', '--starts', '1h', '--ends', '2h');
	const { code, out, err } = await server.candor('status');
	assert.equal(err, '');
	assert.equal(code, 0);
	assert.ok(out.includes(`Server:     ${server.url}/ (from CANDOR_URL)\n`), out);
	assert.match(out, /^Reachable: {2}yes, version \d+\.\d+\.\d+/m);
	assert.match(out, /^Readers: {4}0$/m);
	assert.match(out, /^Signed: {5}no$/m);
	assert.match(out, /^Clock: {6}the same as here$/m);
	assert.match(out, /^Notices: {4}1 open, 1 announced$/m);
	assert.match(out, /^Customers: {2}A major outage is in progress$/m);
	assert.match(out, /^Token: {6}"CANDOR_TOKEN", admin, from CANDOR_TOKEN$/m);
	assert.match(out, /^Sign-ins: {3}0 failed, 0 of them limited, since 12:00 UTC/m);
	assert.ok(!out.includes(token));
	const option = await server.candor('status', '--url', server.url);
	assert.match(option.out, /\(from --url\)/);
});

test('without a token, status prints what is public and says what needs one', async (context) => {
	const server = await startServer(context);
	const environment = { CANDOR_TOKEN: '' };
	const { code, out } = await runCli(['status'], { url: server.url, environment });
	assert.equal(code, 0);
	assert.match(out, /^Reachable: {2}yes$/m);
	assert.match(out, /^Customers: {2}All systems are working normally$/m);
	assert.match(out, /^Token: {6}none; publishing, the version and the number of readers need one$/m);
	assert.doesNotMatch(out, /Readers:|Sign-ins:/);
});

test('4: a token that the server refuses is said, beside all that is public', async (context) => {
	const server = await startServer(context);
	const environment = { CANDOR_TOKEN: 'another-token-than-that' };
	const { code, out, err } = await runCli(['status'], { url: server.url, environment });
	assert.equal(code, 4);
	assert.match(out, /^Notices: {4}0 open$/m);
	assert.match(out, /^Token: {6}refused, from CANDOR_TOKEN$/m);
	assert.match(err, /This token is not known here/);
	assert.ok(!(out + err).includes('another-token'));
	const { signIns } = (await server.json('status')).server as { signIns: object };
	assert.deepEqual(signIns, { failed: 1, limited: 0, forbidden: 0, crossSite: 0 });
});

test('3: a server that cannot be reached is asked once', async () => {
	const url = 'http://127.0.0.1:9';
	const { code, out, err, delays } = await runCli(['status'], { url });
	assert.equal(code, 3);
	assert.match(out, /^Server: {5}http:\/\/127\.0\.0\.1:9\/ \(from CANDOR_URL\)\nReachable: {2}no\n$/);
	assert.match(err, /cannot be reached/);
	assert.deepEqual(delays, []);
	const json = await runCli(['status', '--json'], { url });
	assert.equal(json.code, 3);
	const { reachable, reason } = JSON.parse(json.out) as Record<string, unknown>;
	assert.equal(reachable, false);
	assert.match(String(reason), /cannot be reached/);
	assert.equal((JSON.parse(json.err) as { error: { code: string } }).error.code, 'unreachable');
});

test('the difference of the clocks is measured from the middle of the request', async (context) => {
	const server = await startServer(context);
	/** The laptop is ten minutes ahead, and each request takes 2 s of its time. */
	const laptop = (aheadMs: number) => {
		let now = noon + aheadMs;
		const slowFetch: typeof fetch = async (...request) => {
			const response = await fetch(...request);
			now += 2_000;
			return response;
		};
		return { now: () => now, fetch: slowFetch };
	};
	const statusAt = (aheadMs: number) =>
		runCli(['status', '--json'], { url: server.url, io: laptop(aheadMs) });
	const { clock } = JSON.parse((await statusAt(600_000)).out) as { clock: object };
	assert.deepEqual(clock, { aheadMs: -601_000, uncertaintyMs: 1_000 });
	const lines = await runCli(['status'], { url: server.url, io: laptop(600_000) });
	assert.match(lines.out, /^Clock: {6}601 s behind this machine; the server counts durations/m);
	const near = await runCli(['status'], { url: server.url, io: laptop(0) });
	assert.match(near.out, /^Clock: {6}the same as here$/m);
});

test('a server of an earlier version is described as far as it says', async (context) => {
	const problem = { code: 'not-found', detail: 'Nothing exists at this address.' };
	const { url } = await startFakeServer(context, (_method, path) => {
		if (path === '/readyz') return [200, { status: 'ready' }];
		if (path === '/v1/keys') return [200, { keys: [{ kid: 'a-key' }] }];
		if (path.startsWith('/v1/notices')) return [200, { notices: [] }];
		if (path === '/v1/components') return [200, { components: [] }];
		return [404, problem];
	});
	const { code, out } = await runCli(['status'], { url });
	assert.equal(code, 0);
	assert.match(out, /^Signed: {5}yes, by a-key$/m);
	assert.match(out, /^Clock: {6}unknown/m);
	assert.match(out, /^Token: {6}from CANDOR_TOKEN; this server is too old to say more$/m);
});
