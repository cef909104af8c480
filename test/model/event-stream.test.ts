import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEventStreamDecoder } from '../../src/model/wire/event-stream.ts';
import { cases, type DecodedEvent } from './event-stream.cases.ts';

const maxLength = 1_000_000;

/** Decodes a stream that arrives in these pieces. */
function decode(pieces: readonly Uint8Array[]) {
	const events: DecodedEvent[] = [];
	const retries: number[] = [];
	const decoder = createEventStreamDecoder((ms) => retries.push(ms), maxLength);
	const text = new TextDecoder();
	for (const piece of pieces)
		for (const { name, data } of decoder.read(text.decode(piece, { stream: true })))
			events.push({ type: name || 'message', data });
	return { events, retries };
}
const byteByByte = (bytes: Uint8Array): Uint8Array[] => Array.from(bytes, (byte) => Uint8Array.of(byte));

for (const { what, bytes, events, retries } of cases)
	test(`${what}, wherever the bytes are split`, () => {
		const expected = { events, retries };
		for (let cut = 0; cut <= bytes.length; cut += 1)
			assert.deepEqual(decode([bytes.subarray(0, cut), bytes.subarray(cut)]), expected, `split at ${cut}`);
		assert.deepEqual(decode(byteByByte(bytes)), expected, 'byte by byte');
	});

test('any stream decodes to the same events whole, byte by byte, and split anywhere', () => {
	const token = fc.constantFrom(
		'data',
		'id',
		'event',
		'retry',
		':',
		': ',
		'\n',
		'\r',
		'\r\n',
		'\n\n',
		'a',
		'1',
		'\0',
		'\uFEFF',
		'ï',
		'💳',
		'é',
	);
	const stream = fc.array(token, { maxLength: 40 }).map((tokens) => Buffer.from(tokens.join('')));
	fc.assert(
		fc.property(stream, fc.nat(200), fc.nat(200), (bytes, one, two) => {
			const [from, to] = [Math.min(one, two), Math.max(one, two)];
			const whole = decode([bytes]);
			assert.deepEqual(decode(byteByByte(bytes)), whole);
			assert.deepEqual(
				decode([bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)]),
				whole,
			);
		}),
		{ numRuns: 1_000 },
	);
});

test('the last carriage return of a piece ends an event at once, and a line feed after it is no second end', () => {
	const decoder = createEventStreamDecoder(() => undefined, maxLength);
	const read = (text: string) => decoder.read(text).map(({ data }) => data);
	assert.deepEqual(read('data: a\r\r'), ['a']);
	assert.deepEqual(read('\ndata: b\r'), []);
	assert.deepEqual(read('\ndata: c\r'), []);
	assert.deepEqual(read('\r'), ['b\nc']);
});

test('an event that is longer than allowed throws RangeError, in however many lines and pieces it comes', () => {
	const decoder = () => createEventStreamDecoder(() => undefined, 100);
	const read = (...pieces: readonly string[]) => {
		const { read } = decoder();
		return pieces.flatMap((piece) => [...read(piece)]);
	};
	assert.equal(read(`data: ${'x'.repeat(90)}\n\n`.repeat(3)).length, 3);
	assert.equal(read('data: ', 'x'.repeat(50), `${'x'.repeat(40)}\n\n`).length, 1);
	for (const ending of ['\n', '\r', '\r\n']) {
		const end = ending + ending;
		assert.throws(() => read(`data: ${'x'.repeat(200)}`), RangeError, 'without its end');
		assert.throws(() => read(`data: ${'x'.repeat(200)}${end}`), RangeError, 'complete in one piece');
		assert.throws(
			() => read(`data: x${end}data: ${'x'.repeat(200)}${end}`),
			RangeError,
			'as the second event',
		);
		assert.throws(() => read(`data: xxxxxxxxx${ending}`.repeat(11)), RangeError, 'in many lines');
		assert.throws(
			() => read(...Array<string>(11).fill(`data: xxxxxxxxx${ending}`)),
			RangeError,
			'in many pieces',
		);
		assert.throws(() => read('data: ', ...Array<string>(11).fill('x'.repeat(10))), RangeError, 'in one line');
	}
	assert.equal(
		read(`:${'x'.repeat(200)}\n\ndata: x\n\n`).length,
		1,
		'a comment is skipped, however long it is',
	);
});
