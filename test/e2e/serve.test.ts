/** `candor serve`: start, stop and misuse by an operator. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { aFolder } from '../support/folder.ts';
import { aServerProcess, exitOf, type ServerProcess } from '../support/process.ts';
import { answerOf, textOf } from '../support/server.ts';
import { aSubscriber } from '../support/subscriber.ts';

const patience = { timeout: 60_000 };

/** Waits until the server has logged this line. */
async function logs({ child, logged }: ServerProcess, line: RegExp): Promise<void> {
	while (!line.test(logged())) if (child.stderr) await once(child.stderr, 'data');
}

const open = async (url: string, token: string, title: string) =>
	answerOf(
		await fetch(`${url}/v1/notices`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ title }),
		}),
	);

test(
	'the first start writes a token to a private file, with the next step; the token works after a restart',
	patience,
	async (context) => {
		const CANDOR_DATA = aFolder(context);
		const first = await aServerProcess(context, { CANDOR_DATA });
		assert.doesNotMatch(first.printed.join('\n'), /candor_[\w-]{43}/);
		const [path = ''] = /\S*first-operator-token/.exec(first.printed.join('\n')) ?? [];
		assert.equal(statSync(path).mode & 0o777, 0o600);
		const token = readFileSync(path, 'utf8').trim();
		assert.match(token, /^candor_[\w-]{43}$/);
		assert.match(first.printed.join('\n'), /Next: .*candor open/);
		assert.equal((await open(first.url, token, 'Down')).status, 201);
		assert.equal(await first.end(), 0);
		assert.doesNotMatch(first.logged(), new RegExp(token));

		const second = await aServerProcess(context, { CANDOR_DATA });
		assert.deepEqual(second.printed, [`Candor listens on ${second.url}`]);
		assert.equal((await open(second.url, token, 'Down again')).status, 201);
		const { body } = await answerOf(await fetch(`${second.url}/v1/notices`));
		assert.equal(body.notices.length, 2);
	},
);

test('SIGTERM sends retire, ends the streams and exits with 0', patience, async (context) => {
	const server = await aServerProcess(context, {
		CANDOR_DATA: aFolder(context),
		CANDOR_TOKEN: 'a-token-for-the-tests',
	});
	const reader = await aSubscriber(server.url);
	await reader.until(({ frames }) => frames.length === 1);
	// A silent connection does not delay the end.
	const { port } = new URL(server.url);
	const silent = connect(Number(port), '127.0.0.1').on('error', () => undefined);
	assert.equal(await server.end('SIGTERM'), 0);
	await reader.ended;
	assert.equal(reader.frames.at(-1)?.name, 'retire');
	silent.destroy();
});

test(
	'a request that is still being sent when the server stops is refused and not stored',
	patience,
	async (context) => {
		const CANDOR_DATA = aFolder(context);
		const CANDOR_TOKEN = 'a-token-for-the-tests';
		const server = await aServerProcess(context, { CANDOR_DATA, CANDOR_TOKEN });
		const body = JSON.stringify({ title: 'Half of it' });
		const sending = request(`${server.url}/v1/notices`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${CANDOR_TOKEN}`,
				'content-type': 'application/json',
				'content-length': body.length,
				expect: '100-continue',
			},
		});
		const answered = once(sending, 'response');
		sending.flushHeaders();
		// The server has read the head and waits for the body.
		await once(sending, 'continue');
		const ended = server.end('SIGTERM');
		await logs(server, /"stopping"/);
		sending.end(body);
		const [response] = (await answered) as [IncomingMessage];
		assert.equal(response.statusCode, 503);
		assert.equal(JSON.parse(await textOf(response)).code, 'busy');
		assert.equal(await ended, 0);
		const next = await aServerProcess(context, { CANDOR_DATA, CANDOR_TOKEN });
		assert.deepEqual((await answerOf(await fetch(`${next.url}/v1/notices`))).body.notices, []);
	},
);

test(
	'a second server on the same folder is refused with a reason, and the first continues',
	patience,
	async (context) => {
		const CANDOR_DATA = aFolder(context);
		const first = await aServerProcess(context, { CANDOR_DATA, CANDOR_TOKEN: 'a-token-for-the-tests' });
		const second = await aServerProcess(context, { CANDOR_DATA, CANDOR_TOKEN: 'a-token-for-the-tests' });
		assert.equal(second.url, '');
		assert.notEqual(await exitOf(second), 0);
		assert.match(second.logged(), /Another Candor server is using the data folder/);
		assert.doesNotMatch(second.logged(), /at .*\.js:\d+/);
		assert.equal((await open(first.url, 'a-token-for-the-tests', 'Down')).status, 201);
		// After any end of the first server, the folder is free.
		await first.end('SIGKILL');
		const third = await aServerProcess(context, { CANDOR_DATA, CANDOR_TOKEN: 'a-token-for-the-tests' });
		assert.equal((await answerOf(await fetch(`${third.url}/v1/notices`))).body.notices.length, 1);
	},
);

test('a port in use and invalid variables are reported with a reason', patience, async (context) => {
	const first = await aServerProcess(context, {
		CANDOR_DATA: aFolder(context),
		CANDOR_TOKEN: 'a-token-for-the-tests',
	});
	const { port } = new URL(first.url);
	const second = await aServerProcess(context, { CANDOR_DATA: aFolder(context), CANDOR_PORT: port });
	assert.notEqual(await exitOf(second), 0);
	assert.match(second.logged(), new RegExp(`Port ${port} is in use.*CANDOR_PORT`));
	const third = await aServerProcess(context, {
		CANDOR_PORT: 'x',
		CANDOR_ORIGINS: 'nowhere',
		CANDOR_TOKEN: 'short',
	});
	assert.notEqual(await exitOf(third), 0);
	for (const name of ['CANDOR_PORT', 'CANDOR_ORIGINS', 'CANDOR_TOKEN'])
		assert.match(third.logged(), new RegExp(name));
});
