/** Broken and malicious servers: every command ends, and reports only what it knows. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { notice, startFakeServer } from './fake-server.ts';
import { listen, runCli } from './harness.ts';
import { watch } from './watcher.ts';

/** A command that never ends fails the test. */
const timeLimit = { timeout: 30_000 };
const mebibyte = Buffer.alloc(1024 * 1024, ' ');

/** Sends until the connection is closed; returns the number of bytes. */
async function sendWithoutEnd(response: ServerResponse): Promise<number> {
	let sent = 0;
	const closed = once(response, 'close').then(() => 'closed' as const);
	for (;;) {
		sent += mebibyte.length;
		const canWrite = response.write(mebibyte) || once(response, 'drain');
		if ((await Promise.race([canWrite, closed])) === 'closed') return sent;
	}
}

for (const [line, advice] of [
	['list', /Check the address/],
	['open x', /The change may have been made\. Check with "candor list"/],
] as const)
	test(`3: ${line} reads at most 32 MB of a response that never ends`, timeLimit, async (context) => {
		const sent: Promise<number>[] = [];
		const url = await listen(context, (_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			sent.push(sendWithoutEnd(response));
		});
		const { code, err } = await runCli(line.split(' '), { url });
		assert.equal(code, 3);
		assert.match(err, /longer than 32 MB/);
		assert.match(err, advice);
		assert.equal(sent.length, 1);
		assert.ok(((await sent[0]) ?? 0) < 64 * mebibyte.length);
	});

test('3: a response that begins and never ends times out', timeLimit, async (context) => {
	const deadline = new AbortController();
	const io = { timeout: () => deadline.signal };
	const url = await listen(context, (_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.write('{', () => deadline.abort(new DOMException('', 'TimeoutError')));
	});
	const { code, err } = await runCli(['list'], { url, io });
	assert.equal(code, 3);
	assert.match(err, /no response in time/);
});

test('watch times out when an error response never ends', timeLimit, async (context) => {
	const url = await listen(context, (_request, response) => void response.writeHead(500).write('wait'));
	const timeout = (ms: number): AbortSignal =>
		ms === 10_000 ? AbortSignal.timeout(1) : new AbortController().signal;
	const watcher = watch(context, url, { io: { timeout } });
	await watcher.line(/Connection lost: no data for 10 s/);
	const { code, err } = await watcher.ended;
	assert.equal(code, 3);
	assert.match(err, /no data for 10 s/);
});

test('watch reads at most 32 MB of an error response', timeLimit, async (context) => {
	const sent: Promise<number>[] = [];
	const url = await listen(context, (_request, response) => {
		response.writeHead(500);
		sent.push(sendWithoutEnd(response));
	});
	const { code, err } = await watch(context, url).ended;
	assert.equal(code, 3);
	assert.match(err, /longer than 32 MB/);
	for (const bytes of await Promise.all(sent)) assert.ok(bytes < 64 * mebibyte.length);
});

const unconfirmed: readonly (readonly [line: string, status: number, body: unknown, checkWith: string])[] = [
	['open x', 201, {}, 'candor list'],
	['open x', 201, { ok: true }, 'candor list'],
	['open x --id other', 201, notice, 'candor list'],
	['open x', 201, { ...notice, title: 7 }, 'candor list'],
	['update n1 -m news', 201, {}, 'candor list'],
	['update n1 -m news', 201, { ...notice, id: 'n2' }, 'candor list'],
	['resolve n1', 200, {}, 'candor list'],
	['phase n1 monitoring', 200, {}, 'candor list'],
	['edit n1 --title Other', 200, null, 'candor list'],
	['retract n1 --yes', 200, {}, 'candor list'],
	['retract n1 --yes', 200, { id: 'n1', seq: 2, retracted: false }, 'candor list'],
	['token create x', 201, {}, 'candor token list'],
	['token create x', 201, { id: 't1', token: '' }, 'candor token list'],
	['token revoke t1', 200, {}, 'candor token list'],
	['token revoke t1', 200, null, 'candor token list'],
	['components set x --name X', 200, {}, 'candor components'],
	['components remove x', 200, {}, 'candor components'],
	['page set --name X', 200, {}, 'candor page'],
	['remedy put r X -m Sorry --offer discount --summary Y', 201, {}, 'candor remedy list'],
	[
		'remedy put r X -m Sorry --offer discount --summary Y',
		201,
		{ id: 'q', title: 'X' },
		'candor remedy list',
	],
	['remedy remove r', 200, {}, 'candor remedy list'],
];
for (const [line, status, body, checkWith] of unconfirmed.flatMap((entry) => [
	entry,
	[`${entry[0]} --json`, entry[1], entry[2], entry[3]] as const,
]))
	test(`3: ${line} is in doubt when the response is ${JSON.stringify(body)}`, async (context) => {
		const { url } = await startFakeServer(context, (method) =>
			method === 'GET'
				? [200, { seq: 1, notices: [notice], components: [], tokens: [], name: 'Shop' }]
				: [status, body],
		);
		const { code, out, err } = await runCli(line.split(' '), { url });
		assert.equal(out, '');
		assert.equal(code, 3);
		const advice = `The change may have been made. Check with "${checkWith}"`;
		assert.ok(err.replaceAll('\\"', '"').includes(advice), err);
	});

test('3: after a status 500 without a reason, the error says to check first', async (context) => {
	const { url } = await startFakeServer(context, () => [500]);
	assert.match((await runCli(['open', 'x'], { url })).err, /The change may have been made\. Check with/);
});

for (const line of ['list', 'components', 'components --json', 'page', 'token list', 'token list --json'])
	test(`3: ${line} refuses null as a response`, async (context) => {
		const { url } = await startFakeServer(context, () => [200, null]);
		const { code, out, err } = await runCli(line.split(' '), { url });
		assert.equal(code, 3);
		assert.equal(out, '');
		assert.match(err, /its response has an unexpected format/);
	});

test('3: truncated JSON has its own error', async (context) => {
	const url = await listen(context, (_request, response) =>
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"notices":['),
	);
	assert.match((await runCli(['list'], { url })).err, /it contains invalid JSON/);
});
