/** The command line's own `fetch`, compared with Node's against the same servers. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { type HttpFetch, httpFetch } from '../../../server/cli/http-fetch.ts';
import { listen } from './harness.ts';

const signal = (): AbortSignal => new AbortController().signal;
const plain = () => ({ headers: {}, redirect: 'manual', signal: signal() }) as const;

async function bodyOf(response: Awaited<ReturnType<HttpFetch>>): Promise<string> {
	let body = '';
	const decoder = new TextDecoder();
	for await (const chunk of response.body ?? []) body += decoder.decode(chunk, { stream: true });
	return body;
}

const implementations = { fetch: fetch as unknown as HttpFetch, httpFetch };

test('a request and its response arrive whole, and a redirect is not followed', async (context) => {
	const url = await listen(context, async (request, response) => {
		if (request.url === '/moved') return void response.writeHead(302, { location: '/' }).end();
		const { method, headers } = request;
		const received = {
			method,
			body: await text(request),
			token: headers.authorization,
			length: headers['content-length'],
		};
		response.writeHead(201, { etag: '"7"', 'x-a': ['1', '2'] }).end(JSON.stringify(received));
	});
	for (const [name, send] of Object.entries(implementations)) {
		const body = JSON.stringify({ title: 'Zahlung gestört 🌩' });
		const headers = { authorization: 'Bearer x' };
		const response = await send(new URL(url), { ...plain(), method: 'POST', headers, body });
		assert.deepEqual([response.status, response.ok, response.url], [201, true, `${url}/`], name);
		assert.equal(response.headers.get('ETag'), '"7"', name);
		assert.equal(response.headers.get('x-none'), null, name);
		const length = String(Buffer.byteLength(body));
		assert.deepEqual(
			JSON.parse(await bodyOf(response)),
			{ method: 'POST', body, token: 'Bearer x', length },
			name,
		);
		const moved = await send(new URL('/moved', url), plain());
		assert.deepEqual([moved.status, moved.ok, moved.headers.get('location')], [302, false, '/'], name);
	}
});

test('a refused and a reset connection reject with a cause that has a code', async (context) => {
	const server = createServer((socket) => socket.resetAndDestroy()).listen(0, '127.0.0.1');
	await once(server, 'listening');
	context.after(() => server.close());
	const { port } = server.address() as { port: number };
	const codeOf = (error: unknown): string => {
		assert.ok(error instanceof TypeError && error.cause instanceof Error);
		return String((error.cause as NodeJS.ErrnoException).code);
	};
	for (const send of Object.values(implementations)) {
		const reset = await send(new URL(`http://127.0.0.1:${port}`), plain()).catch(codeOf);
		assert.match(String(reset), /ECONNRESET|UND_ERR_SOCKET/);
		const refused = await send(new URL('http://127.0.0.1:9'), plain()).catch(codeOf);
		assert.equal(refused, send === httpFetch ? 'ECONNREFUSED' : refused);
	}
});

test('a timeout ends a request, and a body that is cut or never ends', async (context) => {
	let closed = 0;
	const url = await listen(context, (request, response) => {
		response.on('close', () => closed++);
		if (request.url === '/silent') return;
		response.writeHead(200, { 'content-length': '10' }).write('12345');
		if (request.url === '/cut') setTimeout(() => response.destroy(), 20);
	});
	for (const send of Object.values(implementations)) {
		const timeout = { ...plain(), signal: AbortSignal.timeout(100) };
		await assert.rejects(send(new URL('/silent', url), timeout), { name: 'TimeoutError' });
		await assert.rejects(send(new URL('/cut', url), plain()).then(bodyOf), TypeError);
		const never = send(new URL('/never', url), { ...plain(), signal: AbortSignal.timeout(200) });
		await assert.rejects(never.then(bodyOf), { name: 'TimeoutError' });
	}
	assert.ok(closed >= 4, `${closed} connections were closed`);
});

test('a body that is not read to its end closes the connection', async (context) => {
	let close = (): void => undefined;
	const closed = new Promise<void>((resolve) => {
		close = resolve;
	});
	const url = await listen(context, (_request, response) => {
		response.on('close', close);
		response.write('x');
	});
	const response = await httpFetch(new URL(url), plain());
	for await (const chunk of response.body ?? []) {
		assert.equal(chunk.length, 1);
		break;
	}
	await closed;
});
