/**
 * Network failures and other servers: no change is made twice or lost, and errors say what is
 * known.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { httpFetch } from '../../../server/cli/http-fetch.ts';
import { type Fault, listen, runCli, startServer, type TestServer } from './harness.ts';

/** Passes the first POST to the server and loses its response. */
const loseResponse = (server: TestServer): Fault => {
	let isLost = false;
	return (request, response) => {
		if (isLost || request.method !== 'POST') return false;
		isLost = true;
		const discarded = new ServerResponse(request);
		discarded.end = ((...args: unknown[]) => {
			response.destroy();
			return discarded.constructor.prototype.end.apply(discarded, args);
		}) as typeof discarded.end;
		server.handler(request, discarded);
		return true;
	};
};

/** Responds with status 503 the first `times` times, and records the idempotency keys. */
const busy = (times: number, keys: unknown[] = [], headers: Record<string, string> = {}): Fault => {
	let left = times;
	return (request, response) => {
		keys.push(request.headers['idempotency-key']);
		if (left-- <= 0) return false;
		response.writeHead(503, headers).end();
		return true;
	};
};

test('a notice is opened once, even if the response is lost', async (context) => {
	const server = await startServer(context);
	server.fault = loseResponse(server);
	const { code, err, out } = await server.candor('open', 'Checkout is failing');
	assert.equal(code, 0);
	assert.match(err, /The request failed \(.+, attempt 1 of 5\)\. Retrying in 1\.3 s\./);
	assert.match(out, /^Published\./);
	const { notices, seq } = await server.json('list', '--all');
	assert.equal((notices as unknown[]).length, 1);
	assert.equal(seq, 1);
});

test('a busy server receives the same key again, after growing delays', async (context) => {
	const server = await startServer(context);
	const keys: unknown[] = [];
	server.fault = busy(3, keys);
	const { code, delays } = await server.candor('open', 'Checkout is failing', '--json');
	assert.equal(code, 0);
	assert.deepEqual(delays, [1250, 2000, 4000]);
	assert.equal(new Set(keys.slice(0, 4)).size, 1);
	assert.match(String(keys[0]), /^key-1/);
});

test('a line about a repetition has the sentence of the server', async (context) => {
	const server = await startServer(context);
	let left = 1;
	server.fault = (_request, response) => {
		if (left-- <= 0) return false;
		const problem = { code: 'too-many', title: 'Too Many Requests', detail: 'Use a valid token.' };
		response.writeHead(429, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
		return true;
	};
	const { code, err } = await server.candor('open', 'Checkout is failing');
	assert.equal(code, 0);
	assert.match(
		err,
		/^The request failed \(status 429, attempt 1 of 5\)\. The server says: Use a valid token\. Retrying in/,
	);
});

test('a delay is never shorter than Retry-After, and a command does not wait longer than a minute', async (context) => {
	const server = await startServer(context);
	server.fault = busy(1, [], { 'retry-after': '4' });
	assert.deepEqual((await server.candor('list')).delays, [5000]);
	server.fault = busy(1, [], { 'retry-after': '3600' });
	const { code, delays, err } = await server.candor('list');
	assert.equal(code, 3);
	assert.deepEqual(delays, []);
	assert.match(err, /The server asks to wait 60 min before the next attempt\./);
	assert.equal((await server.candor('list')).code, 0);
});

test('each command has its own idempotency key, and a script may set one', async (context) => {
	const server = await startServer(context);
	const once = ['open', 'Checkout is failing', '--idempotency-key', 'deploy-77'];
	const [first, again] = [await server.json(...once), await server.json(...once)];
	assert.equal(first.id, again.id);
	await server.candor('open', 'Checkout is failing', '--anyway');
	await server.candor('open', 'Checkout is failing', '--anyway');
	assert.equal(((await server.json('list')).notices as unknown[]).length, 3);
});

test('3: connection refused; nothing was sent', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	const { code, err, delays } = await runCli(['open', 'x'], { url: `http://127.0.0.1:${port}` });
	assert.equal(code, 3);
	assert.equal(delays.length, 4);
	assert.match(err, /cannot be reached \(ECONNREFUSED: no program listens there\)\. Nothing was sent\./);
});

test('3: the code of a failure is explained', async (context) => {
	const http = await listen(context, (_request, response) => response.end());
	for (const [url, reason] of [
		[http.replace('http:', 'https:'), 'EPROTO: it does not speak https:'],
		['http://no-such-host.invalid', 'ENOTFOUND: the host name is unknown'],
	] as const) {
		const { code, err } = await runCli(['list'], { url, io: { fetch: httpFetch } });
		assert.equal(code, 3);
		assert.match(err, new RegExp(`request failed \\(${reason}, attempt 1 of 5\\)`));
		assert.match(err, new RegExp(`cannot be reached \\(${reason}\\)`));
	}
});

test('3: every connection breaks; the change may have been made', async (context) => {
	const server = await startServer(context);
	server.fault = (request) => {
		request.socket.destroy();
		return true;
	};
	const { code, err } = await server.candor('open', 'Checkout is failing');
	assert.equal(code, 3);
	assert.match(err, /The change may have been made\. Check with "candor list"/);
});

test('3: a server that does not respond in time', async (context) => {
	const url = await listen(context, () => {});
	const timeout = () => AbortSignal.timeout(1);
	const { code, err } = await runCli(['list'], { url, io: { timeout } });
	assert.equal(code, 3);
	assert.match(err, /cannot be reached \(no response in time\)/);
});

test('a request for a token is sent only once, because its secret cannot be shown again', async (context) => {
	const server = await startServer(context);
	server.fault = busy(1);
	const { code, delays } = await server.candor('token', 'create', 'robot');
	assert.equal(code, 3);
	assert.deepEqual(delays, []);
});

test('a notice is published even if the names of its components cannot be read afterwards', async (context) => {
	const server = await startServer(context);
	server.fault = (request, response) => {
		if (request.url !== '/v1/components') return false;
		response.writeHead(500).end();
		return true;
	};
	const { code, out, err } = await server.candor(
		'open',
		'Checkout is failing',
		'--component',
		'checkout-api',
	);
	assert.equal(code, 0);
	assert.match(err, /It is published, but the names of the components could not be read/);
	assert.match(out, /checkout-api: Degraded/);
});

const otherServers: readonly (readonly [
	name: string,
	status: number,
	type: string,
	body: string,
	message: RegExp,
])[] = [
	['a web page', 200, 'text/html', '<h1>Sign in</h1>', /it has text\/html instead of JSON/],
	['another API', 200, 'application/json', '{"hello":1}', /"notices" is missing/],
	['a list', 200, 'application/json', '[]', /its response has an unexpected format/],
	[
		'garbage',
		200,
		'application/json',
		'{"notices":[{"id":"a","seq":"1"}],"components":[]}',
		/sent something that cannot be read/,
	],
	['a failure', 500, 'text/plain', 'boom', /responded with status 500 and no reason/],
];
for (const [name, status, type, body, message] of otherServers)
	test(`3: ${name} instead of a Candor server`, async (context) => {
		const url = await listen(context, (_request, response) =>
			response.writeHead(status, { 'content-type': type }).end(body),
		);
		const { code, err } = await runCli(['list'], { url });
		assert.match(err, message);
		assert.equal(code, 3);
	});

test('3: a redirect is never followed', async (context) => {
	const received: unknown[] = [];
	const elsewhere = await listen(context, (request, response) => {
		received.push(request.headers);
		response.end('{}');
	});
	const url = await listen(context, (_request, response) =>
		response.writeHead(307, { location: `${elsewhere}/v1/notices` }).end(),
	);
	const { code, err } = await runCli(['open', 'x'], { url });
	assert.equal(code, 3);
	assert.match(err, /it redirects to http:\/\/127\.0\.0\.1/);
	assert.deepEqual(received, []);
});
