/** Bad networks and strange servers: nothing is doubled, nothing is lost, and the operator is told what is known. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { type Fault, house, listen, operate } from './operator.ts';

/** Lets a request through to the server and loses the answer on its way back. */
const lostAnswer = (place: Awaited<ReturnType<typeof house>>): Fault => {
	let lost = false;
	return (request, response) => {
		if (lost || request.method !== 'POST') return false;
		lost = true;
		const unheard = new ServerResponse(request);
		unheard.end = ((...words: unknown[]) => {
			response.destroy();
			return unheard.constructor.prototype.end.apply(unheard, words);
		}) as typeof unheard.end;
		place.handler(request, unheard);
		return true;
	};
};

const busy = (times: number, keys: unknown[] = [], headers: Record<string, string> = {}): Fault => {
	let left = times;
	return (request, response) => {
		keys.push(request.headers['idempotency-key']);
		if (left-- <= 0) return false;
		response.writeHead(503, headers).end();
		return true;
	};
};

test('an answer that is lost after the notice was opened does not open it twice', async (context) => {
	const place = await house(context);
	place.fault = lostAnswer(place);
	const { code, err, out } = await place.candor('open', 'Checkout is failing');
	assert.equal(code, 0);
	assert.match(err, /The server does not answer \(attempt 1\)\. Trying again in 0\.5 s\./);
	assert.match(out, /^Published\./);
	const { notices, seq } = await place.json('list', '--all');
	assert.equal((notices as unknown[]).length, 1);
	assert.equal(seq, 1);
});

test('a server that is busy is asked again with the same key, ever more slowly', async (context) => {
	const place = await house(context);
	const keys: unknown[] = [];
	place.fault = busy(3, keys);
	const { code, pauses } = await place.candor('open', 'Checkout is failing', '--json');
	assert.equal(code, 0);
	assert.deepEqual(pauses, [500, 1000, 2000]);
	assert.equal(new Set(keys.slice(0, 4)).size, 1);
	assert.match(String(keys[0]), /^key-1/);
});

test('a server that names a time is given that time', async (context) => {
	const place = await house(context);
	place.fault = busy(1, [], { 'retry-after': '4' });
	assert.deepEqual((await place.candor('list')).pauses, [4000]);
	place.fault = busy(1, [], { 'retry-after': '86400' });
	assert.deepEqual((await place.candor('list')).pauses, [15_000]);
});

test('two commands have two keys, and a script may bring its own', async (context) => {
	const place = await house(context);
	const once = ['open', 'Checkout is failing', '--idempotency-key', 'deploy-77'];
	const [first, again] = [await place.json(...once), await place.json(...once)];
	assert.equal(first.id, again.id);
	await place.candor('open', 'Checkout is failing');
	await place.candor('open', 'Checkout is failing');
	assert.equal(((await place.json('list')).notices as unknown[]).length, 3);
});

test('3: nothing listens there, and nothing was sent', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	const { code, err, pauses } = await operate(['open', 'x'], { url: `http://127.0.0.1:${port}` });
	assert.equal(code, 3);
	assert.equal(pauses.length, 4);
	assert.match(err, /cannot be reached \(ECONNREFUSED\)\. Nothing was sent\./);
});

test('3: the connection breaks every time, so that it may have been carried out', async (context) => {
	const place = await house(context);
	place.fault = (request) => {
		request.socket.destroy();
		return true;
	};
	const { code, err } = await place.candor('open', 'Checkout is failing');
	assert.equal(code, 3);
	assert.match(err, /It may have been carried out: look with "candor list"/);
});

test('3: a server that does not answer in time', async (context) => {
	const url = await listen(context, () => {});
	const timeout = () => AbortSignal.timeout(1);
	const { code, err } = await operate(['list'], { url, io: { timeout } });
	assert.equal(code, 3);
	assert.match(err, /cannot be reached \(no answer in time\)/);
});

test('a token is asked for once only: its secret could not be shown a second time', async (context) => {
	const place = await house(context);
	place.fault = busy(1);
	const { code, pauses } = await place.candor('token', 'create', 'robot');
	assert.equal(code, 3);
	assert.deepEqual(pauses, []);
});

test('a notice is published even where the names of its components cannot be read afterwards', async (context) => {
	const place = await house(context);
	place.fault = (request, response) => {
		if (request.url !== '/v1/components') return false;
		response.writeHead(500).end();
		return true;
	};
	const { code, out, err } = await place.candor('open', 'Checkout is failing', '--component', 'checkout-api');
	assert.equal(code, 0);
	assert.match(err, /It is published, but the names of components could not be read/);
	assert.match(out, /checkout-api: Slower or less reliable/);
});

const strange: readonly (readonly [
	what: string,
	status: number,
	type: string,
	body: string,
	says: RegExp,
])[] = [
	['a web page', 200, 'text/html', '<h1>Sign in</h1>', /it sent text\/html where JSON was asked for/],
	['another API', 200, 'application/json', '{"hello":1}', /"notices" is missing/],
	['a list', 200, 'application/json', '[]', /something else than was asked for/],
	[
		'garbage',
		200,
		'application/json',
		'{"notices":[{"id":"a","seq":"1"}],"components":[]}',
		/sent something that cannot be read/,
	],
	['a failure', 500, 'text/plain', 'boom', /answered with status 500 and no reason/],
];
for (const [what, status, type, body, says] of strange)
	test(`3: ${what} where Candor was expected`, async (context) => {
		const url = await listen(context, (_request, response) =>
			response.writeHead(status, { 'content-type': type }).end(body),
		);
		const { code, err } = await operate(['list'], { url });
		assert.match(err, says);
		assert.equal(code, 3);
	});

test('3: a redirect is not followed, with the token least of all', async (context) => {
	const visited: unknown[] = [];
	const elsewhere = await listen(context, (request, response) => {
		visited.push(request.headers);
		response.end('{}');
	});
	const url = await listen(context, (_request, response) =>
		response.writeHead(307, { location: `${elsewhere}/v1/notices` }).end(),
	);
	const { code, err } = await operate(['open', 'x'], { url });
	assert.equal(code, 3);
	assert.match(err, /it sends to http:\/\/127\.0\.0\.1/);
	assert.deepEqual(visited, []);
});
