/** Heads that are remembered are answered byte for byte like those that are new. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { Handshakes, readHandshake } from '../../../server/streaming/listener/handshake.ts';
import { aServer } from '../../support/server.ts';

const path = '/v1/stream';

const mixed = (text: string) =>
	fc
		.array(fc.boolean(), { minLength: text.length, maxLength: text.length })
		.map((upper) =>
			[...text].map((letter, index) => (upper[index] ? letter.toUpperCase() : letter)).join(''),
		);
const name = fc.oneof(
	...['host', 'origin', 'last-event-id', 'x-forwarded-for', 'cookie', 'te', 'expect'].map(mixed),
	...['content-length', 'transfer-encoding', 'upgrade', 'connection', 'constructor'].map(mixed),
	fc.constantFrom('__proto__', '', ' host', 'h:st', 'hö'),
);
const value = fc.oneof(
	fc.constantFrom('a', '0', 'close', 'Keep-Alive', ' \t1 ', 'a\nb', 'a\rb', 'é', '\0', 'upgrade, close'),
	fc.string({ maxLength: 20 }),
	fc.integer({ min: 0, max: 20_000 }).map((length) => 'x'.repeat(length)),
);
const line = fc.tuple(name, fc.constantFrom(':', ': ', ' :', ''), value).map((parts) => parts.join(''));
const first = fc.tuple(
	fc.constantFrom('GET', 'GET', 'GET', 'get', 'POST'),
	fc.constantFrom(path, path, `${path}?since=1`, `${path}?`, `${path}s`, `http://a${path}`, '/v1/%73tream'),
	fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'http/1.1', 'HTTP/1.1 '),
);
/** Every way in which a head may not be ordinary. */
const odd = fc
	.tuple(first, fc.array(line, { maxLength: 5 }), fc.constantFrom('\r\n', '\r\n', '\r\n', '\n'), fc.boolean())
	.map(([start, lines, end, hasHost]) => {
		const all = [start.join(' '), ...(hasHost ? ['Host: a'] : []), ...lines, '', ''];
		return Buffer.from(all.join(end), 'latin1');
	});
const ordinary = fc
	.tuple(mixed('host'), mixed('cookie'), fc.integer({ min: 0, max: 9_000 }), fc.nat({ max: 99 }), fc.nat())
	.map(([host, cookie, length, since, other]) => {
		const lines = [`GET ${path}?since=${since} HTTP/1.1`, `${host}: a`, `${cookie}: ${'x'.repeat(length)}`];
		return Buffer.from([...lines, `X-Other: ${other}`, '', ''].join('\r\n'));
	});
const head = fc.oneof(ordinary, odd);
/** One head, the same one again behind it, or a part of it. */
const bytesOf = fc
	.tuple(head, fc.constantFrom('once', 'once', 'twice', 'part'), fc.double({ min: 0, max: 1, noNaN: true }))
	.map(([bytes, how, share]) => {
		if (how === 'part') return bytes.subarray(0, Math.floor(bytes.length * share));
		return how === 'once' ? bytes : Buffer.concat([bytes, bytes]);
	});

test('a head that is remembered is read as if it were new, whatever else has been remembered', () => {
	const handshakes = new Handshakes(path);
	let streams = 0;
	fc.assert(
		fc.property(bytesOf, (bytes) => {
			const expected = readHandshake(bytes, path);
			if (expected) streams += 1;
			for (const time of ['first', 'second']) assert.deepEqual(handshakes.read(bytes), expected, time);
			// The same bytes in another buffer, which is written over later.
			const copy = Buffer.from(bytes);
			assert.deepEqual(handshakes.read(copy), expected);
			copy.fill(0);
			assert.deepEqual(handshakes.read(bytes), expected);
			// What is a request already is no half of one, and no part of a stream's head is one already.
			if (expected) {
				assert.equal(handshakes.begins(bytes), false);
				for (let cut = 0; cut < Math.min(bytes.length, 300); cut += 7)
					assert.equal(handshakes.read(bytes.subarray(0, cut)), null);
			}
		}),
		{ numRuns: 3_000 },
	);
	// More than are remembered: the property holds over what was let go of.
	assert.ok(streams > 500, `${streams} streams`);
});

/** Whether these bytes are one whole answer; one that has no length lasts until the connection is closed. */
function isWhole(answer: string): boolean {
	const [head = '', body] = answer.split(/\r\n\r\n(.*)/s);
	if (body === undefined) return false;
	if (/^content-type: text\/event-stream/im.test(head)) return /^data: .*\n\n/m.test(body);
	if (/^transfer-encoding: chunked/im.test(head)) return body.endsWith('0\r\n\r\n');
	const length = /^content-length: (\d+)/im.exec(head)?.[1];
	return length !== undefined && body.length >= Number(length);
}

/** What a server answers to some bytes that come in pieces, without the hour of `node:http`. */
function answerTo(url: string, pieces: readonly Buffer[]): Promise<string> {
	const { hostname, port } = new URL(url);
	const socket = connect({ port: Number(port), host: hostname, noDelay: true });
	return new Promise((resolve) => {
		let answer = '';
		const end = (): void => {
			socket.destroy();
			resolve(answer.replace(/^date: .*\r\n/im, ''));
		};
		// One that is refused for its size may be cut while it still sends.
		socket.on('error', end);
		socket.on('close', end);
		socket.on('data', (chunk: Buffer) => {
			answer += chunk.toString('latin1');
			if (isWhole(answer)) end();
		});
		const send = (index: number): void => {
			const piece = pieces[index];
			if (piece) socket.write(piece, () => setImmediate(send, index + 1));
		};
		socket.once('connect', () => send(0));
	});
}

/**
 * Fields of which each may come several times, with values that are refused among them; together more than the listener reads, and less
 * than `node:http` cuts off in the middle, where it is chance what of its answer arrives.
 */
const fields = fc.array(
	fc
		.tuple(
			fc.oneof(...['host', 'origin', 'last-event-id', 'accept', 'cookie'].map(mixed)),
			fc.oneof(
				fc.constantFrom('a', '1', 'nobody', 'https://shop.example', ''),
				fc.integer({ min: 0, max: 3_600 }).map((length) => 'x'.repeat(length)),
			),
		)
		.map((parts) => parts.join(': ')),
	{ maxLength: 4 },
);

test('a server answers a head that it remembers byte for byte as it did at first, wherever it is cut', {
	timeout: 60_000,
}, async (context) => {
	const clock = { now: () => Date.UTC(2030, 0, 31), after: () => () => undefined };
	const { url, write } = await aServer(context, { clock });
	await write('PUT', '/v1/components/checkout', { name: 'Checkout' });
	const target = fc.constantFrom(path, `${path}?since=1`, `${path}?since=x`, `${path}?`, '/v1/snapshot');
	await fc.assert(
		fc.asyncProperty(
			target,
			fields,
			fc.nat(),
			fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
			async (where, lines, unique, shares) => {
				// No other run has sent this head before.
				const all = [`GET ${where} HTTP/1.1`, 'Host: a', `X-Other: ${unique}`, ...lines, '', ''];
				const bytes = Buffer.from(all.join('\r\n'));
				const cuts = [0, ...shares.map((share) => Math.floor(share * bytes.length)).sort((a, b) => a - b)];
				const pieces = cuts.map((cut, index) => bytes.subarray(cut, cuts[index + 1]));
				const atFirst = await answerTo(url, [bytes]);
				assert.notEqual(atFirst, '');
				assert.equal(await answerTo(url, [bytes]), atFirst);
				assert.equal(await answerTo(url, pieces), atFirst);
			},
		),
		{ numRuns: 80 },
	);
});
