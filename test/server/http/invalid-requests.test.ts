/** Invalid requests get a status, a code and a sentence, and leave the log unchanged. */
import assert from 'node:assert/strict';
import { STATUS_CODES } from 'node:http';
import { test } from 'node:test';
import fc from 'fast-check';
import { aServer, type TestServer, token } from '../../support/server.ts';
import { invalidRequests, operator } from './invalid-request-cases.ts';

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

test('every invalid request gets its status, code and sentence; the log is unchanged', async (context) => {
	const { server, unchanged } = await aPreparedServer(context);
	for (const { expected, what, path, init } of invalidRequests) {
		const response = await server.request(path, { headers: operator, ...init });
		assert.equal(`${response.status} ${response.body?.code}`, expected, `${what}: ${response.text}`);
		assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/, what);
		assert.equal(response.body.status, response.status, what);
		// A sentence, and the path when a field of the request is invalid.
		assert.ok(response.body.detail.length > 15, what);
		if (expected === '422 invalid') assert.ok(response.body.issues.length > 0, what);
		assert.doesNotMatch(response.text, new RegExp(token), what);
		assert.doesNotMatch(
			response.body.detail,
			/Invalid|[Ee]xpected|received|Too (?:big|small)|Unrecogni|[<>]=/,
			what,
		);
	}
	await unchanged();
});

test('the sentence about an invalid field says what to write instead', async (context) => {
	const { server } = await aPreparedServer(context);
	const refused = async (body: object) => {
		const init = { method: 'POST', headers: operator, body: JSON.stringify(body) };
		return (await server.request('/v1/notices', init)).body.detail;
	};
	const title = 'x';
	for (const [body, detail] of [
		[{}, 'title: This is missing. Send a text.'],
		[{ title: 3 }, 'title: Send a text here.'],
		[{ title: 'x'.repeat(141) }, 'title: Use at most 140 characters.'],
		[{ title, impct: 'major' }, 'impct: There is no such field. Check its spelling, or remove it.'],
		[{ title, impact: 'huge' }, 'impact: Use one of none, minor, major, critical.'],
		[{ title, actions: Array(21).fill('x') }, 'actions: Use at most 20 entries.'],
		[{ title, drill: true }, 'drill: There is no such field. Check its spelling, or remove it.'],
		[{ title, affected: { component: 'api' } }, 'affected: Send a list here.'],
		[{ title, affected: ['api'] }, 'affected.0: Send an object here.'],
		[{ title, audience: { percentage: 101 } }, 'audience.percentage: A percentage is 0 to 100.'],
		[
			{ title, expiresAt: 'soon' },
			'expiresAt: Use an ISO 8601 date and time such as 2030-01-31T09:30:00Z. A duration from now such as 20m is possible too.',
		],
		[{ title: ' ', impact: 1 }, 'title: Write something here. (and 1 more, see issues)'],
	] as const)
		assert.equal(await refused(body), detail);
	const { body: list } = await server.request('/v1/notices?limit=1001');
	assert.equal(list.detail, 'limit: Use a number that is at most 1,000.');
	const { body: claim } = await server.write('PUT', '/v1/remedies/r', { claim: { type: 'wish' } });
	const sentences = claim.issues.map(({ path, message }: Record<string, string>) => `${path}: ${message}`);
	assert.ok(sentences.includes('title: This is missing. Send a text.'), sentences.join('\n'));
	assert.ok(
		sentences.some((each: string) => each.startsWith('claim.type: Its "type" is none')),
		sentences.join('\n'),
	);
});

test('the title of a problem is the phrase of its status', async (context) => {
	const { server } = await aPreparedServer(context);
	const titles = new Set<string>();
	for (const { path, init } of invalidRequests) {
		const { status, body } = await server.request(path, { headers: operator, ...init });
		if (body) titles.add(`${status} ${body.title}`);
	}
	assert.ok(titles.has('422 Unprocessable Content') && titles.has('404 Not Found'), [...titles].join());
	const other = { 413: 'Content Too Large', 422: 'Unprocessable Content' } as Record<string, string>;
	for (const each of titles) {
		const [status = '', ...words] = each.split(' ');
		assert.equal(words.join(' '), other[status] ?? STATUS_CODES[status]);
	}
});

test('a body without Content-Length is read up to the limit, and bytes that are not UTF-8 are refused', async (context) => {
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

test('random bodies are accepted or refused and never break the server', async (context) => {
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

test('random paths and methods never cause a server error', async (context) => {
	// Before the server: building it blocks the event loop for so long on a busy machine that the
	// server closes idle connections at the moment when the client uses them again.
	const paths = fc.webPath();
	const { server } = await aPreparedServer(context);
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
			paths,
			async (method, path) => {
				const { status } = await server.request(`/v1${path}`, { method });
				assert.ok(status < 500, `${method} ${path}: ${status}`);
			},
		),
		{ numRuns: 200 },
	);
});
