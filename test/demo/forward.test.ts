import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { demoHandler } from '../../demo/server.mjs';
import { listen, token } from '../server/cli/harness.ts';
import { type Answer, ask, larkfield, ownHeaders } from './larkfield.ts';

const page = '/demo/desk/api/page';
const notices = '/demo/desk/api/notices';
const named = JSON.stringify({ name: 'Larkfield' });
const failing = JSON.stringify({ id: 'cards', title: 'Card payments are failing' });

function assertProblem({ status, headers, text }: Answer, expected: number, code: string): void {
	assert.equal(status, expected, text);
	assert.match(headers['content-type'] ?? '', /^application\/problem\+json/);
	const problem = JSON.parse(text);
	assert.equal(problem.code, code);
	assert.equal(problem.status, expected);
	assert.match(problem.detail, /\.$/);
}

describe("the desk's way to the API", () => {
	it('adds the token, and the token stays on the server', async (context) => {
		const { url } = await larkfield(context);
		const answer = await ask(url, page, { method: 'PATCH', headers: ownHeaders(url), body: named });
		assert.equal(answer.status, 200, answer.text);
		assert.equal(JSON.parse(answer.text).name, 'Larkfield');
		assert.ok(!JSON.stringify(answer).includes(token));
	});

	it('hands on the key that makes a repeat harmless, the condition and where the new notice is', async (context) => {
		const { url } = await larkfield(context);
		const headers = { ...ownHeaders(url), 'idempotency-key': 'once' };
		const first = await ask(url, notices, { method: 'POST', headers, body: failing });
		const second = await ask(url, notices, { method: 'POST', headers, body: failing });
		assert.equal(first.status, 201, first.text);
		assert.equal(second.text, first.text);
		assert.match(first.headers.location ?? '', /\/v1\/notices\/cards$/);
		assert.match(first.headers.etag ?? '', /^"\d+"$/);

		const stale = { ...ownHeaders(url), 'if-match': '"0"' };
		const body = JSON.stringify({ body: 'More.' });
		const refused = await ask(url, `${notices}/cards/updates`, { method: 'POST', headers: stale, body });
		assertProblem(refused, 412, 'precondition-failed');
	});

	it("hands on the API's own refusal, word for word", async (context) => {
		const { url } = await larkfield(context);
		const body = JSON.stringify({ name: '' });
		const refused = await ask(url, page, { method: 'PATCH', headers: ownHeaders(url), body });
		assertProblem(refused, 422, 'invalid');
	});

	const strangers: Record<string, (own: Record<string, string>) => Record<string, string>> = {
		'that names no origin': ({ origin: _, ...own }) => own,
		"of another site's page": (own) => ({ ...own, origin: 'https://example.com' }),
		'of a page on another port': (own) => ({ ...own, origin: 'http://127.0.0.1:1' }),
		'of a page without an origin': (own) => ({ ...own, origin: 'null' }),
		'that the browser calls cross-site': (own) => ({ ...own, 'sec-fetch-site': 'cross-site' }),
		'that the browser calls same-site': (own) => ({ ...own, 'sec-fetch-site': 'same-site' }),
		'of a program that is no browser': ({ 'sec-fetch-site': _, ...own }) => own,
		'to a name that was made to lead here': (own) => ({
			...own,
			host: 'rebound.example:8787',
			origin: 'http://rebound.example:8787',
		}),
		'to a name that only begins like this machine': (own) => ({
			...own,
			host: '127.0.0.1.example.com',
			origin: 'http://127.0.0.1.example.com',
		}),
	};
	for (const [whose, change] of Object.entries(strangers)) {
		it(`refuses a request ${whose}`, async (context) => {
			const { url, candor } = await larkfield(context);
			const headers = change(ownHeaders(url));
			assertProblem(await ask(url, page, { method: 'PATCH', headers, body: named }), 403, 'forbidden');
			assert.equal((await ask(candor.url, '/v1/page')).text.includes('Larkfield'), false);
		});
	}

	it('takes the other names of this machine', async (context) => {
		const { url } = await larkfield(context);
		const { port } = new URL(url);
		for (const host of [`localhost:${port}`, `[::1]:${port}`]) {
			const headers = { ...ownHeaders(url), host, origin: `http://${host}` };
			assert.equal((await ask(url, page, { method: 'PATCH', headers, body: named })).status, 200, host);
		}
	});

	it('takes only what the story sends: no token can be made or read by it', async (context) => {
		const { url } = await larkfield(context);
		const others: readonly [method: string, path: string][] = [
			['POST', '/tokens'],
			['GET', '/tokens'],
			['GET', '/notices'],
			['PATCH', '/notices/cards'],
			['DELETE', '/components/cards'],
			['POST', '/notices/cards/reopen'],
			['POST', '/notices/../tokens'],
			['POST', '/notices/%2e%2e/tokens'],
			['PUT', '/components/..%2f..%2ftokens'],
			['PUT', '/components/UPPER'],
			['POST', ''],
		];
		for (const [method, path] of others) {
			// Node sends no length with these two methods' bodies unless told to, and the server would misread it.
			const body = method === 'GET' || method === 'DELETE' ? undefined : '{}';
			const answer = await ask(url, `/demo/desk/api${path}`, {
				method,
				headers: ownHeaders(url),
				...(body && { body }),
			});
			assert.equal(answer.status, 404, `${method} ${path}: ${answer.text}`);
			assert.ok(!answer.text.includes(token));
		}
	});

	it('reads the counts of visitors for its own pages only', async (context) => {
		const { url, candor } = await larkfield(context);
		await candor.json('open', 'Card payments are failing', '--id', 'cards', '--reporting');
		const path = `${notices}/cards/reports`;
		// Browsers send no Origin with a read.
		const own = { host: new URL(url).host, 'sec-fetch-site': 'same-origin' };
		const { status, text } = await ask(url, path, { headers: own });
		assert.equal(status, 200, text);
		assert.equal(JSON.parse(text).affected, 0);
		for (const headers of [
			{ ...own, 'sec-fetch-site': 'cross-site' },
			{ ...own, origin: 'https://example.com' },
			{ ...own, host: 'rebound.example:8787' },
			{ host: own.host },
		])
			assertProblem(await ask(url, path, { headers }), 403, 'forbidden');
	});

	it('refuses a body that is not JSON, as a form of another site would send it', async (context) => {
		const { url } = await larkfield(context);
		const headers = { ...ownHeaders(url), 'content-type': 'text/plain' };
		assertProblem(
			await ask(url, page, { method: 'PATCH', headers, body: named }),
			415,
			'unsupported-media-type',
		);
	});

	it('takes a body that comes in pieces', async (context) => {
		const { url } = await larkfield(context);
		const headers = { ...ownHeaders(url), 'transfer-encoding': 'chunked' };
		const answer = await ask(url, page, { method: 'PATCH', headers, body: named });
		assert.equal(answer.status, 200, answer.text);
	});

	it('refuses a body of more than 64 kB, whether or not it says so beforehand', async (context) => {
		const { url } = await larkfield(context);
		const body = JSON.stringify({ name: 'x'.repeat(65 * 1024) });
		const own = ownHeaders(url);
		assertProblem(await ask(url, page, { method: 'PATCH', headers: own, body }), 413, 'too-large');
		const headers = { ...own, 'transfer-encoding': 'chunked' };
		assertProblem(await ask(url, page, { method: 'PATCH', headers, body }), 413, 'too-large');
	});

	it('passes on nothing else that the browser sent, and nothing else that came back', async (context) => {
		let arrived: IncomingMessage['headers'] = {};
		const origin = await listen(context, (request, response) => {
			arrived = request.headers;
			response.writeHead(200, { 'set-cookie': 'a=b', 'x-secret': 'c', 'content-type': 'application/json' });
			response.end('{}');
		});
		const demo = demoHandler({ token, origin });
		const url = await listen(context, (request, response) => void demo(request, response));
		const headers = {
			...ownHeaders(url),
			authorization: 'Bearer the-pages-own',
			cookie: 'session=1',
			te: 'trailers',
			'x-forwarded-for': '192.0.2.1',
		};
		const answer = await ask(url, page, { method: 'PATCH', headers, body: named });
		assert.equal(answer.status, 200);
		assert.equal(arrived.authorization, `Bearer ${token}`);
		for (const name of ['cookie', 'te', 'x-forwarded-for', 'origin'])
			assert.equal(arrived[name], undefined, name);
		for (const name of ['set-cookie', 'x-secret']) assert.equal(answer.headers[name], undefined, name);
	});

	it('says so in a sentence when the API does not answer', async (context) => {
		const origin = await listen(context, (request) => request.socket.destroy());
		const demo = demoHandler({ token, origin });
		const url = await listen(context, (request, response) => void demo(request, response));
		const answer = await ask(url, page, { method: 'PATCH', headers: ownHeaders(url), body: named });
		assertProblem(answer, 502, 'internal');
	});
});
