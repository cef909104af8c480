/** Whatever comes in: each mistake gets its status, code and sentence, and the log stays as it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aServer, type TestServer, token } from '../support/server.ts';

const operator = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

async function aPreparedServer(context: { after(act: () => unknown): void }) {
	const server = await aServer(context);
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Down', affected: [{ component: 'api' }] });
	await server.write('POST', '/v1/notices', { id: 'done', title: 'Done' });
	await server.write('POST', '/v1/notices/done/resolve', {});
	const before = await records(server);
	return { server, unchanged: async () => assert.deepEqual(await records(server), before) };
}

const records = async ({ request }: TestServer) => {
	const { seq, records } = (await request('/v1/snapshot')).body;
	return { seq, records };
};

const title = 'x';
const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
const cases: readonly (readonly [
	what: string,
	path: string,
	init: RequestInit,
	status: number,
	code: string,
])[] = [
	['no JSON', '/v1/notices', { method: 'POST', body: '{"title":' }, 400, 'malformed'],
	['nothing', '/v1/notices', { method: 'POST', body: '' }, 400, 'malformed'],
	['half a character', '/v1/notices', { method: 'POST', body: '{"title":"\\ud800"}' }, 422, 'invalid'],
	['a list', '/v1/notices', { method: 'POST', body: '[]' }, 422, 'invalid'],
	['null', '/v1/notices', { method: 'POST', body: 'null' }, 422, 'invalid'],
	['a deep list', '/v1/notices', { method: 'POST', body: deep }, 422, 'invalid'],
	['no title', '/v1/notices', { method: 'POST', body: '{}' }, 422, 'invalid'],
	['a number for a title', '/v1/notices', { method: 'POST', body: '{"title":3}' }, 422, 'invalid'],
	['a blank title', '/v1/notices', { method: 'POST', body: '{"title":"  "}' }, 422, 'invalid'],
	[
		'a long title',
		'/v1/notices',
		{ method: 'POST', body: JSON.stringify({ title: 'x'.repeat(141) }) },
		422,
		'invalid',
	],
	[
		'control characters',
		'/v1/notices',
		{ method: 'POST', body: '{"title":"a\\u001b[31mb"}' },
		422,
		'invalid',
	],
	['a line break in a title', '/v1/notices', { method: 'POST', body: '{"title":"a\\nb"}' }, 422, 'invalid'],
	['text turned around', '/v1/notices', { method: 'POST', body: '{"title":"a\\u202eb"}' }, 422, 'invalid'],
	[
		'an unknown field',
		'/v1/notices',
		{ method: 'POST', body: '{"title":"x","colour":"red"}' },
		422,
		'invalid',
	],
	[
		'__proto__',
		'/v1/notices',
		{ method: 'POST', body: '{"title":"x","__proto__":{"kind":"incident"}}' },
		422,
		'invalid',
	],
	[
		'__proto__ within',
		'/v1/notices',
		{
			method: 'POST',
			body: '{"title":"x","promise":{"__proto__":{},"nextUpdateBy":"2099-01-01T00:00:00Z"}}',
		},
		422,
		'invalid',
	],
	['constructor', '/v1/notices', { method: 'POST', body: '{"title":"x","constructor":{}}' }, 422, 'invalid'],
	[
		'an unknown kind',
		'/v1/notices',
		{ method: 'POST', body: JSON.stringify({ title, kind: 'joke' }) },
		422,
		'invalid',
	],
	[
		'a bad id',
		'/v1/notices',
		{ method: 'POST', body: JSON.stringify({ title, id: '../x' }) },
		422,
		'invalid',
	],
	['a taken id', '/v1/notices', { method: 'POST', body: JSON.stringify({ title, id: 'n' }) }, 422, 'invalid'],
	[
		'no date',
		'/v1/notices',
		{ method: 'POST', body: JSON.stringify({ title, expiresAt: 'tomorrow' }) },
		422,
		'invalid',
	],
	[
		'a date that is none',
		'/v1/notices',
		{ method: 'POST', body: JSON.stringify({ title, expiresAt: '2099-02-30T00:00:00Z' }) },
		422,
		'invalid',
	],
	[
		'the past',
		'/v1/notices',
		{ method: 'POST', body: JSON.stringify({ title, expiresAt: '1999-01-01T00:00:00Z' }) },
		422,
		'invalid',
	],
	[
		'a wrong phase',
		'/v1/notices',
		{ method: 'POST', body: JSON.stringify({ title, phase: 'scheduled' }) },
		422,
		'wrong-phase',
	],
	[
		'HTML',
		'/v1/notices',
		{ method: 'POST', body: JSON.stringify({ title, body: '<script>x</script>' }) },
		422,
		'markup-refused',
	],
	[
		'a script link',
		'/v1/notices',
		{ method: 'POST', body: JSON.stringify({ title, workaround: '[x](javascript:x)' }) },
		422,
		'markup-refused',
	],
	[
		'30 KB of Markdown',
		'/v1/notices',
		{ method: 'POST', body: JSON.stringify({ title, body: '**x __'.repeat(5_000) }) },
		422,
		'invalid',
	],
	['10 MB', '/v1/notices', { method: 'POST', body: 'x'.repeat(10_000_000) }, 413, 'too-large'],
	[
		'another type',
		'/v1/notices',
		{ method: 'POST', body: '{}', headers: { ...operator, 'content-type': 'text/plain' } },
		415,
		'unsupported-media-type',
	],
	[
		'no token',
		'/v1/notices',
		{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
		401,
		'unauthorized',
	],
	[
		'a wrong token',
		'/v1/notices',
		{ method: 'POST', body: '{}', headers: { ...operator, authorization: 'Bearer nobody-knows' } },
		401,
		'unauthorized',
	],
	[
		'another scheme',
		'/v1/notices',
		{ method: 'POST', body: '{}', headers: { ...operator, authorization: `Basic ${token}` } },
		401,
		'unauthorized',
	],
	[
		'a token in the query',
		`/v1/notices?token=${token}`,
		{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
		401,
		'unauthorized',
	],
	[
		'a stale If-Match',
		'/v1/notices/n',
		{ method: 'PATCH', body: '{"title":"y"}', headers: { ...operator, 'if-match': '"99"' } },
		412,
		'precondition-failed',
	],
	[
		'an If-Match that is none',
		'/v1/notices/n',
		{ method: 'PATCH', body: '{"title":"y"}', headers: { ...operator, 'if-match': 'x' } },
		400,
		'malformed',
	],
	[
		'a foreign page',
		'/v1/notices',
		{ method: 'POST', body: '{"title":"x"}', headers: { ...operator, origin: 'https://evil.example' } },
		403,
		'origin-not-allowed',
	],
	['nothing to change', '/v1/notices/n', { method: 'PATCH', body: '{}' }, 422, 'invalid'],
	[
		'a phase and more',
		'/v1/notices/n',
		{ method: 'PATCH', body: '{"phase":"identified","title":"y"}' },
		422,
		'invalid',
	],
	[
		'an update with no words',
		'/v1/notices/n/updates',
		{ method: 'POST', body: '{"body":""}' },
		422,
		'invalid',
	],
	[
		'an update on what has ended',
		'/v1/notices/done/updates',
		{ method: 'POST', body: '{"body":"x","phase":"monitoring"}' },
		409,
		'notice-ended',
	],
	[
		'an end of what has ended',
		'/v1/notices/done/resolve',
		{ method: 'POST', body: '{}' },
		409,
		'notice-ended',
	],
	['reopening what is open', '/v1/notices/n/reopen', { method: 'POST', body: '{}' }, 409, 'notice-open'],
	['nobody’s notice', '/v1/notices/zzz/updates', { method: 'POST', body: '{"body":"x"}' }, 404, 'not-found'],
	[
		'a component with a bad id',
		'/v1/components/UPPER',
		{ method: 'PUT', body: '{"name":"x"}' },
		422,
		'invalid',
	],
	['a component in use', '/v1/components/api', { method: 'DELETE' }, 409, 'component-in-use'],
	[
		'a page with a script address',
		'/v1/page',
		{ method: 'PUT', body: '{"name":"x","statusUrl":"javascript:x"}' },
		422,
		'invalid',
	],
	['another method', '/v1/page', { method: 'POST', body: '{}' }, 405, 'method-not-allowed'],
	['another address', '/v1/nothing', {}, 404, 'not-found'],
	['a path with dots', '/v1/%2e%2e/%2e%2e/etc/passwd', {}, 404, 'not-found'],
	['a broken escape', '/v1/notices/%E0%A4%A', {}, 404, 'not-found'],
	['a bad cursor', '/v1/stream?since=abc', {}, 400, 'bad-cursor'],
	['a negative cursor', '/v1/stream?since=-1', {}, 400, 'bad-cursor'],
	['a huge cursor', `/v1/stream?since=${'9'.repeat(40)}`, {}, 400, 'bad-cursor'],
	['a bad Last-Event-ID', '/v1/stream', { headers: { 'last-event-id': 'x; DROP' } }, 400, 'bad-cursor'],
];

test('each mistake gets its status, code and sentence; the log is unchanged', async (context) => {
	const { server, unchanged } = await aPreparedServer(context);
	for (const [what, path, init, status, code] of cases) {
		const answer = await server.request(path, { headers: operator, ...init });
		assert.equal(answer.status, status, `${what}: ${answer.text}`);
		assert.equal(answer.body?.code, code, what);
		assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, what);
		assert.match(
			answer.body.detail,
			/[.…]( \(and \d+ more, see issues\))?$|issues|Unrecognized|Invalid|expected/i,
			what,
		);
		assert.equal(answer.body.status, status, what);
		assert.doesNotMatch(answer.text, new RegExp(token), what);
	}
	await unchanged();
});

test('a body without a length is read up to the limit, and bytes that are no text are refused', async (context) => {
	const { server, unchanged } = await aPreparedServer(context);
	const chunked = (chunks: Iterable<Uint8Array>) =>
		server.request('/v1/notices', {
			method: 'POST',
			headers: operator,
			body: new ReadableStream({
				start(controller) {
					for (const chunk of chunks) controller.enqueue(chunk);
					controller.close();
				},
			}),
			duplex: 'half',
		} as RequestInit);
	const large = Array.from({ length: 400 }, () => new Uint8Array(1024).fill(97));
	assert.equal((await chunked(large)).body.code, 'too-large');
	assert.equal((await chunked([new Uint8Array([0x22, 0xff, 0x22])])).body.code, 'malformed');
	await unchanged();
	const letters = new TextEncoder().encode('{"title":"Zahlung gestört"}');
	const made = await chunked([...letters].map((letter) => new Uint8Array([letter])));
	assert.deepEqual([made.status, made.body.title], [201, 'Zahlung gestört']);
});

test('random bodies are refused or carried out, and never break the server', async (context) => {
	const { server } = await aPreparedServer(context);
	const field = fc.constantFrom(
		'title',
		'kind',
		'impact',
		'affected',
		'window',
		'promise',
		'dataSafety',
		'x',
		'__proto__',
	);
	const json = fc.dictionary(field, fc.jsonValue(), { maxKeys: 4 });
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(
				json.map((value) => JSON.stringify(value)),
				fc.string(),
			),
			async (body) => {
				const { status } = await server.write('POST', '/v1/notices', body);
				assert.ok([201, 400, 422].includes(status), String(status));
			},
		),
		{ numRuns: 200 },
	);
	assert.equal((await server.request('/healthz')).status, 200);
});

test('random addresses and methods are answered, and never with a fault of ours', async (context) => {
	const { server } = await aPreparedServer(context);
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
			fc.webPath(),
			async (method, path) => {
				const { status } = await server.request(`/v1${path}`, { method });
				assert.ok(status < 500, `${method} ${path}: ${status}`);
			},
		),
		{ numRuns: 200 },
	);
});
