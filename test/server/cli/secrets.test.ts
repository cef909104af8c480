/** The operator's token: from where it is read, where it is sent, and that it is never repeated. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operate } from './operator.ts';

const secret = 'top-secret-token';

/** What a command would send, and to where; nothing leaves this process. */
async function sentBy(
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
	const result = await operate(argv, { url, io, environment: { CANDOR_TOKEN: secret, ...environment } });
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
		const { sent, code } = await sentBy(url, ['token', 'list']);
		assert.equal(code, 0);
		assert.deepEqual(sent, [
			{ url: `${url.replace(/\/$/, '')}/v1/tokens`, authorization: `Bearer ${secret}` },
		]);
	});

for (const url of ['http://status.example.com', 'http://10.0.0.7:8787', 'http://127.0.0.1.example.com'])
	test(`the token is not sent to ${url}, unless the operator trusts that network`, async () => {
		const refused = await sentBy(url, ['token', 'list']);
		assert.equal(refused.code, 2);
		assert.deepEqual(refused.sent, []);
		assert.match(refused.err, /anybody on the way can read it\. Use the https: address, or add --allow-http/);
		const allowed = await sentBy(url, ['token', 'list', '--allow-http']);
		assert.equal(allowed.sent[0]?.authorization, `Bearer ${secret}`);
	});

test('reading needs no token and sends none', async () => {
	const { sent } = await sentBy('http://status.example.com', ['components']);
	assert.deepEqual(sent, [{ url: 'http://status.example.com/v1/components', authorization: null }]);
});

test('a token file goes before the environment', async () => {
	const { sent } = await sentBy('https://example.com', ['token', 'list', '--token-file', 'file']);
	assert.equal(sent[0]?.authorization, `Bearer ${secret}-in-file`);
	const empty = await sentBy('https://example.com', ['token', 'list', '--token-file', 'empty']);
	assert.equal(empty.code, 4);
	assert.match(empty.err, /The token file is empty/);
	const none = await operate(['token', 'list', '--token-file', 'nowhere'], { url: 'https://example.com' });
	assert.equal(none.code, 2);
	assert.match(none.err, /"nowhere" cannot be read \(ENOENT\)/);
});

const leaks: readonly (readonly string[])[] = [
	['--token', secret, 'list'],
	['list', `--token=${secret}`],
	['list', '--url', `https://operator:${secret}@example.com`],
];
for (const argv of leaks)
	test(`a secret in ${argv.map((word) => word.replace(secret, '...')).join(' ')} is refused and not repeated`, async () => {
		const { code, out, err, sent } = await sentBy('https://example.com', argv);
		assert.equal(code, 2);
		assert.match(err, /CANDOR_TOKEN/);
		assert.ok(!(out + err).includes(secret));
		assert.deepEqual(sent, []);
	});

test('a token with a line break in it is refused and not repeated', async () => {
	const environment = { CANDOR_TOKEN: `${secret}\nX-Other: header` };
	const { code, out, err, sent } = await sentBy('https://example.com', ['token', 'list'], environment);
	assert.equal(code, 4);
	assert.match(err, /CANDOR_TOKEN holds characters that no token has/);
	assert.ok(!(out + err).includes(secret));
	assert.deepEqual(sent, []);
});
