/** A cached request head gives the same result as a new one, byte for byte. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { Handshakes, parseHandshake } from '../../../server/streaming/listener/handshake.ts';
import { aServer } from '../../support/server.ts';
import { wholeComponent } from '../../support/whole.ts';

const path = '/v1/stream';

/** The text in random case. */
const inAnyCase = (text: string) =>
	fc
		.array(fc.boolean(), { minLength: text.length, maxLength: text.length })
		.map((upper) =>
			[...text].map((letter, index) => (upper[index] ? letter.toUpperCase() : letter)).join(''),
		);
const name = fc.oneof(
	...['host', 'origin', 'last-event-id', 'x-forwarded-for', 'cookie', 'te', 'expect'].map(inAnyCase),
	...['content-length', 'transfer-encoding', 'upgrade', 'connection', 'constructor'].map(inAnyCase),
	fc.constantFrom('__proto__', '', ' host', 'h:st', 'hö'),
);
const value = fc.oneof(
	fc.constantFrom('a', '0', 'close', 'Keep-Alive', ' \t1 ', 'a\nb', 'a\rb', 'é', '\0', 'upgrade, close'),
	fc.string({ maxLength: 20 }),
	fc.integer({ min: 0, max: 20_000 }).map((length) => 'x'.repeat(length)),
);
const line = fc.tuple(name, fc.constantFrom(':', ': ', ' :', ''), value).map((parts) => parts.join(''));
const requestLine = fc.tuple(
	fc.constantFrom('GET', 'GET', 'GET', 'get', 'POST'),
	fc.constantFrom(path, path, `${path}?since=1`, `${path}?`, `${path}s`, `http://a${path}`, '/v1/%73tream'),
	fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'http/1.1', 'HTTP/1.1 '),
);
/** Heads that can be unusual in every way. */
const unusualHead = fc
	.tuple(
		requestLine,
		fc.array(line, { maxLength: 5 }),
		fc.constantFrom('\r\n', '\r\n', '\r\n', '\n'),
		fc.boolean(),
	)
	.map(([parts, lines, lineEnd, hasHost]) => {
		const all = [parts.join(' '), ...(hasHost ? ['Host: a'] : []), ...lines, '', ''];
		return Buffer.from(all.join(lineEnd), 'latin1');
	});
const ordinaryHead = fc
	.tuple(
		inAnyCase('host'),
		inAnyCase('cookie'),
		fc.integer({ min: 0, max: 9_000 }),
		fc.nat({ max: 99 }),
		fc.nat(),
	)
	.map(([host, cookie, length, since, other]) => {
		const lines = [`GET ${path}?since=${since} HTTP/1.1`, `${host}: a`, `${cookie}: ${'x'.repeat(length)}`];
		return Buffer.from([...lines, `X-Other: ${other}`, '', ''].join('\r\n'));
	});
const head = fc.oneof(ordinaryHead, unusualHead);
/** A whole head, a part of it, or two of them in a row. */
const requestBytes = fc
	.tuple(head, fc.constantFrom('whole', 'whole', 'twice', 'part'), fc.double({ min: 0, max: 1, noNaN: true }))
	.map(([bytes, form, fraction]) => {
		if (form === 'part') return bytes.subarray(0, Math.floor(bytes.length * fraction));
		return form === 'whole' ? bytes : Buffer.concat([bytes, bytes]);
	});

test('a cached head is parsed like a new one, whatever else has been cached', () => {
	const handshakes = new Handshakes(path);
	let streams = 0;
	fc.assert(
		fc.property(requestBytes, (bytes) => {
			const expected = parseHandshake(bytes, path);
			if (expected) streams += 1;
			for (const time of ['first', 'second']) assert.deepEqual(handshakes.parse(bytes), expected, time);
			// Node may reuse the memory of a buffer, so the cache must not depend on it.
			const copy = Buffer.from(bytes);
			assert.deepEqual(handshakes.parse(copy), expected);
			copy.fill(0);
			assert.deepEqual(handshakes.parse(bytes), expected);
			// A whole request is not a partial one, and no part of a request is a whole one.
			if (expected) {
				assert.equal(handshakes.isPartial(bytes), false);
				for (let end = 0; end < Math.min(bytes.length, 300); end += 7)
					assert.equal(handshakes.parse(bytes.subarray(0, end)), null);
			}
		}),
		{ numRuns: 3_000 },
	);
	// More than the cache holds, so that the property covers evicted heads.
	assert.ok(streams > 500, `${streams} streams`);
});

/**
 * Whether these bytes are a whole response. One without a length lasts until the connection closes.
 */
function isWhole(response: string): boolean {
	const [head = '', body] = response.split(/\r\n\r\n(.*)/s);
	if (body === undefined) return false;
	if (/^content-type: text\/event-stream/im.test(head)) return /^data: .*\n\n/m.test(body);
	if (/^transfer-encoding: chunked/im.test(head)) return body.endsWith('0\r\n\r\n');
	const length = /^content-length: (\d+)/im.exec(head)?.[1];
	return length !== undefined && body.length >= Number(length);
}

/** The response to bytes that arrive in pieces, without the headers that differ each time. */
function responseTo(url: string, pieces: readonly Buffer[]): Promise<string> {
	const { hostname, port } = new URL(url);
	const socket = connect({ port: Number(port), host: hostname, noDelay: true });
	return new Promise((resolve) => {
		let response = '';
		const end = (): void => {
			socket.destroy();
			resolve(response.replace(/^(?:date|x-request-id): .*\r\n/gim, '').replace(/"requestId":"[^"]*"/, ''));
		};
		// A request that is refused for its size can be disconnected while it is sent.
		socket.on('error', end);
		socket.on('close', end);
		socket.on('data', (chunk: Buffer) => {
			response += chunk.toString('latin1');
			if (isWhole(response)) end();
		});
		const send = (index: number): void => {
			const piece = pieces[index];
			if (piece) socket.write(piece, () => setImmediate(send, index + 1));
		};
		socket.once('connect', () => send(0));
	});
}

/**
 * Repeated fields, some with values that are refused. Together they can exceed what the listener
 * reads, but not the size at which `node:http` disconnects in the middle of a head: how much of its
 * response arrives then is random.
 */
const fields = fc.array(
	fc
		.tuple(
			fc.oneof(...['host', 'origin', 'last-event-id', 'accept', 'cookie'].map(inAnyCase)),
			fc.oneof(
				fc.constantFrom('a', '1', 'other', 'https://shop.example', ''),
				fc.integer({ min: 0, max: 3_600 }).map((length) => 'x'.repeat(length)),
			),
		)
		.map((parts) => parts.join(': ')),
	{ maxLength: 4 },
);

test('the response to a cached head is the same as the first one, in whatever pieces the head arrives', {
	timeout: 60_000,
}, async (context) => {
	const clock = { now: () => Date.UTC(2030, 0, 31), after: () => () => undefined };
	const { url, write } = await aServer(context, { clock });
	await write('PUT', '/v1/components/checkout', wholeComponent({ name: 'Checkout' }));
	const target = fc.constantFrom(path, `${path}?since=1`, `${path}?since=x`, `${path}?`, '/v1/snapshot');
	await fc.assert(
		fc.asyncProperty(
			target,
			fields,
			fc.nat(),
			fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
			async (requestTarget, lines, unique, fractions) => {
				// The number makes this head differ from those of all other runs.
				const all = [`GET ${requestTarget} HTTP/1.1`, 'Host: a', `X-Other: ${unique}`, ...lines, '', ''];
				const bytes = Buffer.from(all.join('\r\n'));
				const cuts = [
					0,
					...fractions.map((fraction) => Math.floor(fraction * bytes.length)).sort((a, b) => a - b),
				];
				const pieces = cuts.map((cut, index) => bytes.subarray(cut, cuts[index + 1]));
				const first = await responseTo(url, [bytes]);
				assert.notEqual(first, '');
				assert.equal(await responseTo(url, [bytes]), first);
				assert.equal(await responseTo(url, pieces), first);
			},
		),
		{ numRuns: 80 },
	);
});
