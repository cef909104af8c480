/**
 * The operator's token: its sources, the addresses it is sent to, and that no output contains it.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli } from './harness.ts';

const secret = 'top-secret-token';

/** Runs a command and records its requests; nothing leaves this process. */
async function recordRequests(
	url: string,
	argv: readonly string[],
	environment: Record<string, string | undefined> = {},
) {
	const sent: { url: string; authorization: string | null }[] = [];
	const io = {
		fetch: (async (input: URL, init: RequestInit) => {
			sent.push({ url: String(input), authorization: new Headers(init.headers).get('authorization') });
			return new Response('{"tokens":[]}');
		}) as typeof fetch,
		readFile: async (path: string) => (path === 'empty' ? '\n' : `${secret}-in-${path}\n`),
	};
	const result = await runCli(argv, { url, io, environment: { CANDOR_TOKEN: secret, ...environment } });
	return { ...result, sent };
}

for (const url of [
	'https://status.example.com',
	'https://example.com/status/',
	'http://localhost:8787',
	'http://127.0.0.1:1',
	'http://[::1]:8787',
])
	test(`the token is sent to ${url}`, async () => {
		const { sent, code } = await recordRequests(url, ['token', 'list']);
		assert.equal(code, 0);
		assert.deepEqual(sent, [
			{ url: `${url.replace(/\/$/, '')}/v1/tokens`, authorization: `Bearer ${secret}` },
		]);
	});

for (const url of ['http://status.example.com', 'http://10.0.0.7:8787', 'http://127.0.0.1.example.com'])
	test(`the token is not sent to ${url} without --allow-http`, async () => {
		const refused = await recordRequests(url, ['token', 'list']);
		assert.equal(refused.code, 2);
		assert.deepEqual(refused.sent, []);
		assert.match(
			refused.err,
			/anyone on the network can read it over http\. Use the https: address, or add --allow-http/,
		);
		const allowed = await recordRequests(url, ['token', 'list', '--allow-http']);
		assert.equal(allowed.sent[0]?.authorization, `Bearer ${secret}`);
	});

test('commands that read public data send no token', async () => {
	const { sent } = await recordRequests('http://status.example.com', ['components']);
	assert.deepEqual(sent, [{ url: 'http://status.example.com/v1/components', authorization: null }]);
});

test('a token file takes precedence over the environment', async () => {
	const { sent } = await recordRequests('https://example.com', ['token', 'list', '--token-file', 'file']);
	assert.equal(sent[0]?.authorization, `Bearer ${secret}-in-file`);
	const empty = await recordRequests('https://example.com', ['token', 'list', '--token-file', 'empty']);
	assert.equal(empty.code, 4);
	assert.match(empty.err, /The token file is empty/);
	const none = await runCli(['token', 'list', '--token-file', 'nowhere'], { url: 'https://example.com' });
	assert.equal(none.code, 2);
	assert.match(none.err, /"nowhere" cannot be read \(ENOENT\)/);
});

const leaks: readonly (readonly string[])[] = [
	['--token', secret, 'list'],
	['list', `--token=${secret}`],
	['list', '--url', `https://operator:${secret}@example.com`],
];
for (const argv of leaks)
	test(`a secret in ${argv.map((argument) => argument.replace(secret, '...')).join(' ')} is refused and not printed`, async () => {
		const { code, out, err, sent } = await recordRequests('https://example.com', argv);
		assert.equal(code, 2);
		assert.match(err, /CANDOR_TOKEN/);
		assert.ok(!(out + err).includes(secret));
		assert.deepEqual(sent, []);
	});

test('a token with a line break is refused and not printed', async () => {
	const environment = { CANDOR_TOKEN: `${secret}\nX-Other: header` };
	const { code, out, err, sent } = await recordRequests(
		'https://example.com',
		['token', 'list'],
		environment,
	);
	assert.equal(code, 4);
	assert.match(err, /CANDOR_TOKEN contains characters that a token never has/);
	assert.ok(!(out + err).includes(secret));
	assert.deepEqual(sent, []);
});
